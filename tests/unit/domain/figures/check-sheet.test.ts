import { compareInstants } from '../../../../domain/calendar/instant';
import { evolve } from '../../../../domain/case/evolve';
import type { CaseState } from '../../../../domain/case/state';
import {
  isQuarter,
  quarterOf,
  ranIn,
  sheetRow,
  spanOfQuarter,
  splitAlarms,
  type Splittable,
  type Standing,
} from '../../../../domain/figures/check-sheet';
import { at, draft, shipped, until, type Story } from '../../../support/domain';

describe('a quarter', () => {
  it.each([
    ['2026-01-01', '2026-Q1'],
    ['2026-03-31', '2026-Q1'],
    ['2026-04-01', '2026-Q2'],
    ['2026-12-31', '2026-Q4'],
  ])('of %s is %s', (day, quarter) => {
    expect(quarterOf(day)).toBe(quarter);
  });

  it('lasts from its first midnight in Shanghai to that of the next', () => {
    expect(spanOfQuarter('2026-Q4')).toEqual({
      from: '2026-09-30T16:00:00.000Z',
      until: '2026-12-31T16:00:00.000Z',
    });
  });

  it.each(['2026-Q0', '2026-Q5', '2026-4', '26-Q1', '2026-Q1 ', '0000-Q1'])('is not %j', (text) => {
    expect(isQuarter(text)).toBe(false);
  });
});

describe('what may have been split (domain.md 2.3)', () => {
  const CAP = 10_000_000;
  const project = (id: string, title: string, fen: number, more: Partial<Splittable> = {}): Splittable => ({
    ...{ id, number: `N-${id}`, title, organisationId: 'daxin', openedAt: '2026-03-01T02:00:00.000Z' },
    ...{ money: { approvedFen: fen, estimateFen: null }, ...more },
  });
  const first = project('1', '停车棚改造一期', 6_000_000);
  const second = (more: Partial<Splittable> = {}, fen = 6_000_000, title = '停车棚改造二期') =>
    project('2', title, fen, more);

  it('names both, each at the other', () => {
    expect([...splitAlarms([first, second()], CAP)]).toEqual([
      ['1', ['N-2']],
      ['2', ['N-1']],
    ]);
  });

  it.each([
    ['together just at the cap', second({}, 4_000_000)],
    ['one of them above the cap by itself', second({}, 10_000_001)],
    ['of another community', second({ organisationId: 'tanglian' })],
    ['a year later', second({ openedAt: '2027-03-01T02:00:00.000Z' })],
    ['another name', second({}, 6_000_000, '凉亭翻新')],
    ['without an amount', second({ money: { approvedFen: null, estimateFen: null } })],
  ])('and not %s', (_, other) => {
    expect(splitAlarms([first, other], CAP).size).toBe(0);
  });

  it('goes by the estimate as long as nothing is approved', () => {
    const estimated = second({ money: { approvedFen: null, estimateFen: 6_000_000 } });
    expect(splitAlarms([first, estimated], CAP).size).toBe(2);
  });
});

