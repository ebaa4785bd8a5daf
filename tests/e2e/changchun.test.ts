import {
  answeredStory,
  carriedStory,
  greenStory,
  orangeStory,
  redStory,
  vetoStory,
} from '../../cli/demo/stories/changchun';
import { openBureau, type Bureau } from './support/bureau';
import { clockOf, clocksOfKind, late as reminders } from './support/looks';
import { act, at, begin, tell } from './support/tell';

let bureau: Bureau;

beforeAll(async () => {
  bureau = await openBureau(at('2026-01-05'));
});
afterAll(() => bureau.close());

describe('阳光社区: green within a week, orange within a month, red followed up (CA5)', () => {
  const officer = () => bureau.as('officer', 'yangguang');
  const secretary = () => bureau.as('secretary', 'yangguang');
  const street = () => bureau.as('officer', 'cc-shuangde');

  it('green: handled and crossed off within its week', async () => {
    const { caseId, receipts } = await tell(bureau, greenStory, '2026-03-02');
    const view = await officer().show(caseId, at('2026-03-08'));
    expect(view).toMatchObject({ status: 'CLOSED', grade: 'green', outcome: { success: true } });
    expect(clocksOfKind(view, 'grade')).toMatchObject([
      { dueDate: '2026-03-09', verdict: 'ON_TIME', owner: 'secretary@community' },
    ]);
    expect(reminders(await secretary().told(caseId))).toEqual([]);
    expect(await bureau.stranger.receipt(receipts[0]!)).toMatchObject({
      ...{ state: 'ENDED', cases: [{ outcome: '小广场已增加六把座椅。' }] },
    });
  });

  it('green: its week over, it is overdue while it is still being handled', async () => {
    const { caseId } = await tell(bureau, greenStory, '2026-03-02', greenStory.steps.slice(0, -2));
    await bureau.timePasses(caseId, at('2026-03-10', '00:00'));
    expect(await officer().overdue(at('2026-03-10', '00:00'))).toContain(caseId);
    await bureau.timePasses(caseId, at('2026-03-10', '09:00'));
    expect(reminders(await secretary().told(caseId), 'grade.1')).toHaveLength(1);
    expect(reminders(await street().told(caseId), 'grade.1')).toHaveLength(1);
  });

  it('orange: a month from 31 January ends on 28 February, a working Saturday', async () => {
    const { caseId } = await tell(bureau, orangeStory, '2026-01-31');
    const due = at('2026-03-01', '00:00');
    const view = await officer().show(caseId, at('2026-02-27'));
    expect(clocksOfKind(view, 'grade')).toMatchObject([
      { dueDate: '2026-02-28', dueAt: due, status: 'RUNNING' },
    ]);
    expect(view.overdue).toBe(false);

    await bureau.timePasses(caseId, due);
    expect(await officer().show(caseId, due)).toMatchObject({ overdue: true, dueAt: due });
    const [line] = (await officer().ledger(caseId)).filter(({ type }) => type === 'ClockOverdue');
    expect(line).toMatchObject({ at: due, actorId: null });
    // 1 March is a Sunday: people are told when they work again.
    const monday = at('2026-03-02', '09:00');
    await bureau.timePasses(caseId, monday);
    for (const person of [secretary(), street()])
      expect(reminders(await person.told(caseId), 'grade.1')).toMatchObject([{ at: monday }]);
  });

  it('orange: a month from 16 January ends in Spring Festival and rolls to 24 February', async () => {
    const { caseId } = await tell(bureau, orangeStory, '2026-01-16', orangeStory.steps.slice(0, 1));
    const view = await officer().show(caseId, at('2026-02-20'));
    expect(clocksOfKind(view, 'grade')).toMatchObject([{ dueDate: '2026-02-24', overdue: false }]);
    // The council was never called: that is late by itself, the month is not yet.
    const evening = at('2026-02-24', '23:00');
    await bureau.timePasses(caseId, evening);
    expect((await officer().show(caseId, evening)).clocks).toMatchObject([
      { kind: 'stage', verdict: 'ON_TIME' },
      { kind: 'waiting', overdue: true },
      { kind: 'grade', overdue: false },
    ]);
    await bureau.timePasses(caseId, at('2026-02-25', '00:00'));
    const late = await officer().show(caseId, at('2026-02-25', '00:00'));
    expect(clocksOfKind(late, 'grade')).toMatchObject([{ overdue: true }]);
  });

  it('red: each follow-up is overdue by itself and the case never; one that is recorded starts the count again', async () => {
    const { caseId } = await tell(bureau, redStory, '2026-03-02', redStory.steps.slice(0, -1));
    const view = await officer().show(caseId, at('2026-03-20'));
    expect(view).toMatchObject({ grade: 'red', dueAt: null, overdue: false });
    expect(clocksOfKind(view, 'grade')).toEqual([]);
    expect(clocksOfKind(view, 'follow-up')).toMatchObject([{ id: 'follow-up.1', dueDate: '2026-04-01' }]);

    // Nobody looks after it: the first one is missed, the second is counted from the day of the first.
    const missed = at('2026-04-02', '00:00');
    await bureau.timePasses(caseId, missed);
    const late = await officer().show(caseId, missed);
    expect(late.overdue).toBe(false);
    expect(await officer().overdue(missed)).not.toContain(caseId);
    expect(clocksOfKind(late, 'follow-up')).toMatchObject([
      { id: 'follow-up.1', overdue: true },
      { id: 'follow-up.2', overdue: false, dueDate: '2026-05-06' },
    ]);
    const morning = at('2026-04-02', '09:00');
    await bureau.timePasses(caseId, morning);
    for (const person of [secretary(), street()])
      expect(reminders(await person.told(caseId), 'follow-up.1')).toMatchObject([{ at: morning }]);

    const visit = { text: '电梯已修好，定期检测。', nextStep: '召开业主大会' };
    await bureau.timePasses(caseId, at('2026-04-10'));
    await secretary().give(caseId, 'follow-up', visit, at('2026-04-10'));
    const visited = await officer().show(caseId, at('2026-04-10', '11:00'));
    const running = clocksOfKind(visited, 'follow-up').filter(({ status }) => status === 'RUNNING');
    // Thirty days end on a Sunday and roll to Monday.
    expect(running).toMatchObject([{ dueDate: '2026-05-11', overdue: false }]);
    await bureau.timePasses(caseId, at('2026-05-11', '23:00'));
    const second = running[0]?.id;
    expect(reminders(await secretary().told(caseId), second)).toEqual([]);
    await bureau.timePasses(caseId, at('2026-05-12', '09:00'));
    expect(reminders(await secretary().told(caseId), second)).toHaveLength(1);
    expect((await officer().show(caseId, at('2026-05-12', '09:00'))).overdue).toBe(false);
  });
});

