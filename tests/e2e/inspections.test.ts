import { addDays } from '../../domain/calendar/civil-date';
import { shedStory } from '../../cli/demo/stories/zhangjiagang';
import { openBureau, type Bureau } from './support/bureau';
import { about, clocksOfKind, late } from './support/looks';
import type { CaseView } from './support/person';
import { at, tell } from './support/tell';

let bureau: Bureau;

beforeAll(async () => {
  bureau = await openBureau(at('2026-01-05'));
});
afterAll(() => bureau.close());

/** The works begin on 17 March: two weeks are too few for the first quarter. */
const START = '2026-03-04';
const STEPS = shedStory.steps.slice(0, shedStory.steps.findIndex(({ type }) => type === 'start') + 1);

const inspector = () => bureau.as('inspector', 'zjg-daxin');
const builder = () => bureau.as('implementer', 'daxin');
const report = (visitedOn: string, more: object = {}) => ({
  ...{ visitedOn, result: 'passed', opinion: '进度与计划一致', signedBy: '检查员甲' },
  ...more,
});
const regular = (view: CaseView) =>
  clocksOfKind(view, 'inspection').map(({ dueDate, status, overdue, verdict }) => ({
    ...{ dueDate, status, overdue, verdict },
  }));

/** Time passes for the case by its own workflow, then somebody comes and looks. */
async function visit(caseId: string, day: string, more: object = {}) {
  await bureau.timePasses(caseId, at(day));
  return inspector().give(caseId, 'record-inspection', report(day, more), at(day));
}

async function fileOf(caseId: string): Promise<string> {
  const lines = await inspector().ledger(caseId);
  return String(lines.findLast(({ type }) => type === 'EvidenceAttached')?.facts['fileId']);
}

describe('a project of 张家港 through three quarters of inspections (ZJ15)', () => {
  let caseId: string;

  it('is to be looked at for the first time in the second quarter', async () => {
    ({ caseId } = await tell(bureau, shedStory, START, STEPS));
    expect(regular(await inspector().show(caseId, at('2026-03-18')))).toEqual([
      { dueDate: '2026-06-30', status: 'RUNNING', overdue: false, verdict: null },
    ]);
  });

  it('passes in the second quarter: on time, and the third begins', async () => {
    await bureau.timePasses(caseId, at('2026-05-20'));
    await inspector().attach(caseId, 'photos', at('2026-05-20'), '现场.txt');
    const place = { lat: 31.87, lng: 120.55, accuracyM: 12 };
    const photos = [{ fileId: await fileOf(caseId), takenAt: at('2026-05-20', '09:40'), place }];
    await visit(caseId, '2026-05-20', { photos, percentDone: 60, percentPlanned: 70 });
    expect(regular(await inspector().show(caseId, at('2026-05-20')))).toEqual([
      { dueDate: '2026-06-30', status: 'STOPPED', overdue: false, verdict: 'ON_TIME' },
      { dueDate: '2026-09-30', status: 'RUNNING', overdue: false, verdict: null },
    ]);
    const line = (await inspector().ledger(caseId)).at(-1);
    expect(line).toMatchObject({
      type: 'InspectionRecorded',
      facts: { percentDone: 60, percentPlanned: 70, photos: [{ place }] },
    });
  });

  it('is missed in the third: overdue at midnight, told after the holiday, climbing, and the fourth is due all the same', async () => {
    await bureau.timePasses(caseId, at('2026-09-30', '23:59'));
    expect(regular(await inspector().show(caseId, at('2026-09-30', '23:59')))[1]).toMatchObject({
      overdue: false,
    });
    const midnight = at('2026-10-01', '00:00');
    await bureau.timePasses(caseId, midnight);
    const lines = await inspector().ledger(caseId);
    expect(
      lines.find(({ type, facts }) => type === 'ClockOverdue' && facts['clockId'] === 'inspection.2'),
    ).toMatchObject({ at: midnight, actorId: null, facts: { dueAt: midnight } });
    expect(regular(await inspector().show(caseId, midnight))).toEqual([
      expect.objectContaining({ verdict: 'ON_TIME' }),
      { dueDate: '2026-09-30', status: 'RUNNING', overdue: true, verdict: null },
      { dueDate: '2026-12-31', status: 'RUNNING', overdue: false, verdict: null },
    ]);

    const leader = bureau.as('leader', 'zjg-daxin');
    expect(late(await inspector().told(caseId), 'inspection.2')).toEqual([]);
    const morning = at('2026-10-08', '09:00');
    await bureau.timePasses(caseId, morning);
    for (const person of [inspector(), leader]) {
      expect(late(await person.told(caseId), 'inspection.2')).toEqual([
        expect.objectContaining({
          at: morning,
          data: expect.objectContaining({ name: '2026 年第 3 季度检查', dueDate: '2026-09-30' }) as object,
        }),
      ]);
    }
    // Nobody says "seen, mine" within four working hours; later rungs go on.
    await bureau.timePasses(caseId, at('2026-10-16'));
    const climbs = (await inspector().ledger(caseId)).filter(
      ({ type, facts }) => type === 'CallClimbed' && facts['clockId'] === 'inspection.2',
    );
    expect(climbs.length).toBeGreaterThan(0);
    expect(late(await inspector().told(caseId), 'inspection.2').length).toBeGreaterThan(1);
  });

  it('fails on the visit that makes up for it: each quarter with its verdict, and a month to come again', async () => {
    await visit(caseId, '2026-10-20', {
      ...{ result: 'failed', items: [{ id: 'signboard', answer: 'no', note: '已掉落' }] },
      findings: [{ kind: 'signboard', text: '标识牌掉落，未见人处理' }],
    });
    const view = await inspector().show(caseId, at('2026-10-20'));
    expect(regular(view).map(({ verdict }) => verdict)).toEqual(['ON_TIME', 'OVERDUE', 'ON_TIME', null]);
    expect(regular(view)[3]).toMatchObject({ dueDate: '2027-03-31' });
    expect(clocksOfKind(view, 'reinspection')).toMatchObject([{ dueDate: '2026-11-20', status: 'RUNNING' }]);
    expect(clocksOfKind(view, 'rectification')).toMatchObject([
      { dueDate: '2026-11-20', owner: 'implementer@community' },
    ]);
    expect(view).toMatchObject({ status: 'IN_PROGRESS', stageId: 'works' });
    expect(about(await builder().told(caseId), 'rectification.1')).toMatchObject([{ kind: 'task' }]);
  });

  it('is put right with proof, verified by somebody else, and inspected again', async () => {
    const mended = at('2026-11-05');
    await bureau.timePasses(caseId, mended);
    await builder().attach(caseId, 'photos', mended, '新标识牌.txt');
    const answer = { findingId: 'finding-1', text: '已重新安装', fileIds: [await fileOf(caseId)] };
    await builder().give(caseId, 'answer-finding', answer, mended);
    await bureau.timePasses(caseId, at('2026-11-10'));
    const verdict = { findingId: 'finding-1', passed: true };
    expect(await builder().refusal(caseId, 'verify-finding', verdict, at('2026-11-10'))).toMatchObject({
      status: 403,
    });
    await inspector().give(caseId, 'verify-finding', verdict, at('2026-11-10'));
    await visit(caseId, '2026-11-10', { opinion: '复查合格' });

    const view = await inspector().show(caseId, at('2026-11-11'));
    expect(clocksOfKind(view, 'reinspection')).toMatchObject([{ status: 'STOPPED', verdict: 'ON_TIME' }]);
    expect(clocksOfKind(view, 'rectification')).toMatchObject([{ status: 'STOPPED', verdict: 'ON_TIME' }]);
    // The fourth quarter was inspected in October: this visit ends nothing else.
    expect(regular(view)[3]).toMatchObject({ dueDate: '2027-03-31', status: 'RUNNING' });
  });

  it('is no longer due once the works are accepted', async () => {
    const day = at('2026-12-01');
    await bureau.timePasses(caseId, day);
    await builder().give(caseId, 'complete', { summary: '全部通电', finishedOn: '2026-12-01' }, day);
    await builder().attach(caseId, 'photos', day, '完工.txt');
    await inspector().attach(caseId, 'acceptance-sheet', day);
    const accepted = { passed: true, sheet: '均正常', signboard: true };
    await inspector().give(caseId, 'inspect-works', accepted, at('2026-12-01', '11:00'));
    await bureau.timePasses(caseId, at('2027-04-02'));
    const view = await inspector().show(caseId, at('2027-04-02'));
    expect(regular(view)).toHaveLength(4);
    expect(regular(view)[3]).toMatchObject({ status: 'STOPPED', verdict: 'ON_TIME' });
    // Whoever looks all the same is written down, and nothing begins anew.
    await visit(caseId, '2027-04-02', { opinion: '使用正常' });
    expect((await inspector().ledger(caseId)).at(-1)).toMatchObject({
      ...{ type: 'InspectionRecorded', facts: { clockIds: [] } },
    });
    expect(regular(await inspector().show(caseId, at('2027-04-03')))).toEqual(regular(view));
    expect(await bureau.faults()).toEqual([]);
  });
});

