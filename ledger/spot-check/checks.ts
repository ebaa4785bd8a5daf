import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Pool, PoolClient } from 'pg';
import type { Instant } from '../../domain/calendar/instant';
import { draw, ranked, type Ranked } from '../../domain/draw/draw';
import { readPopulation, type Population } from '../../domain/draw/population';
import { Refusal } from '../../domain/errors';
import { replayCheck } from '../../domain/spot-check/evolve';
import { decideCheck, type SpotCheckCommand } from '../../domain/spot-check/decide';
import { defineCheck } from '../../domain/spot-check/define';
import type { SpotCheckEvent } from '../../domain/spot-check/events';
import { OVER, statusOf, type Definition, type SpotCheck } from '../../domain/spot-check/state';
import { checkEvent, checkWake, frozenEvent, workOf } from '../../domain/spot-check/time';
import { linkOf, GENESIS } from '../chain';
import type { LedgerDeps } from '../deps';
import { transaction } from '../outbox/transaction';
import { once } from '../once';
import { changedLines, freezePopulation, populationBytes, populationParts, sha256Of } from './population';
import { countFrame, type FrameCounts } from './preview';
import {
  appendLine,
  bodyOf,
  listChecks,
  loadCheck,
  lockCheck,
  recordOf,
  type KeptCheck,
  type Line,
  type NamedCheck,
} from './rows';

/** Where a check stands after time has acted on it. */
export interface Advanced {
  /** Nothing will happen any more by itself. */
  readonly over: boolean;
  /** When time has to look again; null = when somebody did something. */
  readonly wakeAt: Instant | null;
  readonly status: ReturnType<typeof statusOf>;
}

export interface Verified {
  readonly recordWhole: boolean;
  /** Lines of the published population that are no longer what was frozen. */
  readonly changedLines: readonly { readonly from: number; readonly to: number }[];
  /** Whether the sample is what population, seed and rule make of it. Null before it is drawn. */
  readonly sampleRepeats: boolean | null;
}

/** Random spot checks: their record and its only writer. */
export interface SpotChecks {
  /** A supervisor defines one; a retry with the same key gets the first one. Returns its id. */
  define(input: { definition: Definition; now: Instant; key: string }): Promise<string>;
  /** What a frame holds now, before anything is defined. */
  preview(input: {
    definition: Pick<Definition, 'frame' | 'strata' | 'exclusions'>;
    orgPath: string;
    now: Instant;
  }): Promise<FrameCounts>;
  /** Throws a refusal of `decideCheck`, 'not-found', or 'key-reused'. Answers the seq of the last line. */
  command(input: CheckCommand): Promise<number>;
  /** Does what is due by now, each step in a transaction of its own: the population, the seed, the sample. */
  advance(input: { checkId: string; now: Instant }): Promise<Advanced>;
  load(checkId: string): Promise<NamedCheck | null>;
  /** Newest first. */
  list(input: { before: { definedAt: Instant; id: string } | null; limit: number }): Promise<NamedCheck[]>;
  record(checkId: string): Promise<Line[]>;
  /** The published file, some hundred lines at a time. */
  population(checkId: string): AsyncIterable<string>;
  verify(checkId: string): Promise<Verified>;
  /** Checks that a workflow has to go on with. */
  running(): Promise<{ id: string; seq: number }[]>;
}

export interface CheckCommand {
  readonly checkId: string;
  readonly command: SpotCheckCommand;
  readonly by: string;
  readonly now: Instant;
  readonly key: string;
}

export function createSpotChecks({ pool, reference }: LedgerDeps): SpotChecks {
  return {
    async define({ definition, now, key }) {
      const node = (await reference.organisations()).get(definition.organisationId);
      if (node === undefined) throw new Refusal('unknown-reference');
      return transaction(pool, (db) =>
        once(db, { scope: `spot-check:${definition.definedBy}`, key, asked: definition }, async () => {
          const id = randomUUID();
          await appendLine(db, null, defineCheck(id, definition, now), node.path);
          return id;
        }),
      );
    },
    preview: ({ definition, orgPath, now }) => countFrame(pool, definition, orgPath, now),
    command: (input) => transaction(pool, (db) => give(db, input)),
    advance: ({ checkId, now }) => advance(pool, checkId, now),
    load: (checkId) => loadCheck(pool, checkId),
    list: (input) => listChecks(pool, input),
    record: (checkId) => recordOf(pool, checkId),
    population: (checkId) => populationParts(pool, checkId),
    verify: (checkId) => verifyCheck(pool, checkId),
    async running() {
      const { rows } = await pool.query<{ id: string; seq: number }>(
        `SELECT id, seq FROM spot_checks WHERE status NOT IN (${OVER.map((one) => `'${one}'`).join(', ')})
          ORDER BY defined_at, id`,
      );
      return rows;
    },
  };
}