describe('英俊社区: two bodies must both agree (CB4, CB6)', () => {
  const secretary = () => bureau.as('secretary', 'yingjun');
  const meeting = { eligible: 40, present: 36, for: 30, against: 4, abstained: 2, minutes: '同意。' };

  it('the bicycle shed is voted down, and that is a success', async () => {
    const { caseId, receipts } = await tell(bureau, vetoStory, '2026-05-25');
    const view = await secretary().show(caseId, at('2026-06-08'));
    expect(view).toMatchObject({
      ...{ status: 'VOTED_DOWN', overdue: false, dueAt: null, allowed: [] },
      outcome: { reasonCode: 'voted-down', success: true },
      decisions: [{ body: 'representatives', passed: false, for: 9, against: 25 }],
    });
    expect(await bureau.stranger.receipt(receipts[0]!)).toMatchObject({
      ...{ state: 'ENDED', cases: [{ outcome: '经民主评议未通过，物业放弃原选址，另行选址。' }] },
    });
    const after = await secretary().refusal(caseId, 'note', { text: '再议' }, at('2026-06-09'));
    expect(after).toMatchObject({ status: 409, code: 'case-ended' });
  });

  it('goes on only when both have agreed', async () => {
    const START = '2026-05-25';
    const { caseId } = await tell(bureau, vetoStory, START, vetoStory.steps.slice(0, -1));
    const day = at('2026-06-07', '19:00');
    await secretary().give(
      caseId,
      'record-decision',
      { body: 'representatives', heldOn: '2026-06-07', ...meeting },
      day,
    );
    expect(await secretary().show(caseId, day)).toMatchObject({ status: 'DELIBERATING', stageId: 'council' });
    const thin = { ...meeting, body: 'two-committees', heldOn: '2026-06-07', eligible: 9, present: 5 };
    expect(
      await secretary().refusal(
        caseId,
        'record-decision',
        { ...thin, for: 5, against: 0, abstained: 0 },
        day,
      ),
    ).toMatchObject({ code: 'quorum-not-met' });
    await secretary().give(
      caseId,
      'record-decision',
      { ...thin, present: 8, for: 7, against: 0, abstained: 1 },
      day,
    );
    expect(await secretary().show(caseId, day)).toMatchObject({ status: 'SELECTED', stageId: 'carry-out' });

    const firm = bureau.as('implementer', 'yingjun-property');
    const grid = bureau.as('grid-worker', 'yingjun-grid-1');
    const personInCharge = { personId: 'implementer-at-yingjun-property', label: '实施负责人甲' };
    await firm.give(caseId, 'start', { plan: '另行选址修建', personInCharge }, at('2026-06-10'));
    await firm.give(caseId, 'complete', { summary: '已建成', finishedOn: '2026-06-26' }, at('2026-06-26'));
    expect(
      await grid.refusal(caseId, 'close', { publicText: '车棚已另址建成。' }, at('2026-06-29')),
    ).toMatchObject({ code: 'value-required', errors: [{ pointer: '/data/callback' }] });
    const callback = { reached: true, resolved: true, satisfied: true };
    await grid.give(caseId, 'close', { publicText: '车棚已另址建成。', callback }, at('2026-06-29'));
    const closed = await secretary().show(caseId, at('2026-06-30'));
    expect(closed).toMatchObject({ status: 'CLOSED', decisions: [{ passed: true }, { passed: true }] });
    expect(clockOf(closed, 'carry-out')).toMatchObject({ verdict: 'ON_TIME' });
  });
});

