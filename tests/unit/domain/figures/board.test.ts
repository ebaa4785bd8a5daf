import { shippedCalendar } from '../../../../domain/calendar/shipped';
import { dueByDay, lateSince, soonEnd, sumBoard, workdaysLate } from '../../../../domain/figures/board';
import { rungWords } from '../../../../domain/programme/rung-words';
import { at, shipped } from '../../../support/domain';

const end = (day: string) => at(day, '24:00');
const calendarOf = () => shippedCalendar;

describe('working days late', () => {
  // 2026-03-06 is a Friday, 2026-03-09 a Monday.
  it.each([
    ['2026-03-06', '2026-03-06', 0],
    ['2026-03-06', '2026-03-07', 1],
    ['2026-03-06', '2026-03-09', 1],
    ['2026-03-06', '2026-03-10', 2],
    ['2026-03-02', '2026-03-09', 5],
  ])('due on %s, seen on %s: %i', (due, day, late) => {
    expect(workdaysLate(shippedCalendar, at(day), end(due))).toBe(late);
  });

  it('are the same when asked the other way round: since when something is late by so many', () => {
    for (const day of ['2026-03-06', '2026-03-07', '2026-03-09', '2026-03-10']) {
      const now = at(day);
      for (const due of ['02', '03', '04', '05', '06', '07', '08', '09'].map((d) => end(`2026-03-${d}`))) {
        for (const least of [1, 2, 3, 4, 5]) {
          const late = workdaysLate(shippedCalendar, now, due) >= least;
          expect([day, due, least, due <= lateSince(shippedCalendar, now, least)]).toEqual([
            day,
            due,
            least,
            late,
          ]);
        }
      }
    }
  });
});

describe('figures of the board', () => {
  const now = at('2026-03-04'); // a Wednesday
  const soon = soonEnd(shippedCalendar, now);
  const groups = [
    { orgPath: '/city/a/', dueAt: end('2026-03-02'), cases: 1 },
    { orgPath: '/city/a/', dueAt: end('2026-03-03'), cases: 3 },
    { orgPath: '/city/b/', dueAt: end('2026-03-09'), cases: 4 },
    { orgPath: '/city/b/', dueAt: end('2026-03-10'), cases: 5 },
    { orgPath: '/city/b/', dueAt: null, cases: 6 },
  ];

  it('count each case once in every organisation above it', () => {
    const sums = sumBoard(groups, now, soon, calendarOf, (path) => [path, '/city/']);
    expect(sums.get('/city/a/')).toEqual({ open: 4, dueSoon: 0, overdue: 4, averageLate: 1.3 });
    // Monday the 9th is the third working day from Wednesday the 4th.
    expect(sums.get('/city/b/')).toEqual({ open: 15, dueSoon: 4, overdue: 0, averageLate: null });
    expect(sums.get('/city/')).toEqual({ open: 19, dueSoon: 4, overdue: 4, averageLate: 1.3 });
  });

  it('say what falls due on which of the next days, and nothing that is late already', () => {
    const days = dueByDay(groups, now);
    expect(days).toHaveLength(14);
    expect(days[0]).toEqual({ date: '2026-03-04', due: 0 });
    expect(days.filter(({ due }) => due > 0)).toEqual([
      { date: '2026-03-09', due: 4 },
      { date: '2026-03-10', due: 5 },
    ]);
  });
});

describe('the name of a rung', () => {
  const programme = shipped('zhangjiagang');
  it.each([
    ['overdue-3', '逾期第 3个工作日', '3 working days after it is missed'],
    ['overdue-5.2', '逾期第 10个工作日，第 2 次催办', '10 working days after it is missed, repeat 2'],
    [
      'overdue+1',
      '逾期后一上班，无人签收已上升 1 级',
      'as soon as people work after it is missed, climbed 1',
    ],
    ['of-another-version', 'of-another-version', 'of-another-version'],
  ])('%s', (id, zh, en) => {
    expect(rungWords(programme, 'standard', id)).toEqual({ zh, en });
  });
});
