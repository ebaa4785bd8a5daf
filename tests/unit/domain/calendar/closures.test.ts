import fc from 'fast-check';
import { dayKind, dayName, isProvisional } from '../../../../domain/calendar/calendar';
import { withClosures, withHours, type Closure } from '../../../../domain/calendar/closures';
import { computeDue, describeStep, explainDue, workdaysBetween } from '../../../../domain/calendar/due';
import { openingOf } from '../../../../domain/calendar/working-time';
import { parseLimit } from '../../../../domain/calendar/limit';
import { shippedCalendar as cal } from '../../../../domain/calendar/shipped';
import { dayIndex, dayText, makeNaive } from '../../../support/naive-calendar';
import { refusal } from './refusal';

const closed = (date: string, name = '台风停工'): Closure => ({ date, kind: 'CLOSED', name });
const open = (date: string, name = '汛期值守'): Closure => ({ date, kind: 'OPEN', name });
const at = (day: string) => `${day}T10:00:00+08:00`;
const due = (from: string, limit: string, ...closures: Closure[]) =>
  computeDue(withClosures(cal, closures), { start: at(from), limit: parseLimit(limit) }).dueDate;

describe('a local closure', () => {
  test('takes a working day out of the count', () => {
    expect(due('2026-07-23', '1wd')).toBe('2026-07-24');
    expect(due('2026-07-23', '1wd', closed('2026-07-24'))).toBe('2026-07-27');
    expect(due('2026-07-23', '1wd', closed('2026-07-24'), closed('2026-07-27'))).toBe('2026-07-28');
  });

  test('rolls a limit that ends on it, like any rest day (民法典 203)', () => {
    expect(due('2026-07-20', '4d', closed('2026-07-24'))).toBe('2026-07-27');
  });

  test('an opening gives a day back, also one in the middle of a festival', () => {
    expect(due('2026-07-24', '1wd', open('2026-07-25'))).toBe('2026-07-25');
    expect(due('2026-09-30', '1wd', open('2026-10-02'))).toBe('2026-10-02');
  });

  test('the nearest place has the last word', () => {
    const both = withClosures(cal, [closed('2026-07-24'), open('2026-07-24')]);
    expect(dayKind(both, '2026-07-24')).toBe('makeup-workday');
    expect(dayKind(withClosures(both, [closed('2026-07-24', '断电')]), '2026-07-24')).toBe('holiday');
  });

  test('what the calendar already says stays as the notice says it', () => {
    const same = withClosures(cal, [closed('2026-10-01'), open('2026-10-09')]);
    expect(dayName(same, '2026-10-01')).toBe('国庆节');
    expect(dayName(same, '2026-10-09')).toBeNull();
  });

  test('keeps 暂定 where it was, and touches no other calendar', () => {
    const local = withClosures(cal, [closed('2027-07-23'), closed('2026-07-24')]);
    expect([isProvisional(local, '2027-07-23'), isProvisional(local, '2026-07-24')]).toEqual([true, false]);
    expect(dayKind(cal, '2026-07-24')).toBe('workday');
    expect(withClosures(cal, [])).toBe(cal);
  });

  test('of a year that the calendar does not hold says nothing', () => {
    expect(withClosures(cal, [closed('2023-07-24'), closed('2099-07-24')]).days).toEqual(cal.days);
  });

  test('is told by its own reason, in both languages', () => {
    const local = withClosures(cal, [closed('2026-07-24'), open('2026-07-25')]);
    const steps = explainDue(local, { start: at('2026-07-23'), limit: parseLimit('1wd') });
    const told = (lang: 'zh' | 'en') => steps.map((step) => describeStep(step, lang));
    expect(told('zh')).toContain('2026-07-24：本地停工（台风停工），不计');
    expect(told('zh')).toContain('2026-07-25（周六）本地照常上班（汛期值守），计1个工作日，累计1个工作日');
    expect(told('en')).toContain('2026-07-24: closed here (台风停工), not counted');
    expect(told('en')).toContain('2026-07-25 (Saturday) is worked here (汛期值守): 1 working day, 1 in all');
    const rolled = explainDue(withClosures(cal, [closed('2026-07-24')]), {
      start: at('2026-07-20'),
      limit: parseLimit('4d'),
    });
    expect(rolled.map((step) => describeStep(step, 'zh'))).toContain(
      '2026-07-24是本地停工（台风停工），顺延至下一个工作日2026-07-27（民法典第203条）',
    );
    expect(rolled.map((step) => describeStep(step, 'en'))).toContain(
      '2026-07-24 is off here (台风停工): moved to the next working day, 2026-07-27 (Civil Code art. 203)',
    );
  });
});

describe('agrees with the naive model, closures and all', () => {
  const day = fc.integer({ min: dayIndex('2026-01-01'), max: dayIndex('2027-12-31') }).map(dayText);
  const closures = fc.array(
    fc.tuple(day, fc.boolean()).map(([date, off]) => (off ? closed(date) : open(date))),
    { maxLength: 30 },
  );

  test('working days, rolled days and what lies between', () => {
    fc.assert(
      fc.property(closures, day, fc.integer({ min: 1, max: 40 }), (list, from, amount) => {
        const naive = makeNaive(cal.years, list);
        const local = withClosures(cal, list);
        const input = { start: at(from), amount, pauses: [] };
        const workdays = computeDue(local, { start: at(from), limit: { amount, unit: 'workday' } });
        expect(workdays.dueDate).toBe(naive.workdays(input));
        expect(workdaysBetween(local, from, workdays.dueDate)).toBe(amount);
        const days = computeDue(local, { start: at(from), limit: { amount, unit: 'day' } });
        expect(days.dueDate).toBe(naive.days(input, true));
      }),
      { numRuns: 100 },
    );
  });

  test('working hours', () => {
    const hours = [
      { from: '08:30', to: '11:30' },
      { from: '14:00', to: '18:00' },
    ];
    fc.assert(
      fc.property(closures, day, fc.integer({ min: 1, max: 20 }), (list, from, amount) => {
        const local = withHours(withClosures(cal, list), hours);
        const answer = computeDue(local, { start: at(from), limit: { amount, unit: 'hour' } });
        expect(answer.dueAt).toBe(
          makeNaive(cal.years, list).hours({ start: at(from), amount, pauses: [] }, hours),
        );
      }),
      { numRuns: 30 },
    );
  });
});

describe('hours of a place', () => {
  test('decide when its day opens', () => {
    const early = withHours(cal, [{ from: '08:00', to: '16:00' }]);
    expect(openingOf(early, '2026-07-24')).toBe('2026-07-24T00:00:00.000Z');
    expect(openingOf(cal, '2026-07-24')).toBe('2026-07-24T01:00:00.000Z');
  });

  test.each([
    ['none', []],
    ['backwards', [{ from: '12:00', to: '09:00' }]],
    [
      'overlapping',
      [
        { from: '09:00', to: '12:00' },
        { from: '11:00', to: '15:00' },
      ],
    ],
    ['no time', [{ from: '9am', to: '12:00' }]],
    ['beyond midnight', [{ from: '20:00', to: '24:01' }]],
  ])('that are %s are refused', (_, hours) => {
    expect(refusal(() => withHours(cal, hours))).toBe('calendar-invalid');
  });
});
