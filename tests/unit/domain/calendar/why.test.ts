import { describeStep, explainDue, type DueInput } from '../../../../domain/calendar/due';
import { makeCalendar } from '../../../../domain/calendar/calendar';
import { parseLimit } from '../../../../domain/calendar/limit';
import { shippedCalendar as cal, shippedYears } from '../../../../domain/calendar/shipped';

const at = (day: string, time = '10:00') => `${day}T${time}:00+08:00`;
const told = (lang: 'zh' | 'en', start: string, limit: string, more: Partial<DueInput> = {}) =>
  explainDue(cal, { start, limit: parseLimit(limit), ...more }).map((step) => describeStep(step, lang));

describe('why this date', () => {
  test('ten working days over Spring Festival', () => {
    expect(told('zh', at('2026-02-12'), '10wd')).toEqual([
      '2026-02-12起算，当日不计，时限10个工作日',
      '2026-02-13：计1个工作日，累计1个工作日',
      '2026-02-14（周六）是春节调休上班日，计1个工作日，累计2个工作日',
      '2026-02-15至2026-02-23：春节放假，不计',
      '2026-02-24至2026-02-27：计4个工作日，累计6个工作日',
      '2026-02-28（周六）是春节调休上班日，计1个工作日，累计7个工作日',
      '2026-03-01：周末，不计',
      '2026-03-02至2026-03-04：计3个工作日，累计10个工作日',
      '到期：2026-03-04 24:00',
    ]);
    expect(told('en', at('2026-02-12'), '3wd')).toEqual([
      'started on 2026-02-12, which is not counted, limit 3 working days',
      '2026-02-13: 1 working day, 1 in all',
      '2026-02-14 (Saturday) is a make-up working day for Spring Festival: 1 working day, 2 in all',
      '2026-02-15 to 2026-02-23: Spring Festival, not counted',
      '2026-02-24: 1 working day, 3 in all',
      'due 2026-02-24 24:00',
    ]);
  });

  test('a month on the matching day, rolled out of the holiday', () => {
    expect(told('zh', at('2026-01-16'), '1month')).toEqual([
      '2026-01-16起算，当日不计，时限1个月',
      '1个月后的对应日2026-02-16为最后一日（民法典第202条）',
      '2026-02-16是春节假期，顺延至下一个工作日2026-02-24（民法典第203条）',
      '到期：2026-02-24 24:00',
    ]);
    expect(told('en', at('2026-01-31'), '1month')).toEqual([
      'started on 2026-01-31, which is not counted, limit 1 month',
      '1 month on: no matching day, so the last day of the month, 2026-02-28 (Civil Code art. 202)',
      'due 2026-02-28 24:00',
    ]);
    expect(told('en', at('2026-01-16'), '1month').slice(1, 3)).toEqual([
      '1 month on: the matching day, 2026-02-16 (Civil Code art. 202)',
      '2026-02-16 is in Spring Festival: moved to the next working day, 2026-02-24 (Civil Code art. 203)',
    ]);
    expect(told('zh', at('2026-01-31'), '1month')[1]).toBe(
      '1个月后的月份没有对应日，以月末日2026-02-28为最后一日（民法典第202条）',
    );
  });

  test('a weekend roll, and a joint festival by both its names', () => {
    expect(told('zh', at('2026-03-09'), '5d').slice(1)).toEqual([
      '2026-03-10至2026-03-14：计5天，累计5天',
      '2026-03-14是周末，顺延至下一个工作日2026-03-16（民法典第203条）',
      '到期：2026-03-16 24:00',
    ]);
    expect(told('en', at('2026-03-09'), '5d')[2]).toBe(
      '2026-03-14 is a weekend: moved to the next working day, 2026-03-16 (Civil Code art. 203)',
    );
    expect(told('en', at('2025-09-30'), '1wd')[1]).toBe(
      '2025-10-01 to 2025-10-08: National Day, Mid-Autumn Festival, not counted',
    );
  });

  test('a pause, one on the last day, and one that still lasts', () => {
    const pauses = [{ from: at('2026-03-10'), to: at('2026-03-12', '15:30') }];
    expect(told('zh', at('2026-03-09'), '3wd', { pauses })).toEqual([
      '2026-03-09起算，当日不计，时限3个工作日',
      '2026-03-10：计1个工作日，累计1个工作日',
      '2026-03-10 10:00至2026-03-12 15:30暂停计时2天',
      '2026-03-13：计1个工作日，累计2个工作日',
      '2026-03-14至2026-03-15：周末，不计',
      '2026-03-16：计1个工作日，累计3个工作日',
      '到期：2026-03-16 24:00',
    ]);
    const last = [{ from: at('2026-03-10'), to: at('2026-03-14') }];
    expect(told('zh', at('2026-03-09'), '1wd', { pauses: last }).slice(2)).toEqual([
      '2026-03-10 10:00至2026-03-14 10:00暂停计时4天；期限最后一日在暂停中，顺延至恢复当日',
      '2026-03-14是周末，顺延至下一个工作日2026-03-16（民法典第203条）',
      '到期：2026-03-16 24:00',
    ]);
    const open = [{ from: at('2026-03-10'), to: null }];
    expect(told('zh', at('2026-03-09'), '1wd', { pauses: open })[2]).toBe(
      '2026-03-10 10:00起暂停计时，尚未恢复；以下为立即恢复时的到期日',
    );
    expect(told('en', at('2026-03-09'), '1wd', { pauses: last })[2]).toBe(
      'paused from 2026-03-10 10:00 to 2026-03-14 10:00: 4 days; the last day fell into the pause and moves to the day of resuming',
    );
    expect(told('en', at('2026-03-09'), '1wd', { pauses: open })[2]).toBe(
      'paused since 2026-03-10 10:00; the date below holds if it resumed at once',
    );
  });

  test('resuming on a rest day is not told as a roll while days are left', () => {
    const pauses = [{ from: at('2026-03-10'), to: at('2026-03-14') }];
    const steps = explainDue(cal, { start: at('2026-03-09'), limit: parseLimit('3wd'), pauses });
    expect(steps.map((step) => step.kind)).toEqual([
      'started',
      'counted',
      'paused',
      'skipped',
      'counted',
      'due',
    ]);
  });

  test('working hours over lunch and a make-up day', () => {
    expect(told('zh', at('2026-02-13', '16:00'), '3h')).toEqual([
      '2026-02-13 16:00起算，时限3个工作小时',
      '2026-02-13 16:00至17:30：计1.5小时，累计1.5小时',
      '2026-02-14（周六）是春节调休上班日，计入',
      '2026-02-14 09:00至10:30：计1.5小时，累计3小时',
      '到期：2026-02-14 10:30',
    ]);
    expect(told('en', at('2026-02-13', '16:00'), '3h')).toEqual([
      'started at 2026-02-13 16:00, limit 3 working hours',
      '2026-02-13 16:00 to 17:30: 1.5 h, 1.5 h in all',
      '2026-02-14 (Saturday) is a make-up working day for Spring Festival and counts',
      '2026-02-14 09:00 to 10:30: 1.5 h, 3 h in all',
      'due 2026-02-14 10:30',
    ]);
  });

  test('a weekend beside a festival is told apart from it', () => {
    expect(told('zh', at('2024-06-07'), '1wd').slice(1, 3)).toEqual([
      '2024-06-08至2024-06-09：周末，不计',
      '2024-06-10：端午节放假，不计',
    ]);
  });

  test('a pause over several days is told once under an hour limit', () => {
    const pauses = [{ from: at('2026-03-09', '11:00'), to: at('2026-03-12', '09:30') }];
    expect(told('zh', at('2026-03-09', '10:30'), '1h', { pauses }).slice(1)).toEqual([
      '2026-03-09 10:30至11:00：计0.5小时，累计0.5小时',
      '2026-03-09 11:00至2026-03-12 09:30暂停计时3天',
      '2026-03-12 09:30至10:00：计0.5小时，累计1小时',
      '到期：2026-03-12 10:00',
    ]);
  });

  test('a provisional date says so, and why', () => {
    expect(told('zh', at('2026-12-31'), '1wd').slice(-2)).toEqual([
      '2027年放假通知尚未发布，日期暂定',
      '到期：2027-01-04 24:00（暂定）',
    ]);
    expect(told('en', at('2026-12-31'), '1wd').slice(-2)).toEqual([
      'provisional: the holiday notice for 2027 is not published',
      'due 2027-01-04 24:00 (provisional)',
    ]);
  });

  test('a day off with a name of its own is told by that name in both languages', () => {
    const years = shippedYears.map((year) =>
      year.year === 2024 ? { ...year, rest: [...year.rest, { date: '2024-12-02', name: '台风停工' }] } : year,
    );
    const steps = explainDue(makeCalendar(years), { start: at('2024-11-29'), limit: parseLimit('1wd') });
    expect(steps.map((step) => describeStep(step, 'zh'))).toContain('2024-12-02：台风停工放假，不计');
    expect(steps.map((step) => describeStep(step, 'en'))).toContain('2024-12-02: 台风停工, not counted');
  });
});
