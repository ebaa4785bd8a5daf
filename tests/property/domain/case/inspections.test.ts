import fc from 'fast-check';
import { withClosures } from '../../../../domain/calendar/closures';
import { civilDateOf } from '../../../../domain/calendar/instant';
import { shippedCalendar } from '../../../../domain/calendar/shipped';
import type { Clock, InspectionResult } from '../../../../domain/case/state';
import { draft, plain, until, type Story } from '../../../support/domain';
import { dayIndex, dayText, makeNaive } from '../../../support/naive-calendar';

/** A quarter as a plain number: 8105 is the second of 2026. */
const quarterOf = (n: number): number => {
  const date = new Date(dayText(n));
  return date.getUTCFullYear() * 4 + Math.floor(date.getUTCMonth() / 3);
};
const firstDay = (quarter: number): number =>
  Date.UTC(Math.floor(quarter / 4), (quarter % 4) * 3) / 86_400_000;
const lastDay = (quarter: number): number => firstDay(quarter + 1) - 1;
const nameOf = (quarter: number): string => `${Math.floor(quarter / 4)} 年第 ${(quarter % 4) + 1} 季度检查`;

/** The same day of the next month, or its last. */
function monthLater(n: number): number {
  const date = new Date(dayText(n));
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + 1];
  const length = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return Date.UTC(year, month, Math.min(date.getUTCDate(), length)) / 86_400_000;
}

/** Something that somebody has to look at, by a day. */
interface Owed {
  what: string;
  by: number;
  /** The day on which somebody came. */
  met: number | null;
}

interface Visit {
  day: number;
  result: InspectionResult;
}

/** ZJ15 once more, as a clerk would keep it in a notebook: one line per quarter, struck out when somebody was there. */
class Notebook {
  readonly quarters: (Owed & { quarter: number })[] = [];
  readonly again: Owed[] = [];
  readonly struck: number[] = [];

  constructor(
    private readonly roll: (n: number) => number,
    started: number,
  ) {
    this.open(quarterOf(monthLater(started)));
  }

  private open(quarter: number): void {
    this.quarters.push({ quarter, what: nameOf(quarter), by: this.roll(lastDay(quarter)), met: null });
  }

  private get newest(): Owed & { quarter: number } {
    return this.quarters[this.quarters.length - 1] as Owed & { quarter: number };
  }

  /** A day begins: whatever ended before it is missed, and the next quarter is owed all the same. */
  dawn(day: number): void {
    while (this.newest.met === null && this.newest.by < day) this.open(this.newest.quarter + 1);
  }

  visit({ day, result }: Visit): void {
    this.dawn(day);
    const now = [...this.quarters.filter((q) => firstDay(q.quarter) <= day), ...this.again].filter(
      ({ met }) => met === null,
    );
    for (const owed of now) owed.met = day;
    this.struck.push(now.length);
    if (this.newest.met !== null) this.open(this.newest.quarter + 1);
    if (result === 'failed') this.again.push({ what: '复查', by: this.roll(monthLater(day)), met: null });
  }
}

/** What a line of the notebook, or a clock, came to. */
const came = (owed: Owed, today: number) => ({
  ...{ what: owed.what, by: dayText(owed.by), met: owed.met === null ? null : dayText(owed.met) },
  late: (owed.met ?? today) > owed.by,
});
const ran = ({ name, dueDate, stoppedAt, verdict, overdueAt }: Clock) => ({
  ...{ what: name.zh, by: dueDate, met: stoppedAt === null ? null : civilDateOf(stoppedAt) },
  late: stoppedAt === null ? overdueAt !== null : verdict === 'OVERDUE',
});

const FINDINGS = { findings: [{ kind: 'signboard', text: '标识牌掉落' }] };

function visited(story: Story, { day, result }: Visit): Story {
  const data = { visitedOn: dayText(day), result, ...(result === 'failed' && FINDINGS) };
  return story.on(dayText(day)).do('record-inspection', data);
}

/** Days off around the end of a quarter, as when a typhoon comes. */
const closures = fc
  .array(
    fc.record({
      quarter: fc.integer({ min: 2026 * 4, max: 2028 * 4 + 3 }),
      before: fc.nat({ max: 4 }),
      after: fc.nat({ max: 6 }),
    }),
    { maxLength: 6 },
  )
  .map((list) =>
    list.flatMap(({ quarter, before, after }) =>
      Array.from({ length: before + after + 1 }, (_, i) => ({
        ...{ date: dayText(lastDay(quarter) - before + i), kind: 'CLOSED' as const, name: '台风停工' },
      })),
    ),
  );

const visits = fc.array(
  fc.record({
    gap: fc.oneof(fc.nat({ max: 10 }), fc.integer({ min: 0, max: 250 })),
    result: fc.constantFrom<InspectionResult>('passed', 'remarks', 'failed'),
  }),
  { maxLength: 12, size: 'max' },
);

const funded = until(draft(plain('zhangjiagang')), 'works');

describe('the quarterly inspections of a project over two years (ZJ15)', () => {
  it('are due, done and missed as in a notebook that has a line for every quarter', () => {
    let [missed, onTime, again] = [0, 0, 0];
    fc.assert(
      fc.property(fc.nat({ max: 120 }), visits, closures, (wait, gaps, off) => {
        const calendar = withClosures(shippedCalendar, off);
        const naive = makeNaive(shippedCalendar.years, off);
        const roll = (n: number): number => (naive.works(n) ? n : roll(n + 1));
        const began = dayIndex(civilDateOf(funded.now)) + wait;
        const end = began + 730;
        const notebook = new Notebook(roll, began);
        let story = funded
          .at({ calendarFor: () => calendar })
          .on(dayText(began))
          .do('start');
        let day = began;
        for (const { gap, result } of gaps) {
          day += gap;
          if (day > end) break;
          story = visited(story, { day, result });
          notebook.visit({ day, result });
        }
        notebook.dawn(end);
        story = story.on(dayText(end)).wake(story.on(dayText(end)).now);

        const { clocks, inspections } = story.state;
        const ofKind = (kind: Clock['kind']) => clocks.filter((clock) => clock.kind === kind);
        const [regular, repeated] = [ofKind('inspection'), ofKind('reinspection')];
        expect(regular.map(ran)).toEqual(notebook.quarters.map((owed) => came(owed, end)));
        expect(repeated.map(ran)).toEqual(notebook.again.map((owed) => came(owed, end)));
        expect(inspections.map(({ clockIds }) => clockIds.length)).toEqual(notebook.struck);
        // No quarter is left out or owed twice: due = done in time + done late + missed, and one is always still to come.
        const done = (verdict: string) => regular.filter((clock) => clock.verdict === verdict).length;
        const open = regular.filter(({ status }) => status === 'RUNNING');
        expect(open.filter(({ overdueAt }) => overdueAt === null)).toHaveLength(1);
        const [first, last] = [notebook.quarters[0]?.quarter ?? 0, notebook.quarters.at(-1)?.quarter ?? 0];
        expect(done('ON_TIME') + done('OVERDUE') + open.length).toBe(last - first + 1);
        expect(new Set(regular.map(({ name }) => name.zh)).size).toBe(regular.length);
        // A case is not late because nobody has looked at it.
        expect(story.state.stageId).toBe('works');
        [missed, onTime] = [missed + open.length - 1, onTime + done('ON_TIME')];
        again += repeated.length;
      }),
      { numRuns: 150 },
    );
    // The random lives must have had something to tell.
    expect(Math.min(missed, onTime, again)).toBeGreaterThan(20);
  });
});
