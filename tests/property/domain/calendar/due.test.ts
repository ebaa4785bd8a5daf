import fc from 'fast-check';
import { isWorkday } from '../../../../domain/calendar/calendar';
import { addMonths, daysBetween } from '../../../../domain/calendar/civil-date';
import {
  addWorkdays,
  computeDue,
  DEFAULT_HOURS,
  explainDue,
  workdaysBetween,
  type DueInput,
  type WhyStep,
} from '../../../../domain/calendar/due';
import { addMs, civilDateOf, endOfDay, msBetween } from '../../../../domain/calendar/instant';
import type { LimitUnit } from '../../../../domain/calendar/limit';
import { shippedCalendar as cal } from '../../../../domain/calendar/shipped';
import { dayIndex, dayText, makeNaive } from '../../../support/naive-calendar';

const naive = makeNaive(cal.years);
const MINUTE_MS = 60_000;

/** Whole minutes around the year whose notice is not out. */
const minute = (from: string, to: string) =>
  fc
    .integer({ min: Date.parse(from) / MINUTE_MS, max: Date.parse(to) / MINUTE_MS })
    .map((n) => new Date(n * MINUTE_MS).toISOString());
const start = minute('2024-01-01T00:00:00+08:00', '2027-07-01T00:00:00+08:00');

/** Gaps in hours between what happens on a clock: pause, resume, pause, … in order and apart. */
const gaps = fc.array(fc.tuple(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 0, max: 200 })), {
  maxLength: 3,
});
const clock = fc.tuple(start, gaps).map(([from, list]) => {
  let at = from;
  const pauses = list.map(([run, stand]) => {
    const begin = addMs(at, run * 60 * MINUTE_MS);
    at = addMs(begin, stand * 60 * MINUTE_MS);
    return { from: begin, to: at };
  });
  return { start: from, pauses };
});
const anyInput = fc
  .tuple(clock, fc.constantFrom<LimitUnit>('workday', 'day', 'week', 'month', 'hour'), fc.nat(), fc.boolean())
  .map(([base, unit, n, roll]): DueInput => {
    const most = { workday: 40, day: 60, week: 8, month: 2, hour: 40 }[unit];
    return { ...base, limit: { amount: 1 + (n % most), unit }, roll };
  });

describe('agrees with the naive day-by-day model', () => {
  test('which days are worked', () => {
    const differing: string[] = [];
    for (let n = dayIndex('2024-01-01'); n <= dayIndex('2027-12-31'); n++) {
      if (isWorkday(cal, dayText(n)) !== naive.works(n)) differing.push(dayText(n));
    }
    expect(differing).toEqual([]);
  });

  test('working days, with pauses', () => {
    fc.assert(
      fc.property(clock, fc.integer({ min: 1, max: 40 }), (base, amount) => {
        const due = computeDue(cal, { ...base, limit: { amount, unit: 'workday' } });
        expect(due.dueDate).toBe(naive.workdays({ ...base, amount }));
        expect(due.dueAt).toBe(endOfDay(due.dueDate));
      }),
      { numRuns: 100 },
    );
  });

  test('days and weeks, with pauses, rolled or not', () => {
    fc.assert(
      fc.property(
        clock,
        fc.integer({ min: 1, max: 8 }),
        fc.boolean(),
        fc.boolean(),
        (base, amount, roll, week) => {
          const due = computeDue(cal, { ...base, roll, limit: { amount, unit: week ? 'week' : 'day' } });
          expect(due.dueDate).toBe(naive.days({ ...base, amount: week ? amount * 7 : amount }, roll));
        },
      ),
      { numRuns: 100 },
    );
  });

  test('months, with pauses: the days from the start to the matching day', () => {
    fc.assert(
      fc.property(clock, fc.integer({ min: 1, max: 3 }), fc.boolean(), (base, months, roll) => {
        const from = civilDateOf(base.start);
        const amount = daysBetween(from, addMonths(from, months));
        const due = computeDue(cal, { ...base, roll, limit: { amount: months, unit: 'month' } });
        expect(due.dueDate).toBe(naive.days({ ...base, amount }, roll));
      }),
      { numRuns: 100 },
    );
  });

  test('working hours, with pauses, minute by minute', () => {
    const hours = fc.constantFrom(DEFAULT_HOURS, [{ from: '08:30', to: '17:00' }]);
    fc.assert(
      fc.property(clock, fc.integer({ min: 1, max: 20 }), hours, (base, amount, opening) => {
        const due = computeDue(cal, { ...base, hours: opening, limit: { amount, unit: 'hour' } });
        expect(due.dueAt).toBe(naive.hours({ ...base, amount }, opening));
        expect(due.dueDate).toBe(civilDateOf(due.dueAt));
      }),
      { numRuns: 40 },
    );
  });

  test('adding working days is counting them', () => {
    fc.assert(
      fc.property(start, fc.integer({ min: 1, max: 60 }), (from, n) => {
        const day = civilDateOf(from);
        const later = addWorkdays(cal, day, n);
        expect(later).toBe(naive.workdays({ start: from, amount: n, pauses: [] }));
        expect(workdaysBetween(cal, day, later)).toBe(n);
        if (isWorkday(cal, day)) expect(addWorkdays(cal, later, -n)).toBe(day);
      }),
    );
  });
});

