import { actorAt, makeWorld, openCase, type World } from '../../support/world';

const officer = actorAt('officer', 'daxin');
const AT = '2026-02-12T02:00:00.000Z';
const LATER = '2026-02-13T02:00:00.000Z';
const CLOCK = 'stage.accept.1';

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.close());

const newCase = async (): Promise<string> =>
  (await openCase(world, { programme: 'zhangjiagang', place: 'daxin', by: officer, at: AT })).caseId;

/** What rows beside the events of a case the function is given; the case itself moves on by one line. */
interface Beside {
  clocks?: object[];
  rungs?: object[];
  acks?: object[];
  messages?: object[];
}

async function write(caseId: string, { clocks, rungs, acks, messages }: Beside): Promise<void> {
  const { rows } = await world.pool.query<Record<string, unknown>>('SELECT * FROM cases WHERE id = $1', [
    caseId,
  ]);
  const row = rows[0] as { seq: number; hash: string };
  const next = {
    ...row,
    expected_seq: row.seq,
    seq: row.seq + 1,
    hash: `${row.hash.slice(1)}x`,
    rearmed: false,
  };
  const event = {
    ...{ case_id: caseId, seq: next.seq, type: 'Noted', at: AT, data: {} },
    ...{ prev_hash: row.hash, hash: next.hash },
  };
  const json = (given: object[] | undefined): string | null => (given?.length ? JSON.stringify(given) : null);
  await world.pool.query('SELECT ledger_append($1, $2, $3, NULL, $4, NULL, NULL, $5, $6, NULL, NULL)', [
    ...[json([next]), json([event]), json(clocks), json(messages), json(rungs), json(acks)],
  ]);
}

const rung = (caseId: string, name: string) => ({
  ...{ case_id: caseId, clock_id: CLOCK, rung: name, planned_at: AT, fired_at: AT, acknowledge_by: LATER },
});
const message = (caseId: string, key: string, more: object = {}) => ({
  ...{ case_id: caseId, key, kind: 'rung', role: 'officer', organisation_id: 'daxin', data: {}, at: AT },
  ...{ clock_id: CLOCK, rung: 'due', acknowledge_by: LATER },
  ...more,
});

async function all<T extends object>(sql: string, caseId: string): Promise<T[]> {
  return (await world.pool.query<T>(sql, [caseId])).rows;
}

describe('ledger_append', () => {
  it('writes a rung once: a second one fails the whole write', async () => {
    const caseId = await newCase();
    await write(caseId, { rungs: [rung(caseId, 'due'), rung(caseId, 'late-1')] });
    await expect(write(caseId, { rungs: [rung(caseId, 'late-1')] })).rejects.toMatchObject({ code: '23505' });
    const [row] = await all<{ seq: number }>('SELECT seq FROM cases WHERE id = $1', caseId);
    expect(row?.seq).toBe(3);
    expect(await all('SELECT rung FROM rungs WHERE case_id = $1 ORDER BY rung', caseId)).toEqual([
      { rung: 'due' },
      { rung: 'late-1' },
    ]);
  });

  it('puts a message into the outbox once for each channel, and not at all when it was told before', async () => {
    const caseId = await newCase();
    const told = message(caseId, 'rung:due', { channels: ['mail', 'sms'], send_from: LATER });
    await write(caseId, { messages: [told, message(caseId, 'in-app only')] });
    await write(caseId, { messages: [told] });
    const rows = await all<{ key: string; channel: string; send_from: Date }>(
      `SELECT n.key, o.channel, o.send_from FROM notifications n JOIN outbox o ON o.notification_id = n.id
       WHERE n.case_id = $1 ORDER BY o.channel`,
      caseId,
    );
    expect(rows.map(({ key, channel }) => `${key} ${channel}`)).toEqual(['rung:due mail', 'rung:due sms']);
    expect(rows.map((row) => row.send_from.toISOString())).toEqual([LATER, LATER]);
  });

  it('acknowledges the named rungs of one clock and everybody’s messages of them, the first time only', async () => {
    const caseId = await newCase();
    await write(caseId, {
      rungs: [rung(caseId, 'due'), rung(caseId, 'late-1')],
      messages: [message(caseId, 'a'), message(caseId, 'b'), message(caseId, 'c', { rung: 'late-1' })],
    });
    const ack = { case_id: caseId, clock_id: CLOCK, rungs: ['due'], at: AT, by: 'first' };
    await write(caseId, { acks: [ack] });
    await write(caseId, { acks: [{ ...ack, at: LATER, by: 'second' }] });
    expect(
      await all('SELECT rung, acknowledged_by AS by FROM rungs WHERE case_id = $1 ORDER BY rung', caseId),
    ).toEqual([
      { rung: 'due', by: 'first' },
      { rung: 'late-1', by: null },
    ]);
    expect(
      await all(
        `SELECT key, acknowledged_by AS by FROM notifications WHERE case_id = $1 AND kind = 'rung' ORDER BY key`,
        caseId,
      ),
    ).toEqual([
      { key: 'a', by: 'first' },
      { key: 'b', by: 'first' },
      { key: 'c', by: null },
    ]);
  });

  it('keeps with a clock whose it was and what it used', async () => {
    const caseId = await newCase();
    const clock = {
      ...{
        case_id: caseId,
        clock_id: CLOCK,
        kind: 'stage',
        status: 'STOPPED',
        started_at: AT,
        provisional: false,
      },
      ...{ owner_role: 'officer', owner_organisation_id: 'daxin', unit: 'wd', used_net: 1.5, used_gross: 2 },
    };
    await write(caseId, { clocks: [clock] });
    expect(
      await all(
        'SELECT owner_role, owner_organisation_id, unit, used_net, used_gross FROM clocks WHERE case_id = $1',
        caseId,
      ),
    ).toEqual([
      { owner_role: 'officer', owner_organisation_id: 'daxin', unit: 'wd', used_net: 1.5, used_gross: 2 },
    ]);
  });

  it('looks cases up by index however large the table is: the settings of the functions say so', async () => {
    const { rows } = await world.pool.query<{ name: string; settings: string[] | null }>(
      `SELECT proname AS name, proconfig AS settings FROM pg_proc WHERE proname LIKE 'ledger_%' ORDER BY proname`,
    );
    const settings = ['enable_hashjoin=off', 'enable_mergejoin=off'];
    expect(rows).toEqual([
      { name: 'ledger_append', settings },
      // Joins nothing; settings would only cost.
      { name: 'ledger_command', settings: null },
      { name: 'ledger_project', settings },
    ]);
  });
});
