import { keptStory, missedReviewStory } from '../../cli/demo/stories/longgang';
import { openBureau, type Bureau } from './support/bureau';
import { clockOf, late } from './support/looks';
import { at, tell } from './support/tell';

let bureau: Bureau;

beforeAll(async () => {
  bureau = await openBureau(at('2026-02-24'));
});
afterAll(() => bureau.close());

/** The street's report passes on 10 March: five working days end on the 17th. */
const START = '2026-03-02';
const reviewer = () => bureau.as('reviewer', 'sz-longgang');
const leader = () => bureau.as('leader', 'sz-longgang');
const finance = () => bureau.as('finance', 'sz-longgang');
const city = () => bureau.as('officer', 'sz');

describe('龙岗: 5 working days for the district, 15 for finance (LG16, LG17)', () => {
  it('both kept, and the dish is served, polled, settled and closed', async () => {
    const { caseId, receipts } = await tell(bureau, keptStory, START);
    const street = bureau.as('officer', 'sz-longcheng');
    const groups = ['两代表一委员', '社区党员', '居民代表', '业主委员会成员', '项目专家'];
    const poll = groups.map((group) => ({ group, asked: 10, answered: 9, satisfied: 9 }));
    const polled = at('2026-04-24');
    await bureau.timePasses(caseId, polled);
    expect(await street.refusal(caseId, 'record-survey', { groups: poll.slice(1) }, polled)).toMatchObject({
      ...{ code: 'value-required' },
    });
    await street.give(caseId, 'record-survey', { groups: poll }, polled);
    await finance().attach(caseId, 'invoices', at('2026-04-28'));
    await finance().give(caseId, 'settle', { invoices: 4 }, at('2026-04-28'));
    await street.give(caseId, 'close', { publicText: '老年助餐点已开业。' }, at('2026-04-29'));

    const view = await street.show(caseId, at('2026-04-30'));
    expect(view).toMatchObject({ status: 'CLOSED', money: { disbursedFen: 6_500_000 } });
    expect(clockOf(view, 'district-review')).toMatchObject({ dueDate: '2026-03-17', verdict: 'ON_TIME' });
    expect(clockOf(view, 'funding')).toMatchObject({ dueDate: '2026-04-07', verdict: 'ON_TIME' });
    expect((await bureau.stranger.receipt(receipts[0]!)).cases).toMatchObject([
      { status: 'CLOSED', outcome: '老年助餐点已开业。' },
    ]);
    for (const person of [reviewer(), finance(), city()]) expect(late(await person.told(caseId))).toEqual([]);
  });

  it('both missed: each recorded at its instant, told in the morning to its owner and one level up, once', async () => {
    const { caseId } = await tell(bureau, missedReviewStory, START);
    const reviewDue = at('2026-03-18', '00:00');
    await bureau.timePasses(caseId, reviewDue);
    expect(await city().overdue(reviewDue)).toContain(caseId);
    const REVIEW = 'stage.district-review.1';
    for (const person of [reviewer(), city()]) expect(late(await person.told(caseId), REVIEW)).toEqual([]);
    const morning = at('2026-03-18', '09:00');
    await bureau.timePasses(caseId, morning);
    for (const person of [reviewer(), city()])
      expect(late(await person.told(caseId), REVIEW)).toMatchObject([{ at: morning }]);

    const referred = at('2026-03-19');
    await bureau.timePasses(caseId, referred);
    await reviewer().give(caseId, 'review', { opinion: '同意', signedBy: '审核员甲' }, referred);
    expect(await city().overdue(referred)).not.toContain(caseId);
    const approval = { approvedFen: 6_500_000, publicText: '专责小组会议审定通过。' };
    await leader().give(caseId, 'approve', approval, at('2026-03-20'));

    // Fifteen working days from 20 March, with Qingming on 6 April.
    const FUNDING = 'stage.funding.1';
    const fundingDue = at('2026-04-14', '00:00');
    const waiting = await finance().show(caseId, at('2026-04-13', '23:59'));
    expect(clockOf(waiting, 'funding')).toMatchObject({ id: FUNDING, dueDate: '2026-04-13', overdue: false });
    await bureau.timePasses(caseId, fundingDue);
    expect(await city().overdue(fundingDue)).toContain(caseId);
    const opening = at('2026-04-14', '09:00');
    await bureau.timePasses(caseId, opening);
    for (const person of [finance(), city()])
      expect(late(await person.told(caseId), FUNDING)).toMatchObject([{ at: opening }]);

    const paid = { amountFen: 6_500_000, account: '专项账户', paidOn: '2026-04-15' };
    await finance().give(caseId, 'disburse', paid, at('2026-04-15'));
    await bureau.timePasses(caseId, at('2026-05-20'));
    const view = await finance().show(caseId, at('2026-05-20'));
    expect(view).toMatchObject({ status: 'FUNDED', stageId: 'works' });
    expect(clockOf(view, 'district-review')).toMatchObject({ verdict: 'OVERDUE' });
    expect(clockOf(view, 'funding')).toMatchObject({ verdict: 'OVERDUE' });
    const lines = await city().ledger(caseId);
    const overdue = lines.filter(({ type }) => type === 'ClockOverdue');
    // Nobody began the works either, which is a limit of its own by now.
    expect(overdue.map(({ facts }) => facts['clockId'])).toEqual([REVIEW, FUNDING, 'waiting.works.1']);
    const told = late(await city().told(caseId)).map(({ data }) => data['clock']);
    expect(told.filter((id) => id === REVIEW || id === FUNDING)).toHaveLength(2);
    expect(await bureau.faults()).toEqual([]);
  });
});
