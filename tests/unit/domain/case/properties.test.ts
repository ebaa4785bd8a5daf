import fc from 'fast-check';
import { compareInstants } from '../../../../domain/calendar/instant';
import { evolve, replay } from '../../../../domain/case/evolve';
import { dutiesOf } from '../../../../domain/case/duties';
import { messagesOf } from '../../../../domain/case/messages';
import { nextWake, timeEvents } from '../../../../domain/case/time';
import { checkOrder } from '../../../../domain/programme/order-rules';
import type { Programme, Stage } from '../../../../domain/programme/schema';
import { draft, fixture, shipped, until, type Story } from '../../../support/domain';
import { happen, step } from './happen';

const PROGRAMMES: readonly Programme[] = [
  ...['xihu', 'zhangjiagang', 'longgang', 'nantong'].map(shipped),
  ...['changchun-yangguang', 'changchun-yingjun', 'changchun-dongfeng'].map(shipped),
  fixture('eighth'),
];

function checkMoney({ money, kind }: Story['state']): void {
  const { approvedFen, contractFen, disbursedFen, paidFen } = money;
  expect(Math.min(approvedFen ?? 0, contractFen ?? 0, disbursedFen, paidFen)).toBeGreaterThanOrEqual(0);
  expect(paidFen).toBeLessThanOrEqual(Math.min(approvedFen ?? 0, contractFen ?? Infinity));
  expect(disbursedFen).toBeLessThanOrEqual(approvedFen ?? 0);
  if (kind === 'MATTER')
    expect([approvedFen, contractFen, disbursedFen, money.estimateFen]).toEqual([null, null, 0, null]);
}

function checkTime(story: Story): void {
  const { state, programme, place, now } = story;
  const context = { now, programme, place };
  const due = timeEvents(state, context);
  const after = story.wake(now).state;
  expect(timeEvents(after, context)).toEqual([]);
  const wake = nextWake(after);
  if (wake !== null) expect(compareInstants(wake, now)).toBeGreaterThan(0);
  for (const event of due) expect(compareInstants(event.at, now)).toBeLessThanOrEqual(0);
  expect(new Set(state.clocks.map(({ id }) => id)).size).toBe(state.clocks.length);
}

function checkEnd({ state, programme, now }: Story): void {
  const ended = state.endedAt !== null;
  expect(ended).toBe(state.outcome !== null);
  if (!ended) {
    if (state.status !== 'DRAFT') expect(dutiesOf(state, programme, now).length).toBeGreaterThan(0);
    return;
  }
  expect(state.outcome?.publicText).toMatch(/./);
  expect(nextWake(state)).toBeNull();
  expect(dutiesOf(state, programme, now)).toEqual([]);
  for (const clock of state.clocks) {
    expect(clock).toMatchObject({
      status: 'STOPPED',
      verdict: expect.stringMatching(/^(ON_TIME|OVERDUE)$/) as string,
    });
    if (clock.overdueAt !== null) expect(clock.verdict).toBe('OVERDUE');
  }
}

describe('any sequence of commands and passing time', () => {
  it.each(PROGRAMMES.map((programme) => [programme.code, programme] as const))(
    'under %s keeps the books, the clocks and the ledger straight',
    (_code, programme) => {
      fc.assert(
        fc.property(
          fc.constantFrom(...programme.kinds),
          fc.array(step, { minLength: 10, maxLength: 45, size: 'max' }),
          (kind, steps) => {
            const story = steps.reduce(
              happen,
              draft(programme, { kind, suggestions: ['s1', 's2'] }).knowing({
                otherCase: {
                  id: 'c2',
                  number: 'BJ-2',
                  programmeCode: programme.code,
                  orgPath: '/',
                  ended: false,
                },
              }),
            );
            expect(replay(JSON.parse(JSON.stringify(story.events)) as typeof story.events)).toEqual(
              story.state,
            );
            checkMoney(story.state);
            checkTime(story);
            checkEnd(story);
            let state: Story['state'] | null = null;
            const keys: string[] = [];
            for (const event of story.events) {
              state = evolve(state, event);
              keys.push(...messagesOf(state, event, story).map(({ key }) => key));
            }
            expect(new Set(keys).size).toBe(keys.length);
          },
        ),
        { numRuns: 10 },
      );
    },
  );
});

/** Stages in an order that some city could think of: any that the order rules let pass. */
function shuffled(order: readonly number[], kind: 'PROJECT' | 'MATTER'): Programme {
  const eighth = fixture('eighth');
  const extra = shipped('zhangjiagang').stages.filter(
    (s) => s.kind === 'screen' || s.kind === 'review' || s.kind === 'deliberate',
  );
  const pool: Stage[] = [...eighth.stages, ...extra]
    .filter((s) => kind === 'PROJECT' || (s.kind !== 'fund' && s.kind !== 'settle'))
    .map((s) => ({
      ...s,
      only: undefined,
      except: undefined,
      'counted-from': undefined,
      'limit-on-track': undefined,
      ...{ ladder: undefined, 'ladder-on-track': undefined, 'open-within': undefined },
      evidence: [],
    }));
  const [first, last] = [pool.filter((s) => s.kind === 'accept'), pool.filter((s) => s.kind === 'close')];
  const middle = pool.filter((s) => s.kind !== 'accept' && s.kind !== 'close');
  const sorted = middle.map((s, i) => ({ s, key: order[i] ?? 0 })).sort((a, b) => a.key - b.key);
  const stages = [...first, ...sorted.map(({ s }) => s), ...last];
  return { ...eighth, kinds: [kind], tracks: {}, grades: [], caps: [], stages: legal(stages) };
}

const BEFORE: readonly (readonly [Stage['kind'], Stage['kind']])[] = [
  ...([
    ['vote', 'notice'],
    ['vote', 'approve'],
    ['notice', 'approve'],
    ['approve', 'fund'],
  ] as const),
  ...([
    ['approve', 'implement'],
    ['implement', 'inspect'],
    ['implement', 'survey'],
  ] as const),
  ...([
    ['inspect', 'settle'],
    ['fund', 'settle'],
  ] as const),
];

/** The same order as far as the rules allow: what must come before is pulled before. */
function legal(stages: readonly Stage[]): Stage[] {
  const left = [...stages];
  const out: Stage[] = [];
  while (left.length > 0) {
    const free = left.findIndex(
      (s) => !BEFORE.some(([a, b]) => b === s.kind && left.some((o) => o.kind === a)),
    );
    out.push(...left.splice(Math.max(free, 0), 1));
  }
  return out;
}

describe('any programme that the order rules let pass', () => {
  it('can be run from suggestion to closing', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(), { minLength: 15, maxLength: 15 }),
        fc.constantFrom('PROJECT' as const, 'MATTER' as const),
        (order, kind) => {
          const programme = shuffled(order, kind);
          expect(checkOrder({ ...programme, 'grade-owner': undefined })).toEqual([]);
          expect(until(draft(programme, { kind }), 'CLOSED').state.outcome?.success).toBe(true);
        },
      ),
      { numRuns: 20 },
    );
  });
});
