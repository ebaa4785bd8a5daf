import { fastStory, parkingStory, shedStory, tenThousandStory } from '../../cli/demo/stories/zhangjiagang';
import { openBureau, type Bureau } from './support/bureau';
import { about, clockOf, late } from './support/looks';
import type { CaseView } from './support/person';
import { act, at, begin, tell } from './support/tell';

let bureau: Bureau;

beforeAll(async () => {
  bureau = await openBureau(at('2026-01-05'));
});
afterAll(() => bureau.close());

describe('府前小区 bicycle sheds (ZJ25)', () => {
  const START = '2026-03-04';
  const REPORTED = '2026-03-09';
  const FINISHED = '2026-03-29';

  it('is reported and completed in 20 days, then accepted, surveyed, paid, settled and closed', async () => {
    const { caseId, receipts } = await tell(bureau, shedStory, START);
    const [town, officer, finance] = [
      bureau.as('officer', 'zjg-daxin'),
      bureau.as('officer', 'daxin'),
      bureau.as('finance', 'zjg-daxin'),
    ];
    const completed = await officer.show(caseId, at('2026-04-01', '12:00'));
    expect(completed).toMatchObject({ status: 'COMPLETED', stageId: 'evaluation', overdue: false });
    const lines = await officer.ledger(caseId);
    const dayOf = (type: string) => lines.find((line) => line.type === type)?.at.slice(0, 10);
    expect([dayOf('SentToReview'), dayOf('WorkCompleted')]).toEqual([REPORTED, FINISHED]);
    expect((Date.parse(FINISHED) - Date.parse(REPORTED)) / 86_400_000).toBe(20);
    expect(lines.find(({ type }) => type === 'WorkStarted')?.facts['plan']).toContain('装53个分电表');
    expect(clockOf(completed, 'town-review')).toMatchObject({
      ...{ dueDate: '2026-03-23', verdict: 'ON_TIME', status: 'STOPPED' },
    });

    await town.give(
      caseId,
      'record-survey',
      { groups: [{ group: '社区居民', asked: 53, answered: 50, satisfied: 49 }] },
      at('2026-04-02'),
    );
    const paid = at('2026-04-08');
    expect(
      await finance.refusal(
        caseId,
        'disburse',
        { amountFen: 9_500_001, account: '专户', paidOn: '2026-04-08' },
        paid,
      ),
    ).toMatchObject({ status: 422, code: 'amount-over-approved' });
    await finance.give(
      caseId,
      'pay',
      { amountFen: 9_200_000, payee: '安装公司', purpose: '工程款', paidOn: '2026-04-08' },
      paid,
    );
    await finance.give(
      caseId,
      'disburse',
      { amountFen: 9_200_000, account: '专户', paidOn: '2026-04-08' },
      paid,
    );
    expect(await finance.refusal(caseId, 'settle', { invoices: 2 }, at('2026-04-09'))).toMatchObject({
      code: 'evidence-missing',
    });
    await finance.attach(caseId, 'invoices', at('2026-04-09'));
    await finance.give(caseId, 'settle', { invoices: 2 }, at('2026-04-09'));
    await town.give(caseId, 'close', { publicText: '53个车库已安全接电，预付费使用。' }, at('2026-04-10'));

    const closed = await officer.show(caseId, at('2026-04-11'));
    expect(closed).toMatchObject({
      ...{ status: 'CLOSED', stageId: null, overdue: false, dueAt: null },
      money: { approvedFen: 9_500_000, contractFen: 9_200_000, disbursedFen: 9_200_000, paidFen: 9_200_000 },
      outcome: { reasonCode: 'done', success: true },
    });
    // It goes on no more; what is found later can still be put right.
    expect(closed.allowed.map(({ type }) => type)).toEqual(['raise-finding', 'give-opinion']);
    expect(closed.clocks.map(({ status }) => status)).toEqual(closed.clocks.map(() => 'STOPPED'));
    expect(closed.clocks.filter(({ verdict }) => verdict !== 'ON_TIME')).toEqual([]);
    expect(closed.path.map((stage) => stage.at)).toEqual(closed.path.map(() => 'done'));
    for (const receiptNo of receipts) {
      expect(await bureau.stranger.receipt(receiptNo)).toMatchObject({
        state: 'ENDED',
        cases: [{ status: 'CLOSED', outcome: '53个车库已安全接电，预付费使用。' }],
      });
    }
    // The workflow ends with its case.
    const { workflowId } = closed.engine;
    await bureau.time.client.workflow.getHandle(workflowId).result();
    expect(await bureau.faults()).toEqual([]);
  });
});

