import { deskOf } from '../../../cli/desk';
import { registerRollout } from '../../../cli/rollout';
import { readNotice } from '../../../domain/calendar/notice';
import { imagined2027 } from '../../unit/domain/calendar/notices';
import { runCommand } from '../../support/command';
import { actorAt, makeWorld, openCase, publishFixture, type World } from '../../support/world';

const AT = '2027-04-29T02:00:00.000Z';
const by = ['--by', 'keeper'];
let world: World;
beforeAll(async () => {
  world = await makeWorld();
  await publishFixture(world, 'one-rung');
  await world.pool.query(
    `INSERT INTO persons (id, sign_in_name, display_name) VALUES ('keeper', 'keeper', '日历员')`,
  );
  await openCase(world, { programme: 'one-rung', place: 'daxin', by: actorAt('officer', 'daxin'), at: AT });
  const { notice } = readNotice(imagined2027);
  if (notice !== null) await world.ledger.calendar.import({ notice, by: 'keeper', now: AT });
});
afterAll(() => world.close());

const rollout = (...args: string[]) =>
  runCommand(
    (program) =>
      registerRollout(
        program,
        deskOf(() => world.database.url),
      ),
    ['rollout', ...args],
  );
const started = async (...args: string[]) =>
  (JSON.parse((await rollout('start', ...args, ...by, '--json')).out) as { id: string }).id;

async function walk(rolloutId: string): Promise<void> {
  const { rollouts } = world.ledger;
  const step = { rolloutId, now: AT, limit: 10, settleMs: 0 };
  while (!(await rollouts.move(step)).over);
  while (!(await rollouts.review(step)).over);
  await rollouts.finish(step);
}

describe('rollout', () => {
  it('is tried out, and shows every date it would move', async () => {
    expect((await rollout('list')).out).toBe('No rollouts.\n');
    const id = await started('--year', '2027', '--dry-run');
    await walk(id);
    const { out } = await rollout('show', id, '--moves');
    expect(out).toContain('done, dry run  1 of 1 case, 1 date would move  2027 年放假安排');
    expect(out).toContain('  1 later, 0 earlier, 0 confirmed');
    expect(out).toMatch(/stage\.accept\.1: 2027-05-04 → 2027-05-07\n/);
    expect((await rollout('show', id, '--kind', 'verdict')).out).not.toContain('stage.accept.1');
    expect(await world.ledger.rollouts.running()).toEqual([]);
  });

  it('is started once, and ended', async () => {
    const id = await started('--year', '2027');
    expect((await rollout('start', '--year', '2027', ...by)).failed).toContain('wait until that is done');
    expect((await rollout('cancel', id, ...by)).out).toContain('ended early  0 of 1 case, 0 dates moved');
    const { rollouts } = JSON.parse((await rollout('list', '--json')).out) as { rollouts: object[] };
    expect(rollouts).toMatchObject([
      { id, status: 'CANCELLED', cancelledByName: '日历员' },
      { dryRun: true },
    ]);
  });

  it.each([
    ['nothing to compute by', ['start', ...by], 'one of --year'],
    ['two things at once', ['start', '--year', '2027', '--programme', 'one-rung', ...by], 'one of --year'],
    ['a year that is no year', ['start', '--year', '20x7', ...by], 'whole number'],
    ['a programme that is not there', ['start', '--programme', 'none', ...by], 'no such version'],
    ['somebody unknown', ['start', '--year', '2027', '--by', 'nobody'], 'no active person'],
    ['a rollout that is not there', ['show', 'none'], 'no rollout none'],
    ['one to end that is not there', ['cancel', 'none', ...by], 'no rollout none'],
  ])('is refused with %s', async (_, args, words) => {
    expect((await rollout(...args)).failed).toContain(words);
  });
});
