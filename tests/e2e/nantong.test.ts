import { trafficStory, treeStory } from '../../cli/demo/stories/nantong';
import { openBureau, type Bureau } from './support/bureau';
import { clockOf } from './support/looks';
import { at, tell } from './support/tell';

let bureau: Bureau;

beforeAll(async () => {
  bureau = await openBureau(at('2026-01-01'));
});
afterAll(() => bureau.close());

describe('南通: at once, or after half a year of groundwork (NT3, NT9)', () => {
  const officer = () => bureau.as('officer', 'beihaodongcun');

  it('a fallen tree is cleared the same day', async () => {
    const { caseId, receipts } = await tell(bureau, treeStory, '2026-06-22');
    const view = await officer().show(caseId, at('2026-06-22', '17:00'));
    expect(view).toMatchObject({ status: 'CLOSED', kind: 'MATTER', track: 'at-once', urgent: true });
    expect(clockOf(view, 'handle')).toMatchObject({ dueDate: '2026-06-23', verdict: 'ON_TIME' });
    expect(view.openedAt.slice(0, 10)).toBe(view.endedAt?.slice(0, 10));
    const closed = (await officer().ledger(caseId)).at(-1);
    // Person-times and people are two figures.
    expect(closed).toMatchObject({ type: 'CaseClosed', facts: { served: { personTimes: 12, people: 12 } } });
    expect(await bureau.stranger.receipt(receipts[0]!)).toMatchObject({
      cases: [{ outcome: '倒伏大树当日清理完毕。' }],
    });
  });

  it('the traffic project starts after half a year, and nothing is overdue meanwhile', async () => {
    const { caseId } = await tell(bureau, trafficStory, '2026-01-06');
    const view = await officer().show(caseId, at('2026-07-24'));
    expect(view).toMatchObject({ status: 'IN_PROGRESS', stageId: 'run', kind: 'PROJECT', overdue: false });
    const lines = await officer().ledger(caseId);
    expect(lines.filter(({ type }) => type === 'ClockOverdue')).toEqual([]);
    const [accepted, started] = ['CaseAccepted', 'WorkStarted'].map(
      (type) => lines.find((line) => line.type === type)?.at ?? '',
    );
    expect(Date.parse(started!) - Date.parse(accepted!)).toBeGreaterThan(182 * 86_400_000);

    await bureau.timePasses(caseId, at('2026-09-01', '07:00'));
    const progress = { text: '志愿者七个点位值守。', percent: 50 };
    await officer().give(caseId, 'report-progress', progress, at('2026-09-01', '07:00'));
    const served = { personTimes: 2766, people: 1233 };
    const done = { summary: '微循环平稳运行。', finishedOn: '2026-12-01', served };
    await officer().give(caseId, 'complete', done, at('2026-12-01'));
    const close = { publicText: '濠景路限时微循环运行良好。', served };
    await officer().give(caseId, 'close', close, at('2026-12-03'));
    expect(await officer().show(caseId, at('2026-12-04'))).toMatchObject({ status: 'CLOSED' });
    expect(await bureau.faults()).toEqual([]);
  });
});
