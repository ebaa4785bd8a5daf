import { randomUUID } from 'node:crypto';
import type { Actor } from '../../../domain/actor';
import type { CommandType } from '../../../domain/case/commands';
import { isRefusal } from '../../../domain/errors';
import { actorAt, command, makeWorld, openCase, type World } from '../../support/world';

/** Cases of the time before the product are brought in quietly, each command with the instant at which it was given. */
let world: World;
beforeAll(async () => {
  world = await makeWorld();
}, 120_000);
afterAll(() => world.close());

const officer = actorAt('officer', 'daxin');
const builder = actorAt('implementer', 'daxin');
const inspector = actorAt('inspector', 'zjg-daxin');

async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'done';
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return error.code;
  }
}

it('an inspection that is brought in is held to the day on which the works began, as everybody’s is', async () => {
  const { caseId } = await openCase(world, {
    ...{ programme: 'zhangjiagang', place: 'daxin', by: officer, at: '2025-04-07T01:00:00.000Z' },
  });
  const bring = (actor: Actor, type: CommandType, data: object, now: string) =>
    world.ledger.append({ caseId, command: command(type, data), actor, now, key: randomUUID(), quiet: true });
  const began = '2025-05-06T02:00:00.000Z';
  const intake = { duplicatesChecked: true, urgent: true, estimateFen: 500_000, itemType: 'works' };
  await bring(officer, 'accept', intake, began);
  await bring(officer, 'shortlist', {}, began);
  await bring(officer, 'submit-for-review', {}, began);
  const reviewer = actorAt('reviewer', 'zjg-daxin');
  await bring(reviewer, 'review', { opinion: '同意', signedBy: '审核员甲' }, began);
  const approval = { approvedFen: 500_000, publicText: '同意立项' };
  await bring(actorAt('leader', 'zjg-daxin'), 'approve', approval, began);
  await bring(builder, 'start', { personInCharge: { label: '项目负责人甲' } }, began);
  const report = (visitedOn: string) =>
    bring(
      inspector,
      'record-inspection',
      { visitedOn, result: 'passed', opinion: '进度正常', signedBy: '检查员甲' },
      '2025-06-10T02:00:00.000Z',
    );
  const seq = (await world.ledger.load(caseId))!.seq;
  expect(await codeOf(report('2025-05-05'))).toBe('date-out-of-order');
  expect((await world.ledger.load(caseId))!.seq).toBe(seq);
  expect(await codeOf(report('2025-05-06'))).toBe('done');
  expect((await world.ledger.load(caseId))!.state).toMatchObject({
    worksBeganOn: '2025-05-06',
    inspections: [{ visitedOn: '2025-05-06', clockIds: ['inspection.1'] }],
  });
});