describe('the town reviews within ten working days (ZJ9)', () => {
  const REVIEW = 'stage.town-review.1';
  /** Sent on 12 February 2026, before Spring Festival and two swapped Saturdays: due on 4 March. */
  const sent = () => tell(bureau, parkingStory, '2026-02-08');
  const reviewer = () => bureau.as('reviewer', 'zjg-jingkai');
  const OPINION = { opinion: '同意', signedBy: '审核员甲' };

  it('is due on 4 March and says why', async () => {
    const { caseId } = await sent();
    const view = await reviewer().show(caseId, at('2026-02-13'));
    expect(clockOf(view, 'town-review')).toMatchObject({
      ...{ id: REVIEW, dueDate: '2026-03-04', dueAt: at('2026-03-05', '00:00'), owner: 'reviewer@street' },
      ...{ status: 'RUNNING', overdue: false, provisional: false },
    });
    const why = await reviewer().ask<{ dueDate: string; steps: { words: { zh: string } }[] }>(
      'GET',
      `/api/v1/cases/${caseId}/clocks/${REVIEW}/why`,
    );
    expect(why.dueDate).toBe('2026-03-04');
    expect(JSON.stringify(why.steps)).toMatch(/春节/);
  });

  it('kept on the last afternoon: on time, and nobody is told anything', async () => {
    const { caseId } = await sent();
    const last = at('2026-03-04', '17:30');
    await bureau.timePasses(caseId, last);
    await reviewer().give(caseId, 'review', OPINION, last);
    await bureau.timePasses(caseId, at('2026-03-04', '23:00'));
    const view = await reviewer().show(caseId, last);
    expect(clockOf(view, 'town-review')).toMatchObject({ verdict: 'ON_TIME', overdue: false });
    expect(late(await reviewer().told(caseId))).toEqual([]);
  });

  it('missed: recorded at the due instant, told in the morning to the reviewer and one level up, the verdict stands', async () => {
    const { caseId } = await sent();
    await bureau.timePasses(caseId, at('2026-03-04', '23:59'));
    expect(await reviewer().overdue(at('2026-03-04', '23:59'))).not.toContain(caseId);
    await bureau.timePasses(caseId, at('2026-03-05', '00:00'));

    const due = at('2026-03-05', '00:00');
    const overdue = (await reviewer().ledger(caseId)).filter(({ type }) => type === 'ClockOverdue');
    expect(overdue.find(({ facts }) => facts['clockId'] === REVIEW)).toMatchObject({
      ...{ at: due, actorId: null, actorPost: null, facts: { clockId: REVIEW, dueAt: due } },
    });
    expect(await reviewer().overdue(due)).toContain(caseId);
    const officer = bureau.as('officer', 'zjg');
    for (const person of [reviewer(), officer]) expect(late(await person.told(caseId), REVIEW)).toEqual([]);
    const morning = at('2026-03-05', '09:00');
    await bureau.timePasses(caseId, morning);
    for (const person of [reviewer(), officer]) {
      expect(late(await person.told(caseId), REVIEW)).toEqual([
        expect.objectContaining({ at: morning, data: expect.objectContaining({ dueDate: '2026-03-04' }) }),
      ]);
    }
    expect(about(await bureau.as('officer', 'zjg-jingkai').told(caseId), REVIEW)).toEqual([]);

    await bureau.timePasses(caseId, at('2026-03-06', '09:00'));
    await reviewer().give(caseId, 'review', OPINION, at('2026-03-06', '09:00'));
    await bureau.timePasses(caseId, at('2026-03-20'));
    const view = await reviewer().show(caseId, at('2026-03-20'));
    expect(clockOf(view, 'town-review')).toMatchObject({ verdict: 'OVERDUE', status: 'STOPPED' });
    expect(late(await reviewer().told(caseId), REVIEW)).toHaveLength(1);
    expect(late(await officer.told(caseId), REVIEW)).toHaveLength(1);
  });

  it('stands still while the file is returned and runs on with the days it had left', async () => {
    const { caseId } = await sent();
    const back = at('2026-02-24');
    await bureau.timePasses(caseId, back);
    await reviewer().give(caseId, 'return', { reason: '缺少造价清单', missing: ['造价清单'] }, back);
    await bureau.timePasses(caseId, at('2026-03-10', '10:00'));
    const paused = await reviewer().show(caseId, at('2026-03-10', '10:00'));
    expect(clockOf(paused, 'town-review')).toMatchObject({ status: 'PAUSED', overdue: false, verdict: null });
    // The review stands still; that the file has been with the community for two weeks is late by itself.
    expect(paused).toMatchObject({ status: 'RETURNED', overdue: true });
    expect(paused.clocks.filter(({ overdue }) => overdue)).toMatchObject([{ kind: 'returned' }]);

    const officer = bureau.as('officer', 'tanglian');
    await officer.give(caseId, 'resubmit', { note: '已补造价清单' }, at('2026-03-10', '10:00'));
    const running = await reviewer().show(caseId, at('2026-03-10', '11:00'));
    // 13, 14 and 24 February, the day of the return, are used up: seven working days are left after 10 March.
    expect(clockOf(running, 'town-review')).toMatchObject({ status: 'RUNNING', dueDate: '2026-03-19' });

    await bureau.timePasses(caseId, at('2026-03-20', '00:00'));
    const view = await reviewer().show(caseId, at('2026-03-20', '00:01'));
    expect(clockOf(view, 'town-review')).toMatchObject({ overdue: true });
    await bureau.timePasses(caseId, at('2026-03-20', '09:00'));
    expect(late(await reviewer().told(caseId), REVIEW)).toHaveLength(1);
    // Whoever handed the file in again does not review it; the reviewer still does.
    await reviewer().give(caseId, 'review', OPINION, at('2026-03-20', '09:00'));
    expect(await bureau.faults()).toEqual([]);
  });
});