describe('holds for every limit', () => {
  test('the explanation ends with the due date computed', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const steps = explainDue(cal, input);
        expect(steps.at(-1)).toEqual({ kind: 'due', due: computeDue(cal, input) });
        expect(steps[0]).toMatchObject({
          kind: 'started',
          date: civilDateOf(input.start),
          limit: input.limit,
        });
        expect(steps.filter((step) => step.kind === 'due')).toHaveLength(1);
      }),
      { numRuns: 100 },
    );
  });

  test('a later start is never due earlier, a longer limit always later', () => {
    fc.assert(
      fc.property(anyInput, fc.integer({ min: 0, max: 20_000 }), (input, minutes) => {
        const plain = { ...input, pauses: [] };
        const due = computeDue(cal, plain);
        const later = computeDue(cal, { ...plain, start: addMs(input.start, minutes * MINUTE_MS) });
        expect(msBetween(due.dueAt, later.dueAt)).toBeGreaterThanOrEqual(0);
        const longer = computeDue(cal, {
          ...plain,
          limit: { ...input.limit, amount: input.limit.amount + 1 },
        });
        const more = msBetween(due.dueAt, longer.dueAt);
        // Two limits, a day or even a week apart, may roll to the same working day.
        const mayMeet = input.roll === true && ['day', 'week'].includes(input.limit.unit);
        expect(more).toBeGreaterThanOrEqual(mayMeet ? 0 : 1);
      }),
      { numRuns: 100 },
    );
  });

  test('a pause never makes anything due earlier, and nothing is due while it lasts', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const due = computeDue(cal, input);
        const unpaused = computeDue(cal, { ...input, pauses: [] });
        expect(msBetween(unpaused.dueAt, due.dueAt)).toBeGreaterThanOrEqual(0);
        for (const { from, to } of input.pauses ?? []) {
          const inside = to !== null && msBetween(from, due.dueAt) > 0 && msBetween(due.dueAt, to) > 0;
          expect(inside).toBe(false);
        }
      }),
      { numRuns: 100 },
    );
  });

  test('it is provisional exactly when it reaches 2027', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const due = computeDue(cal, input);
        expect(due.provisional).toBe(due.dueDate >= '2027-01-01');
        expect(explainDue(cal, input).some((step) => step.kind === 'provisional')).toBe(due.provisional);
      }),
    );
  });
});

describe('the steps add up', () => {
  const daysIn = (step: WhyStep): [string, string, number] | null => {
    if (step.kind === 'counted' || step.kind === 'skipped') return [step.from, step.to, step.days];
    return step.kind === 'makeup' ? [step.date, step.date, 1] : null;
  };

  test('without a pause every day from the start to the due date is counted or skipped, once', () => {
    fc.assert(
      fc.property(start, fc.integer({ min: 1, max: 60 }), (from, amount) => {
        const steps = explainDue(cal, { start: from, limit: { amount, unit: 'workday' } });
        let next = dayIndex(civilDateOf(from)) + 1;
        for (const span of steps.map(daysIn)) {
          if (!span) continue;
          expect(span[0]).toBe(dayText(next));
          next += span[2];
          expect(span[1]).toBe(dayText(next - 1));
        }
        const last = steps.at(-1);
        expect(last?.kind === 'due' && last.due.dueDate).toBe(dayText(next - 1));
      }),
    );
  });

  test('what is counted is the limit, whatever the pauses', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const { amount, unit } = input.limit;
        let total = 0;
        for (const step of explainDue(cal, input)) {
          if (unit === 'hour' && step.kind === 'worked') expect(step.totalMs).toBe((total += step.ms));
          if (unit === 'workday' && step.kind === 'counted') expect(step.total).toBe((total += step.days));
          if (unit === 'workday' && step.kind === 'makeup') expect(step.total).toBe((total += 1));
        }
        if (unit === 'hour') expect(total).toBe(amount * 60 * MINUTE_MS);
        if (unit === 'workday') expect(total).toBe(amount);
      }),
      { numRuns: 100 },
    );
  });
});