describe('东风社区: the duty post answers at once or carries the papers (CC1)', () => {
  const duty = () => bureau.as('grid-worker', 'dongfeng-grid-1');

  it('answers at once, and that closes the case', async () => {
    const { caseId, receipts } = await tell(bureau, answeredStory, '2026-03-02');
    expect(await duty().show(caseId, at('2026-03-02', '11:00'))).toMatchObject({
      ...{ status: 'CLOSED', outcome: { reasonCode: 'answered', success: true } },
    });
    expect(await bureau.stranger.receipt(receipts[0]!)).toMatchObject({
      cases: [{ outcome: '带身份证到社区服务大厅，当场可办。' }],
    });
  });

  it('carries the papers within five working days', async () => {
    const START = '2026-03-02';
    const { caseId } = await begin(bureau, carriedStory, START);
    for (const step of carriedStory.steps) await act(bureau, caseId, START, step);
    expect(clockOf(await duty().show(caseId, at(START, '12:00')), 'errand')).toMatchObject({
      dueDate: '2026-03-09',
    });
    const done = { summary: '材料已代交。', finishedOn: '2026-03-05' };
    await duty().give(caseId, 'complete', done, at('2026-03-05'));
    await duty().give(caseId, 'close', { publicText: '养老金领取手续已代办。' }, at('2026-03-06'));
    const view = await duty().show(caseId, at('2026-03-07'));
    expect(view.status).toBe('CLOSED');
    expect(clockOf(view, 'errand')).toMatchObject({ verdict: 'ON_TIME' });
    expect(await bureau.faults()).toEqual([]);
  });
});