it('keeps the time of what lies over a case that has ended: its workflow begins anew, and the visit is overdue by itself', async () => {
  const { caseId } = await tell(bureau, shedStory, '2027-03-01', STEPS);
  const given = at('2027-03-22');
  await bureau.timePasses(caseId, given);
  const why = { reasonCode: 'not-feasible', publicText: '管线改道，不再实施。', approver: '分管领导甲' };
  await builder().give(caseId, 'terminate', why, given);
  const leader = bureau.as('leader', 'zjg');
  const city = bureau.as('inspector', 'zjg');
  // Nothing is left to be done: time passes, and nothing happens.
  await bureau.timePasses(caseId, at('2027-04-01'));
  const before = (await leader.ledger(caseId)).length;
  const order = { checkId: 'check-1', purpose: 'spot-check', inspectorId: city.id, workdays: 5 };
  await leader.give(caseId, 'order-visit', order, at('2027-04-01'));
  const visit = async (now: string) => clocksOfKind(await leader.show(caseId, now), 'visit')[0];
  const { dueDate } = (await visit(at('2027-04-02')))!;
  await bureau.timePasses(caseId, at(dueDate, '23:59'));
  const types = async () => (await leader.ledger(caseId)).slice(before).map(({ type }) => type);
  expect(await types()).not.toContain('ClockOverdue');
  await bureau.timePasses(caseId, at(addDays(dueDate, 1), '00:00'));
  expect(await types()).toContain('ClockOverdue');
  const line = (await leader.ledger(caseId)).findLast(({ type }) => type === 'ClockOverdue');
  // By time itself, at midnight and not when somebody next looked.
  expect(line).toMatchObject({ at: at(addDays(dueDate, 1), '00:00'), actorId: null });
  const day = addDays(dueDate, 3);
  await bureau.timePasses(caseId, at(day));
  await city.give(caseId, 'record-inspection', report(day), at(day));
  expect(await visit(at(day))).toMatchObject({ status: 'STOPPED', verdict: 'OVERDUE' });
  expect(await bureau.faults()).toEqual([]);
});
