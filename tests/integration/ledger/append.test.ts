import { randomUUID } from 'node:crypto';
import { actorAt, command, give, makeWorld, openCase, publishFixture, type World } from '../../support/world';

const officer = actorAt('officer', 'daxin');
const secretary = actorAt('secretary', 'daxin');
const AT = '2026-02-12T02:00:00.000Z';

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.close());

const newCase = () => openCase(world, { programme: 'zhangjiagang', place: 'daxin', by: officer, at: AT });
const accept = {
  by: officer,
  at: AT,
  type: 'accept',
  data: { duplicatesChecked: true, estimateFen: 3_000_000 },
} as const;

async function rows<T extends object>(sql: string, values: unknown[]): Promise<T[]> {
  return (await world.pool.query<T>(sql, values)).rows;
}

describe('append', () => {
  it('writes the event, the case, its clocks and its duties together', async () => {
    const { caseId } = await newCase();
    const receipt = await give(world, caseId, accept);
    expect(receipt).toMatchObject({
      status: 'ACCEPTED',
      stageId: 'council',
      seq: 3,
      events: ['CaseAccepted'],
    });
    const events = await rows<{ type: string; seq: number }>(
      'SELECT seq, type FROM ledger_events WHERE case_id = $1 ORDER BY seq',
      [caseId],
    );
    expect(events.map((e) => e.type)).toEqual(['CaseOpened', 'CaseSubmitted', 'CaseAccepted']);
    const clocks = await rows<{ clock_id: string; verdict: string | null }>(
      'SELECT clock_id, verdict FROM clocks WHERE case_id = $1 ORDER BY clock_id',
      [caseId],
    );
    expect(clocks).toEqual([
      { clock_id: 'stage.accept.1', verdict: 'ON_TIME' },
      { clock_id: 'waiting.council.1', verdict: null },
    ]);
    const duties = await rows<{ role: string; organisation_id: string }>(
      'SELECT role, organisation_id FROM duties WHERE case_id = $1',
      [caseId],
    );
    expect(duties).toEqual([{ role: 'secretary', organisation_id: 'daxin' }]);
  });

  it('answers a retried key with the first answer and writes nothing more', async () => {
    const { caseId } = await newCase();
    const key = randomUUID();
    const first = await give(world, caseId, accept, key);
    await give(world, caseId, {
      by: secretary,
      at: AT,
      type: 'call-meeting',
      data: { meetingDate: '2026-02-20' },
    });
    expect(await give(world, caseId, accept, key)).toEqual(first);
    const [count] = await rows<{ n: string }>('SELECT count(*) AS n FROM ledger_events WHERE case_id = $1', [
      caseId,
    ]);
    expect(count?.n).toBe('4');
  });

  it('refuses a key that was used for something else', async () => {
    const { caseId } = await newCase();
    const key = randomUUID();
    await give(world, caseId, accept, key);
    const other = { ...accept, data: { ...accept.data, estimateFen: 1 } };
    await expect(give(world, caseId, other, key)).rejects.toMatchObject({ code: 'key-reused' });
  });

  it('lets many people act at once: every note is written once, in one chain', async () => {
    const { caseId } = await newCase();
    const notes = Array.from({ length: 12 }, (_, i) =>
      give(world, caseId, { by: officer, at: AT, type: 'note', data: { text: `备注${i} 😀` } }),
    );
    await Promise.all(notes);
    const events = await rows<{ seq: number }>(
      'SELECT seq FROM ledger_events WHERE case_id = $1 ORDER BY seq',
      [caseId],
    );
    expect(events.map((e) => e.seq)).toEqual(Array.from({ length: 14 }, (_, i) => i + 1));
    expect((await world.ledger.verify(caseId)).faults).toEqual([]);
  });

  it('refuses a stale seq and says where the case is now', async () => {
    const { caseId, seq } = await newCase();
    await give(world, caseId, accept);
    const late = {
      caseId,
      command: command('note', { text: '晚了' }),
      actor: officer,
      now: AT,
      key: randomUUID(),
      ifSeq: seq,
    };
    await expect(world.ledger.append(late)).rejects.toMatchObject({
      code: 'changed-meanwhile',
      details: { seq: seq + 1 },
    });
  });

  it('does not show cases of other places', async () => {
    const { caseId } = await newCase();
    const stranger = actorAt('officer', 'tanglian');
    await expect(give(world, caseId, { ...accept, by: stranger })).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('records what fell due before a late command, although no timer fired', async () => {
    await publishFixture(world, 'one-rung');
    const { caseId } = await openCase(world, { programme: 'one-rung', place: 'daxin', by: officer, at: AT });
    const late = await give(world, caseId, { ...accept, at: '2026-03-02T02:00:00.000Z' });
    expect(late.events).toEqual(['ClockOverdue', 'RungsReached', 'CaseAccepted']);
    const [clock] = await rows<{ verdict: string }>(
      "SELECT verdict FROM clocks WHERE case_id = $1 AND clock_id = 'stage.accept.1'",
      [caseId],
    );
    expect(clock?.verdict).toBe('OVERDUE');
    const told = await rows<{ role: string; organisation_id: string }>(
      "SELECT role, organisation_id FROM notifications WHERE case_id = $1 AND kind = 'rung' ORDER BY organisation_id",
      [caseId],
    );
    expect(told).toEqual([
      { role: 'officer', organisation_id: 'daxin' },
      { role: 'officer', organisation_id: 'zjg-daxin' },
    ]);
  });
});

describe('the ledger table', () => {
  it('cannot be changed or emptied by the application', async () => {
    const { caseId } = await newCase();
    await expect(
      world.pool.query("UPDATE ledger_events SET type = 'x' WHERE case_id = $1", [caseId]),
    ).rejects.toMatchObject({ code: '42501' });
    await expect(
      world.pool.query('DELETE FROM ledger_events WHERE case_id = $1', [caseId]),
    ).rejects.toMatchObject({ code: '42501' });
    await expect(world.pool.query('TRUNCATE ledger_events')).rejects.toMatchObject({ code: '42501' });
  });
});
