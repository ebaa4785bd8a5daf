import { shippedCalendar } from '../../../../domain/calendar/shipped';
import type { LimitUnit } from '../../../../domain/calendar/limit';
import { leadingClock, signOf, signOfClock } from '../../../../domain/case/sign';
import { actor, at, draft, shipped, until } from '../../../support/domain';

const sign = (dueAt: string, unit: LimitUnit, now: string, pausedSince: string | null = null) =>
  signOf({ dueAt, unit, provisional: false, pausedSince }, shippedCalendar, now);
/** 24:00 of a day. */
const end = (day: string) => at(day, '24:00');

describe('the time sign', () => {
  // 2026-03-06 is a Friday.
  it.each<[string, LimitUnit, string, string, string, string, number]>([
    ['three working days', 'workday', '2026-03-09', '2026-03-04', '剩 3 个工作日', 'calm', 3],
    ['the last day', 'workday', '2026-03-04', '2026-03-04', '今天截止', 'soon', 0],
    ['tomorrow', 'workday', '2026-03-05', '2026-03-04', '剩 1 个工作日', 'soon', 1],
    ['Monday, seen on Friday', 'workday', '2026-03-09', '2026-03-06', '剩 1 个工作日', 'soon', 1],
    ['Monday in days, seen on Friday', 'day', '2026-03-09', '2026-03-06', '剩 3 天', 'soon', 3],
    ['a week is told in days', 'week', '2026-03-11', '2026-03-04', '剩 7 天', 'calm', 7],
    ['a month is told in days', 'month', '2026-04-03', '2026-03-04', '剩 30 天', 'calm', 30],
    ['two working days late', 'workday', '2026-03-04', '2026-03-06', '逾期 2 个工作日', 'overdue', -2],
    [
      'late on Saturday is late by one',
      'workday',
      '2026-03-06',
      '2026-03-07',
      '逾期 1 个工作日',
      'overdue',
      -1,
    ],
    ['late in days', 'month', '2026-03-02', '2026-03-06', '逾期 4 天', 'overdue', -4],
    // A day that people named themselves may be a rest day: no working day is left, the limit still runs.
    ['between rest days', 'workday', '2026-03-08', '2026-03-07', '剩 1 天', 'soon', 1],
  ])('%s (%s)', (_what, unit, dueDate, day, zh, tone, amount) => {
    const { words, ...rest } = sign(end(dueDate), unit, at(day));
    expect({ ...rest, zh: words.zh }).toMatchObject({ zh, tone, amount, dueDate });
    expect(rest.overdue).toBe(tone === 'overdue');
  });

  it('counts hours in working time and tells the last ones in minutes', () => {
    const due = at('2026-03-04', '17:00');
    expect(sign(due, 'hour', at('2026-03-04', '10:00')).words).toEqual({
      zh: '剩 5 个工作小时',
      en: '5 working hours left',
    });
    expect(sign(due, 'hour', at('2026-03-04', '16:20')).words.zh).toBe('剩 40 分钟');
    expect(sign(due, 'hour', at('2026-03-04', '17:20')).words.zh).toBe('逾期 20 分钟');
    expect(sign(due, 'hour', at('2026-03-05', '09:30')).words.en).toBe('1 working hour late');
  });

  it('is overdue from 24:00 of the last day on, not before', () => {
    const due = end('2026-03-04');
    expect(sign(due, 'workday', at('2026-03-04', '23:59')).overdue).toBe(false);
    expect(sign(due, 'workday', at('2026-03-05', '00:00'))).toMatchObject({
      ...{ overdue: true, amount: -1, dueDate: '2026-03-04' },
      words: { zh: '逾期 1 个工作日', en: '1 working day late' },
    });
  });

  it('stands still with its clock, and does not become overdue', () => {
    const paused = sign(end('2026-03-09'), 'workday', at('2026-05-20'), at('2026-03-04'));
    expect(paused).toMatchObject({
      ...{ tone: 'paused', overdue: false, amount: 3, paused: { since: at('2026-03-04'), until: null } },
      words: { zh: '已暂停，剩 3 个工作日', en: 'Paused, 3 working days left' },
    });
  });
});

describe('the sign of a case', () => {
  it('is that of the clock which can make it late next; one that stands still when all do', () => {
    const reviewing = until(draft(shipped('zhangjiagang')), 'UNDER_REVIEW');
    const leading = leadingClock(reviewing.state.clocks);
    expect(leading?.id).toBe('stage.town-review.1');
    const returned = reviewing.do('return', { reason: '缺少造价清单' });
    expect(leadingClock(returned.state.clocks)).toMatchObject({ kind: 'returned', status: 'RUNNING' });
    const paused = returned.state.clocks.filter(({ status }) => status === 'PAUSED');
    const still = leadingClock(paused);
    expect(still?.status).toBe('PAUSED');
    expect(still && signOfClock(still, shippedCalendar, at('2026-12-01'))?.tone).toBe('paused');
  });

  it('is none once nothing runs', () => {
    const refused = until(draft(shipped('zhangjiagang')), 'SUBMITTED').do(
      'reject',
      { reasonCode: 'not-eligible', publicText: '不属于本项目范围。' },
      actor('officer@community', 'another'),
    );
    expect(leadingClock(refused.state.clocks)).toBeNull();
    expect(
      refused.state.clocks.map((clock) => signOfClock(clock, shippedCalendar, at('2026-12-01'))),
    ).toEqual(refused.state.clocks.map(() => null));
  });
});