describe('a project on the sheet of a quarter that is over', () => {
  const zjg = shipped('zhangjiagang');
  const running = until(draft(zjg), 'works').on('2026-05-04').do('start');
  /** As it stands at the end of a story, and as it stood at the end of a quarter, from its own events. */
  const standing = (story: Story, quarter: string): Standing => {
    const { until: end } = spanOfQuarter(quarter);
    const past = story.events.filter((event) => compareInstants(event.at, end) <= 0);
    const then = past.reduce<CaseState | null>(evolve, null);
    return { now: story.state, then: then?.seq === story.state.seq || then === null ? story.state : then };
  };
  const row = (story: Story, quarter: string) =>
    sheetRow(standing(story, quarter), zjg, spanOfQuarter(quarter));
  const ran = (story: Story, quarters: readonly string[]) =>
    quarters.filter((quarter) => ranIn(standing(story, quarter), zjg, spanOfQuarter(quarter)));
  const YEAR = ['2026-Q1', '2026-Q2', '2026-Q3', '2026-Q4', '2027-Q1'];

  it('stands there from the quarter in which its works began to that in which they ended', () => {
    const missed = running.wake(at('2026-07-01', '09:30')).on('2026-07-08').do('record-inspection');
    const accepted = until(missed.on('2026-08-03'), 'evaluation');
    expect(accepted.state).toMatchObject({ worksBeganOn: '2026-05-04', worksEndedOn: '2026-08-03' });
    expect(ran(accepted.on('2027-02-01').do('note'), YEAR)).toEqual(['2026-Q2', '2026-Q3']);
    expect(ran(until(draft(zjg), 'works'), YEAR)).toEqual([]);
    expect(ran(running.on('2027-02-01').do('note'), YEAR)).toEqual([
      '2026-Q2',
      '2026-Q3',
      '2026-Q4',
      '2027-Q1',
    ]);
  });

  it('is as it was then, with what has happened since', () => {
    const failed = { result: 'failed', findings: [{ kind: 'signboard', text: '标识牌掉落' }] };
    const seen = running.on('2026-06-10').do('record-inspection', failed);
    const mended = seen.on('2026-07-02').papers().do('attach').do('answer-finding');
    const verified = mended.on('2026-07-03').do('verify-finding');
    const done = until(verified.on('2026-08-03'), 'evaluation');
    expect(row(done, '2026-Q2')).toMatchObject({
      ...{ status: 'IN_PROGRESS', inspected: 'done', beganOn: '2026-05-04', endedOn: '2026-08-03' },
      findings: [{ status: 'OPEN' }],
    });
    const since = row(done, '2026-Q2').since.map(({ zh }) => zh);
    expect(since).toContain('现为已完工');
    expect(since).toContain('问题已整改：标识牌损坏或掉落');
    // The quarter that goes on is as it is.
    expect(row(done, '2026-Q3')).toMatchObject({
      status: 'COMPLETED',
      since: [],
      findings: [{ status: 'VERIFIED' }],
    });
  });

  it('was missed although it was made up for later, and the sheet of then says when', () => {
    const missed = running.wake(at('2026-07-01', '09:30')).on('2026-07-08').do('record-inspection');
    expect(row(missed, '2026-Q2')).toMatchObject({ inspected: 'missed', visits: [] });
    expect(row(missed, '2026-Q2').since).toEqual([
      {
        zh: '2026-07-08 登记 2026-07-08 的检查（合格）',
        en: 'visit of 2026-07-08 recorded on 2026-07-08 (passed)',
      },
    ]);
    expect(row(missed, '2026-Q3')).toMatchObject({
      inspected: 'done',
      visits: [{ visitedOn: '2026-07-08' }],
    });
  });

  it('was made in its quarter although the phone could only tell it later', () => {
    const told = running.on('2026-07-02').do('record-inspection', { visitedOn: '2026-06-30' });
    expect(row(told, '2026-Q2')).toMatchObject({ inspected: 'done', visits: [{ visitedOn: '2026-06-30' }] });
    expect(row(told, '2026-Q2').since[0]?.zh).toContain('2026-07-02 登记 2026-06-30 的检查');
  });

  it('had to be looked at no more when its works were accepted before the quarter ended', () => {
    const accepted = until(running.on('2026-06-20'), 'evaluation');
    expect(row(accepted.on('2026-09-01').do('note'), '2026-Q2')).toMatchObject({
      inspected: 'none',
      visits: [],
    });
  });

  it('was looked at in time when the limit ended on a later working day', () => {
    // 31 December 2028 is a Sunday, 1 January a holiday: the last day is 2 January.
    const late = until(draft(zjg), 'works').on('2028-11-01').do('start');
    const waits = late.on('2029-01-01').do('note');
    expect(row(waits, '2028-Q4')).toMatchObject({ inspected: 'due' });
    const visited = late.on('2029-01-02').do('record-inspection');
    expect(row(visited, '2028-Q4')).toMatchObject({ inspected: 'done', visits: [] });
    expect(row(late.wake(at('2029-01-03', '00:00')), '2028-Q4')).toMatchObject({ inspected: 'missed' });
  });
});