async function locked(db: PoolClient, checkId: string): Promise<KeptCheck> {
  const check = await lockCheck(db, checkId);
  if (check === null) throw new Refusal('not-found');
  return check;
}

const write = (db: PoolClient, check: KeptCheck, event: SpotCheckEvent): Promise<KeptCheck> =>
  appendLine(db, check, event, check.orgPath);

/** Whatever follows by itself, without work of its own. */
async function settle(db: PoolClient, check: KeptCheck, now: Instant): Promise<KeptCheck> {
  const event = checkEvent(check.state, now);
  return event === null ? check : settle(db, await write(db, check, event), now);
}

async function give(db: PoolClient, { checkId, command, by, now, key }: CheckCommand): Promise<number> {
  return once(db, { scope: `spot-check:${checkId}:${by}`, key, asked: command }, async () => {
    // Time that has passed unnoticed comes first (docs/decisions/0003).
    const check = await settle(db, await locked(db, checkId), now);
    const lines = command.type === 'replace' ? await inLine(db, check.state) : () => [];
    const event = decideCheck(check.state, command, { by, now, inLine: lines });
    return (await settle(db, await write(db, check, event), now)).state.seq;
  });
}

async function frozenPopulation(db: PoolClient, { id, frozen, definition }: SpotCheck): Promise<Population> {
  const bytes = await populationBytes(db, id);
  if (sha256Of(bytes) === frozen?.sha256) return readPopulation(bytes, definition.strata);
  const changed = frozen === null ? [] : await changedLines(db, id, frozen);
  const where = changed.map(({ from, to }) => `${from}–${to}`).join(', ');
  throw new Refusal('population-changed', {
    zh: `总体名单在封存后被改动：第 ${where} 行。`,
    en: `The population was changed after it was frozen: lines ${where}.`,
  });
}

async function inLine(db: PoolClient, check: SpotCheck): Promise<(key: string) => readonly Ranked[]> {
  if (check.seed === null) return () => [];
  const { seed } = check;
  const { strata } = await frozenPopulation(db, check);
  return (key) => ranked(seed, strata.get(key) ?? []);
}

/** One step of work; the lines that it makes. */
async function worked(db: PoolClient, check: KeptCheck, now: Instant): Promise<SpotCheckEvent> {
  const { state } = check;
  if (workOf(state) === 'freeze') {
    return frozenEvent(state, await freezePopulation(db, state, check.orgPath, now), now);
  }
  const { size, minimum } = state.definition;
  const strata = draw(await frozenPopulation(db, state), { seed: state.seed ?? '', size, minimum });
  return { type: 'SampleDrawn', at: now, actorId: null, facts: { strata } };
}

async function advance(pool: Pool, checkId: string, now: Instant): Promise<Advanced> {
  for (;;) {
    const state = await transaction(pool, async (db) => {
      const before = await locked(db, checkId);
      const check = await settle(db, before, now);
      if (workOf(check.state) === null) return { state: check.state, more: false };
      return { state: (await write(db, check, await worked(db, check, now))).state, more: true };
    });
    if (!state.more) {
      const status = statusOf(state.state);
      return { over: OVER.includes(status), status, wakeAt: checkWake(state.state) };
    }
  }
}

async function verifyCheck(pool: Pool, checkId: string): Promise<Verified> {
  const check = await loadCheck(pool, checkId);
  if (check === null) throw new Refusal('not-found');
  const { state } = check;
  const record = await recordOf(pool, checkId);
  const changed = state.frozen === null ? [] : await changedLines(pool, checkId, state.frozen);
  return {
    recordWhole: isWhole(check, record),
    changedLines: changed,
    sampleRepeats: changed.length > 0 ? false : await repeats(pool, state, record),
  };
}

/** Every line is chained to the one before it, and the row is what the lines come to. */
function isWhole({ state, hash: last }: KeptCheck, record: readonly Line[]): boolean {
  let before = GENESIS;
  const chained = record.every(({ seq, event, prevHash, hash }) => {
    const fits = prevHash === before && linkOf(prevHash, bodyOf(state.id, seq, event)) === hash;
    before = hash;
    return fits;
  });
  return (
    chained && before === last && isDeepStrictEqual(replayCheck(record.map(({ event }) => event)), state)
  );
}

/** Replacements aside: the sample as it was first drawn. */
async function repeats(
  pool: Pool,
  { id, definition, seed, drawn }: SpotCheck,
  record: readonly Line[],
): Promise<boolean | null> {
  if (drawn === null || seed === null) return null;
  const { size, minimum, strata } = definition;
  const population = readPopulation(await populationBytes(pool, id), strata);
  const again = draw(population, { seed, size, minimum });
  const first = record.find(({ event }) => event.type === 'SampleDrawn')?.event;
  return first?.type === 'SampleDrawn' && isDeepStrictEqual(again, first.facts.strata);
}
