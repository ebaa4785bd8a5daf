import fc from 'fast-check';
import { withHours } from '../../../../domain/calendar/closures';
import { compareInstants } from '../../../../domain/calendar/instant';
import { shippedCalendar } from '../../../../domain/calendar/shipped';
import { evolve, replay } from '../../../../domain/case/evolve';
import { outlives } from '../../../../domain/case/state';
import { dutiesOf } from '../../../../domain/case/duties';
import { messagesOf } from '../../../../domain/case/messages';
import type { Place } from '../../../../domain/case/place';
import { nextWake, timeEvents } from '../../../../domain/case/time';
import { checkOrder } from '../../../../domain/programme/order-rules';
import type { Programme, Stage } from '../../../../domain/programme/schema';
import { draft, EVERYBODY_THERE, fixture, shipped, until, type Story } from '../../../support/domain';
import { happen, step } from './happen';

const PROGRAMMES: readonly Programme[] = [
  ...['xihu', 'zhangjiagang', 'longgang', 'nantong'].map(shipped),
  ...['changchun-yangguang', 'changchun-yingjun', 'changchun-dongfeng'].map(shipped),
  fixture('eighth'),
];

const EVENINGS = withHours(shippedCalendar, [{ from: '13:00', to: '21:00' }]);
const there = EVERYBODY_THERE.holders;
/** Everybody at their post; a city without districts; a street where nobody is; a community with evening hours; nobody. */
const PLACES: readonly Partial<Place>[] = [
  {},
  { holders: (post) => (post.level === 'DISTRICT' ? null : there(post)) },
  { holders: (post) => (post.level === 'STREET' ? [] : there(post)) },
  {
    calendarFor: ({ level }) => (level === 'COMMUNITY' ? EVENINGS : shippedCalendar),
  },
  { holders: () => [] },
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

/** What a clock says of itself: when it rings next, what it has used, that no rung rang twice. */
function checkClocks({ clocks, calls }: Story['state']): void {
  for (const { id, status, next, fired, used, startedAt } of clocks) {
    expect(new Set(fired).size).toBe(fired.length);
    if (status !== 'RUNNING') expect({ id, next }).toEqual({ id, next: null });
    if (next !== null) {
      expect(compareInstants(next.at, startedAt)).toBeGreaterThan(0);
      expect(fired).not.toContain(next.rung);
    }
    expect(used !== null).toBe(status === 'STOPPED');
    if (used !== null) {
      expect(used.net).toBeGreaterThanOrEqual(0);
      expect(used.net).toBeLessThanOrEqual(used.gross);
    }
  }
  const called = calls.map(({ clockId }) => clockId);
  expect(new Set(called).size).toBe(called.length);
  for (const clockId of called) expect(clocks.find(({ id }) => id === clockId)?.status).toBe('RUNNING');
}

/** Line by line: time never goes back, no rung of a limit is told twice, and no message has the key of another. */
function checkLines(story: Story): void {
  let state: Story['state'] | null = null;
  const [keys, rungs]: [string[], string[]] = [[], []];
  for (const event of story.events) {
    if (state !== null) expect(compareInstants(event.at, state.lastAt)).toBeGreaterThanOrEqual(0);
    state = evolve(state, event);
    checkClocks(state);
    for (const message of messagesOf(state, event, story)) {
      keys.push(message.key);
      expect(compareInstants(message.sendFrom, message.at)).toBeGreaterThanOrEqual(0);
    }
    if (event.type !== 'RungsReached') continue;
    const { clockId, to, firedAt } = event.facts;
    // However often the urgency changed, the limit of the whole case is one.
    const limit = clockId.startsWith('grade.') ? 'grade' : clockId;
    rungs.push(...event.facts.rungs.map(({ id }) => `${limit}:${id}`));
    expect(to.length).toBeGreaterThan(0);
    for (const { at } of event.facts.rungs) expect(compareInstants(at, firedAt)).toBeLessThanOrEqual(0);
  }
  expect(new Set(keys).size).toBe(keys.length);
  expect(new Set(rungs).size).toBe(rungs.length);
}

function checkEnd({ state, programme, now }: Story): void {
  const ended = state.endedAt !== null;
  expect(ended).toBe(state.outcome !== null);
  if (!ended) {
    if (state.status !== 'DRAFT') expect(dutiesOf(state, programme, now).length).toBeGreaterThan(0);
    return;
  }
  expect(state.outcome?.publicText).toMatch(/./);
  // What lies over a case may go on after its end, and nothing else.
  const beyond = state.clocks.filter(({ kind, status }) => outlives(kind) && status !== 'STOPPED');
  if (beyond.length === 0) expect(nextWake(state)).toBeNull();
  expect(
    dutiesOf(state, programme, now)
      .map(({ key }) => key)
      .sort(),
  ).toEqual(beyond.map(({ id }) => id).sort());
  for (const clock of state.clocks.filter((one) => !beyond.includes(one))) {
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
          fc.constantFrom(...PLACES),
          (kind, steps, place) => {
            const story = steps.reduce(
              happen,
              draft(programme, { kind, suggestions: ['s1', 's2'] })
                .at(place)
                .knowing({
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
            checkClocks(story.state);
            checkLines(story);
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
      ...{ ladder: undefined, 'ladder-on-track': undefined },
      ...{ 'open-within': undefined, 'open-within-on-track': undefined, 'open-within-on-grade': undefined },
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