describe('the fast track (ZJ10)', () => {
  const clerk = () => bureau.as('officer', 'tanglian');
  const accepted = async (data: object) => {
    const { caseId } = await begin(bureau, tenThousandStory, '2026-03-02');
    const all = { duplicatesChecked: true, itemType: 'works', ...data };
    await clerk().give(caseId, 'accept', all, at('2026-03-02'));
    return clerk().show(caseId, at('2026-03-02', '11:00'));
  };
  const stages = ({ path }: CaseView) => path.map(({ id }) => id);

  it('takes what is below 10,000 yuan', async () => {
    const view = await accepted({ estimateFen: 999_999 });
    expect(view.track).toBe('fast');
    expect(stages(view)).not.toContain('council');
  });

  it('takes what is urgent, whatever it costs', async () => {
    const view = await accepted({ estimateFen: 5_000_000, urgent: true });
    expect(view).toMatchObject({ track: 'fast', urgent: true });
    expect(stages(view)).not.toContain('council');
  });

  it('does not take exactly 10,000 yuan', async () => {
    const view = await accepted({ estimateFen: 1_000_000 });
    expect(view).toMatchObject({ track: null, stageId: 'council' });
    expect(stages(view)).toContain('council');
  });

  it('is reviewed as reported: one working day', async () => {
    const { caseId } = await begin(bureau, fastStory, '2026-02-13');
    for (const step of fastStory.steps) await act(bureau, caseId, '2026-02-13', step);
    const view = await clerk().show(caseId, at('2026-02-13', '11:00'));
    // The Saturday after is a working day, swapped for Spring Festival.
    expect(view).toMatchObject({ status: 'UNDER_REVIEW', track: 'fast' });
    expect(clockOf(view, 'town-review')).toMatchObject({ dueDate: '2026-02-14' });
  });

  it('counts nobody in a wrong place: the clerk of another city finds no such case', async () => {
    const { id } = await accepted({ estimateFen: 999_999 });
    const foreign = bureau.as('officer', 'yangguang');
    expect(await foreign.refused('GET', `/api/v1/cases/${id}`)).toMatchObject({ status: 404 });
    expect(await foreign.refusal(id, 'note', { text: '看看' }, at('2026-03-03'))).toMatchObject({
      ...{ status: 404, code: 'not-found' },
    });
    expect((await clerk().ledger(id)).map(({ type }) => type)).toEqual([
      'CaseOpened',
      'CaseSubmitted',
      'CaseAccepted',
    ]);
  });
});
