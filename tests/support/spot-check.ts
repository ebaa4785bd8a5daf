import { addMs, parseInstant, type Instant } from '../../domain/calendar/instant';
import { draw, ranked } from '../../domain/draw/draw';
import { sizesOf } from '../../domain/draw/population';
import { isRefusal } from '../../domain/errors';
import type { Candidate, DrawnCase } from '../../domain/spot-check/assign';
import { decideCheck, type SpotCheckCommand } from '../../domain/spot-check/decide';
import { defineCheck } from '../../domain/spot-check/define';
import { commitmentTo } from '../../domain/spot-check/seed';
import type { SpotCheckEvent } from '../../domain/spot-check/events';
import { replayCheck } from '../../domain/spot-check/evolve';
import type { Definition, SpotCheck } from '../../domain/spot-check/state';
import { checkEvent, frozenEvent } from '../../domain/spot-check/time';

export const START = parseInstant('2020-11-02T09:00:00+08:00');
export const HOUR = 3_600_000;
export const WITNESSES = ['甲', '乙', '丙'].map((name, i) => ({
  personId: `w${i + 1}`,
  name: `见证人${name}`,
}));
/** What the server had committed to, in checks that nobody is told of. */
export const NONCE = 'ab'.repeat(32);
/** 2018–2019, by class (张家港 2020 look-back). */
export const STRATA = new Map([
  ['工程', Array.from({ length: 60 }, (_, i) => `G${i}`)],
  ['服务', Array.from({ length: 30 }, (_, i) => `F${i}`)],
  ['货物', Array.from({ length: 10 }, (_, i) => `H${i}`)],
]);

export const definition: Definition = {
  ...{
    title: '2020 年回头看',
    organisationId: 'zjg',
    strata: ['type'],
    size: 10,
    minimum: 1,
    exclusions: [],
  },
  frame: {
    ...{ programmes: [], kinds: ['PROJECT'], grades: [], overdue: false },
    happened: { what: 'opened', from: '2018-01-01', until: '2019-12-31' },
  },
  chance: { kind: 'phrases', witnesses: WITNESSES },
  ...{ patienceMs: HOUR, definedBy: 'supervisor' },
};

/** Whoever is named, and the project they are sent to. */
export const INSPECTOR: Candidate = {
  ...{ personId: 'i9', name: '检查人丁' },
  posts: [{ organisationId: 'zjg', orgPath: '/zjg/', role: 'inspector' }],
};
export const PROJECT: DrawnCase = {
  ...{ caseNumber: 'G1', orgPath: '/zjg/yangshe/a/', townPath: '/zjg/yangshe/', hands: [], implementers: [] },
};

/** A check as it is lived: what people ask and what time does, each later than the last. */
export class Check {
  private constructor(
    readonly events: readonly SpotCheckEvent[],
    readonly now: Instant,
  ) {}

  static define(more: Partial<Definition> = {}, now = START): Check {
    return new Check([defineCheck('c1', { ...definition, ...more }, now)], now);
  }

  get state(): SpotCheck {
    return replayCheck(this.events)!;
  }

  get last(): SpotCheckEvent {
    return this.events.at(-1)!;
  }

  after(ms: number): Check {
    return new Check(this.events, addMs(this.now, ms));
  }

  frozen(): Check {
    const strata = sizesOf({ strata: STRATA });
    const population = { size: 100, excluded: 0, strata, sha256: 'f'.repeat(64), parts: [] };
    return this.with(frozenEvent(this.state, population, this.now));
  }

  /** The server's own chance, once the population is frozen. */
  committed(commitment = commitmentTo(NONCE)): Check {
    const facts = { commitment, until: addMs(this.now, this.state.definition.patienceMs) };
    return this.with({ type: 'ServerCommitted', at: this.now, actorId: null, facts });
  }

  /** Whatever follows by itself. */
  settled(): Check {
    const event = checkEvent(this.state, this.now);
    return event === null ? this : this.with(event).settled();
  }

  do(by: string, command: SpotCheckCommand): Check {
    const inLine = (key: string) => ranked(this.state.seed ?? '', STRATA.get(key) ?? []);
    return this.with(
      decideCheck(this.state, command, {
        by,
        now: this.now,
        inLine,
        nonce: NONCE,
        named: { candidate: INSPECTOR, one: PROJECT },
      }),
    ).settled();
  }

  drawn(): Check {
    const { seed, definition: of } = this.state;
    const strata = draw({ strata: STRATA }, { seed: seed!, size: of.size, minimum: of.minimum });
    return this.with({ type: 'SampleDrawn', at: this.now, actorId: null, facts: { strata } });
  }

  /** The code with which something is refused, or null. */
  refuses(by: string, command: SpotCheckCommand): string | null {
    try {
      this.do(by, command);
      return null;
    } catch (error) {
      if (!isRefusal(error)) throw error;
      return error.code;
    }
  }

  private with(event: SpotCheckEvent): Check {
    return new Check([...this.events, event], this.now);
  }
}
