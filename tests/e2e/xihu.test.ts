import { noticeStory } from '../../cli/demo/stories/xihu';
import { openBureau, type Bureau } from './support/bureau';
import type { Notification } from './support/person';
import { clocksOfKind } from './support/looks';
import { at, tell } from './support/tell';

let bureau: Bureau;

const endings = (told: readonly Notification[]) => told.filter(({ kind }) => kind === 'notice-ended');

beforeAll(async () => {
  bureau = await openBureau(at('2026-01-26'));
});
afterAll(() => bureau.close());

/** The notice is posted on 13 February 2026, the Friday before Spring Festival. */
const START = '2026-02-01';
const STEPS = noticeStory.steps;
const afterNotice = STEPS.findIndex(({ type }) => type === 'open-notice') + 1;
const clerk = () => bureau.as('officer', 'taoshatang');
const publisher = () => bureau.as('publisher', 'nc-xihu');
const PUBLISH = { approvedFen: 7_900_000, publicText: '列入幸福微实事项目。' };

describe('西湖: two ballots, three days of notice (XH20–XH27)', () => {
  it('both ballots are recorded, with equal numbers of valid papers', async () => {
    const untilCount = STEPS.findIndex(({ type }) => type === 'record-count');
    const { caseId } = await tell(bureau, noticeStory, START, STEPS.slice(0, untilCount));
    const street = bureau.as('officer', 'nc-nanpu');
    const [one, two] = [
      { paper: 'street', issued: 700, valid: 650, invalid: 12 },
      { paper: 'community', issued: 700, valid: 650, invalid: 12 },
    ];
    const count = { paper: 'community', votes: 431, rank: 2, elected: true, line: '第5名起超出总体预算额度' };
    const now = at('2026-02-12', '17:00');
    for (const papers of [[one], [one, { ...two, valid: 640 }], [{ ...one, issued: 600 }, two]])
      expect(await street.refusal(caseId, 'record-count', { ...count, papers }, now)).toMatchObject({
        ...{ status: 422, code: 'count-wrong' },
      });
    await street.give(caseId, 'record-count', { ...count, papers: [one, two] }, now);
    expect(await clerk().show(caseId, now)).toMatchObject({ status: 'SELECTED', stageId: 'notice' });
    const [line] = (await clerk().ledger(caseId)).filter(({ type }) => type === 'CountRecorded');
    expect(line?.facts).toMatchObject({ papers: [one, two], votes: 431, elected: true });
  });

  it('the notice rolls over Spring Festival to 24 February, ends by itself at 24:00, and cannot end before', async () => {
    const { caseId } = await tell(bureau, noticeStory, START, STEPS.slice(0, afterNotice));
    const view = await clerk().show(caseId, at('2026-02-14'));
    expect(view).toMatchObject({ status: 'ON_NOTICE', overdue: false });
    expect(clocksOfKind(view, 'notice')).toMatchObject([{ dueDate: '2026-02-24', status: 'RUNNING' }]);

    const last = at('2026-02-24', '23:30');
    await bureau.timePasses(caseId, last);
    expect(await publisher().refusal(caseId, 'approve', PUBLISH, last)).toMatchObject({ status: 409 });
    expect(await clerk().show(caseId, last)).toMatchObject({ status: 'ON_NOTICE', stageId: 'notice' });

    const end = at('2026-02-25', '00:00');
    await bureau.timePasses(caseId, end);
    const ended = await clerk().show(caseId, end);
    expect(ended).toMatchObject({ stageId: 'publish', overdue: false, notice: { endedAt: end } });
    expect(endings(await clerk().told(caseId))).toMatchObject([{ at: end }]);
    await publisher().give(caseId, 'approve', PUBLISH, at('2026-02-25'));
    expect(await clerk().show(caseId, at('2026-02-26'))).toMatchObject({
      status: 'APPROVED',
      stageId: 'funding',
    });
  });

  it('an objection is answered, the plan revised, and only then is it published', async () => {
    const revised = STEPS.findIndex(({ type }) => type === 'finish-revision') + 1;
    const { caseId } = await tell(bureau, noticeStory, START, STEPS.slice(0, revised));
    const view = await clerk().show(caseId, at('2026-02-16', '12:00'));
    expect(view).toMatchObject({
      status: 'ON_NOTICE',
      notice: { endedAt: null, objections: [{ id: 'o1', valid: true, answer: '意见合理，器材移到东侧。' }] },
    });
    const lines = await clerk().ledger(caseId);
    expect(lines.find(({ type }) => type === 'RevisionFinished')?.facts['plan']).toContain('移至小区东侧');

    // Somebody objects on the last day and is not answered before it is over.
    const late = at('2026-02-24', '16:00');
    await bureau.timePasses(caseId, late);
    expect(await publisher().refusal(caseId, 'approve', PUBLISH, late)).toMatchObject({ status: 409 });
    await clerk().give(caseId, 'record-objection', { text: '再远一点。', receivedOn: '2026-02-24' }, late);
    const over = at('2026-02-25', '09:00');
    await bureau.timePasses(caseId, over);
    const waiting = await clerk().show(caseId, over);
    expect(waiting).toMatchObject({ stageId: 'notice', notice: { endedAt: at('2026-02-25', '00:00') } });
    expect(endings(await clerk().told(caseId))).toMatchObject([{ data: { unanswered: 1 } }]);
    expect(await publisher().refusal(caseId, 'approve', PUBLISH, over)).toMatchObject({ status: 409 });
    const answer = { objectionId: 'o2', valid: false, answer: '已距住宅15米，符合规定。' };
    await clerk().give(caseId, 'answer-objection', answer, over);
    expect(await clerk().show(caseId, over)).toMatchObject({ stageId: 'publish' });
    await publisher().give(caseId, 'approve', PUBLISH, at('2026-02-26'));
    const approved = await clerk().show(caseId, at('2026-02-26', '11:00'));
    expect(approved).toMatchObject({ status: 'APPROVED', money: { approvedFen: 7_900_000 } });
    expect(await bureau.faults()).toEqual([]);
  });
});
