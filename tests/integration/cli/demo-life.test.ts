import { DEMO_SIGN_INS } from '../../../cli/demo/people';
import { makeDemo } from '../../../cli/demo/make';
import { checkFile } from '../../../api/files/check';
import { demoLife } from '../../../cli/demo/life';
import { makeWorld, type World } from '../../support/world';

/** A Wednesday afternoon: every group of a desk can have something. */
const NOW = '2026-11-25T08:00:00.000Z';
const ENDS = { today: '2026-11-25T16:00:00.000Z', week: '2026-11-29T16:00:00.000Z' };

interface Bureau {
  world: World;
  files: Map<string, Buffer>;
  told: [number, number][];
}
let bureau: Bureau;

async function makeBureau(): Promise<Bureau> {
  const [world, files, told] = [await makeWorld(), new Map<string, Buffer>(), [] as [number, number][]];
  const contents = { put: (sha: string, bytes: Buffer) => Promise.resolve(void files.set(sha, bytes)) };
  await makeDemo({ ...world, contents }, NOW, (done, all) => void told.push([done, all]));
  return { world, files, told };
}

beforeAll(async () => {
  bureau = await makeBureau();
}, 180_000);
afterAll(() => bureau.world.close());

async function ask<T extends object>(
  text: string,
  values: unknown[] = [],
  from: Bureau = bureau,
): Promise<T[]> {
  return (await from.world.pool.query<T>(text, values)).rows;
}
const count = async (from: string, values: unknown[] = []): Promise<number> =>
  (await ask<{ n: number }>(`SELECT count(*)::int AS n FROM ${from}`, values))[0]?.n ?? 0;

/** Everything that does not hang on the random ids of cases. */
const portrait = (from: Bureau) =>
  ask(
    `SELECT c.number, c.title, c.organisation_id, c.status, c.stage_id, c.track, c.due_at, c.wake_at, c.approved_fen,
            string_agg(e.type || e.at || coalesce(e.actor_post, ''), ' ' ORDER BY e.seq) AS lines
       FROM cases c JOIN ledger_events e ON e.case_id = c.id GROUP BY c.id ORDER BY c.number`,
    [],
    from,
  );

interface Desk {
  overdue: number;
  today: number;
  week: number;
  later: number;
  asked: number;
}

async function deskOf(personId: string): Promise<Desk> {
  const [desk] = await ask<Desk>(
    `WITH mine AS (SELECT o.role, o.organisation_id FROM posts o WHERE o.person_id = ANY($1)),
          my AS (SELECT d.due_at FROM duties d JOIN mine m ON m.role = d.role AND m.organisation_id = d.organisation_id
                  WHERE d.person_id IS NULL OR d.person_id = ANY($1)),
          called AS (SELECT n.id FROM notifications n JOIN mine m ON m.role = n.role AND m.organisation_id = n.organisation_id
                      WHERE n.acknowledge_by IS NOT NULL AND n.acknowledged_at IS NULL AND EXISTS (
                        SELECT FROM cases c WHERE c.id = n.case_id AND c.ended_at IS NULL AND (c.state->'calls')::jsonb
                          @> jsonb_build_array(jsonb_build_object('clockId', n.clock_id))))
     SELECT count(*) FILTER (WHERE due_at <= $2)::int AS overdue,
            count(*) FILTER (WHERE due_at > $2 AND due_at <= $3)::int AS today,
            count(*) FILTER (WHERE due_at > $3 AND due_at <= $4)::int AS week,
            count(*) FILTER (WHERE due_at > $4)::int AS later,
            (SELECT count(*)::int FROM called) AS asked FROM my`,
    [
      personId === 'deputy-at-zjg-jingkai' ? [personId, 'reviewer-at-zjg-jingkai'] : [personId],
      ...[NOW, ENDS.today, ENDS.week],
    ],
  );
  if (desk === undefined) throw new Error('a count has a row');
  return desk;
}

/** Posts that own no stage: their desks have what is asked of them, and nothing of their own. */
const WITHOUT_DUTIES = ['admin', 'operator', 'auditor-at-zjg', 'officer-at-zjg', 'leader-at-zjg'];
const WORKING = DEMO_SIGN_INS.map(({ personId }) => personId).filter((id) => !WITHOUT_DUTIES.includes(id));

describe('the demo bureau', () => {
  it('has about 120 open and 200 ended cases, all different, with numbers in the order of time', async () => {
    expect(await count('cases WHERE ended_at IS NULL')).toBeGreaterThanOrEqual(110);
    expect(await count('cases WHERE ended_at IS NULL')).toBeLessThanOrEqual(140);
    expect(await count('cases WHERE ended_at IS NOT NULL')).toBeGreaterThanOrEqual(195);
    expect(await ask('SELECT title FROM cases GROUP BY title HAVING count(*) > 1')).toEqual([]);
    // Only the article's case that dates the start, and the case that a split made later, stand out of turn.
    const turns = `(SELECT opened_at < lag(opened_at) OVER (ORDER BY number) AS back FROM cases) t WHERE back`;
    expect(await count(turns)).toBeLessThanOrEqual(1);
    const { told } = bureau;
    expect(told.at(-1)).toEqual([told.length, told.length]);
  });

  it.each(WORKING)('the desk of %s has something in every group', async (personId) => {
    const desk = await deskOf(personId);
    for (const [group, found] of Object.entries(desk)) expect([group, found > 0]).toEqual([group, true]);
  });

  it.each(['officer-at-zjg', 'leader-at-zjg'])('%s is asked from above', async (personId) => {
    expect((await deskOf(personId)).asked).toBeGreaterThan(0);
  });

  it('is late in several towns, on every rung, acknowledged and not', async () => {
    const towns = await ask(
      `SELECT split_part(org_path, '/', 3) AS town FROM cases
        WHERE ended_at IS NULL AND due_at <= $1 AND org_path LIKE '/zjg/%' GROUP BY 1`,
      [NOW],
    );
    expect(towns.length).toBeGreaterThanOrEqual(7);
    const rungs = await ask<{ rung: string }>(
      `SELECT DISTINCT c.state->'clocks'->(i.n)::int->'fired'->>-1 AS rung FROM cases c,
         generate_series(0, json_array_length((c.state->'clocks')::json) - 1) AS i(n)
        WHERE c.ended_at IS NULL AND c.state->'clocks'->(i.n)::int->>'status' = 'RUNNING'`,
    );
    const fired = rungs.map(({ rung }) => rung);
    for (const rung of ['half', 'day-before', 'last-day', 'overdue', 'overdue-3', 'overdue-5'])
      expect(fired).toContain(rung);
    expect(await count("ledger_events WHERE type = 'CallClimbed'")).toBeGreaterThan(10);
    expect(
      await count(
        "ledger_events e JOIN cases c ON c.id = e.case_id WHERE type = 'Acknowledged' AND c.ended_at IS NULL",
      ),
    ).toBeGreaterThan(5);
  });

  it.each([
    [
      'an order that waits for the reviewer of 大新镇',
      "duties WHERE key = 'order.1' AND role = 'reviewer' AND organisation_id = 'zjg-daxin'",
    ],
    ['an answered order', "ledger_events WHERE type = 'OrderAnswered'"],
    [
      'provisional dates after New Year',
      "clocks WHERE provisional AND due_at > '2027-01-01' AND status <> 'STOPPED'",
    ],
    [
      'a paused limit',
      "ledger_events e JOIN cases c ON c.id = e.case_id AND c.ended_at IS NULL WHERE type = 'ClockPaused'",
    ],
    ['an extended limit', "ledger_events WHERE type = 'LimitExtended'"],
    [
      'a quarterly inspection that nobody made, with the next one due all the same',
      "clocks k WHERE k.kind = 'inspection' AND k.overdue_at IS NOT NULL AND k.status <> 'STOPPED' AND EXISTS (SELECT FROM clocks n WHERE n.case_id = k.case_id AND n.kind = 'inspection' AND n.overdue_at IS NULL AND n.status <> 'STOPPED')",
    ],
    ['an inspection that passed', "inspections WHERE result = 'passed'"],
    ['an inspection with remarks', "inspections WHERE result = 'remarks'"],
    [
      'a failed inspection to be repeated, its finding still open',
      "clocks k JOIN findings f ON f.case_id = k.case_id AND f.status = 'OPEN' WHERE k.kind = 'reinspection' AND k.status <> 'STOPPED'",
    ],
    ['a failed inspection that was repeated', "clocks WHERE kind = 'reinspection' AND verdict = 'ON_TIME'"],
    ['a finding that nobody put right in time', "findings WHERE status = 'OPEN' AND overdue_at IS NOT NULL"],
    ['a finding that waits to be verified', "findings WHERE status = 'ANSWERED'"],
    ['a finding to be put right again', "findings WHERE status = 'OPEN' AND times_failed = 1"],
    [
      'a finding at an ended project that was put right',
      "findings f JOIN cases c ON c.id = f.case_id WHERE f.status = 'VERIFIED' AND c.ended_at IS NOT NULL",
    ],
    ['an opinion that waits for its answer', "clocks WHERE kind = 'opinion' AND status <> 'STOPPED'"],
    ['works that stand still', "cases WHERE status = 'SUSPENDED'"],
    [
      'a red matter with a missed follow-up',
      "clocks k JOIN cases c ON c.id = k.case_id WHERE c.grade = 'red' AND k.kind = 'follow-up' AND k.overdue_at IS NOT NULL",
    ],
    [
      'a notice that runs with an objection',
      `cases WHERE status = 'ON_NOTICE' AND state->'notice'->'objections'->0->>'answer' IS NULL AND json_array_length((state->'notice'->'objections')::json) = 1`,
    ],
    ['returned files', "cases WHERE status = 'RETURNED'"],
    ['failed works', "cases WHERE status = 'REWORK'"],
    [
      'an urgent fast-track project',
      "cases WHERE track = 'fast' AND ended_at IS NULL AND (state->>'urgent')::boolean",
    ],
    ['a merged case', "cases WHERE status = 'MERGED'"],
    ['a split case', "suggestion_cases WHERE how = 'split-from'"],
    ['a rejected case', "cases WHERE status = 'REJECTED'"],
    ['pictures', "files WHERE type = 'image/png'"],
    ['PDFs', "files WHERE type = 'application/pdf'"],
  ])('has %s', async (_, from) => {
    expect(await count(from)).toBeGreaterThan(0);
  });

  it('has suggestions of every way in that nobody has made a case of', async () => {
    const found = await ask<{ channel: string }>(
      `SELECT channel FROM suggestions s WHERE NOT EXISTS (SELECT FROM suggestion_cases l WHERE l.suggestion_id = s.id) GROUP BY 1`,
    );
    expect(found.map(({ channel }) => channel)).toEqual(
      expect.arrayContaining(['wechat', 'box', 'phone', 'council']),
    );
    expect(await count("suggestions s WHERE words LIKE '（书面来信）%'")).toBeGreaterThan(0);
  });

  it('has on-time figures for every town, one of them too small to be ranked', async () => {
    const towns = await ask<{ town: string; stopped: number; late: number }>(
      `SELECT split_part(c.org_path, '/', 3) AS town, count(*)::int AS stopped,
              count(*) FILTER (WHERE k.verdict = 'OVERDUE')::int AS late
         FROM clocks k JOIN cases c ON c.id = k.case_id
        WHERE c.org_path LIKE '/zjg/%' AND k.verdict IS NOT NULL GROUP BY 1 ORDER BY 2`,
    );
    expect(towns).toHaveLength(11);
    const [small, ...others] = towns;
    expect(small).toMatchObject({ town: 'zjg-changyinsha' });
    for (const { town, stopped, late } of others)
      expect([town, stopped > 60, late < stopped / 2]).toEqual([town, true, true]);
    expect(others.filter(({ late }) => late > 0).length).toBeGreaterThanOrEqual(8);
    const months = await ask<{ most: number }>(
      `SELECT count(*)::int AS most FROM clocks k JOIN cases c ON c.id = k.case_id
        WHERE c.org_path LIKE '/zjg/zjg-changyinsha/%' AND k.verdict IS NOT NULL
        GROUP BY date_trunc('month', k.stopped_at) ORDER BY 1 DESC`,
    );
    expect(months[0]?.most).toBeLessThan(5);
  });

  it('keeps real documents that the product would take, by their hash', async () => {
    const files = await ask<{ name: string; type: string; sha256: string; size: number }>(
      'SELECT DISTINCT name, type, sha256, size FROM files',
    );
    for (const { name, type, sha256, size } of files) {
      const bytes = bureau.files.get(sha256);
      expect(bytes).toHaveLength(size);
      expect(await checkFile(bytes ?? Buffer.alloc(0), name)).toEqual({ type, name });
      expect(size).toBeLessThan(20_000);
    }
  });

  it('tells nobody outside, calls nothing late of ours, and leaves every case to be armed', async () => {
    expect(await count('outbox')).toBe(0);
    expect(await count('rungs WHERE fired_at <> planned_at OR recorded_at IS NOT NULL')).toBe(0);
    expect(await count('clocks WHERE overdue_recorded_at IS NOT NULL')).toBe(0);
    expect(await count('cases WHERE ended_at IS NULL AND armed_wake_at IS NOT NULL')).toBe(0);
    expect(await count('cases WHERE wake_at <= $1', [NOW])).toBe(0);
    expect(await count('ledger_events WHERE at > $1', [NOW])).toBe(0);
  });

  it('keeps every ledger whole, and makes nothing at the next start', async () => {
    const before = await bureau.world.ledger.verify();
    expect(before.faults).toEqual([]);
    const contents = { put: () => Promise.reject(new Error('nothing to put')) };
    expect(await makeDemo({ ...bureau.world, contents }, '2026-11-26T01:00:00.000Z')).toBe(0);
    expect((await bureau.world.ledger.verify()).events).toBe(before.events);
  });

  it('is the same bureau for the same day', async () => {
    const again = await makeBureau();
    try {
      expect(await portrait(again)).toEqual(await portrait(bureau));
    } finally {
      await again.world.close();
    }
  }, 180_000);
});

describe('a first start that was broken off', () => {
  it('goes on the day after as it began', async () => {
    const world = await makeWorld();
    try {
      let left = 60;
      const full = {
        put: () => (left-- > 0 ? Promise.resolve() : Promise.reject(new Error('the disk is full'))),
      };
      await expect(makeDemo({ ...world, contents: full }, NOW)).rejects.toThrow('the disk is full');
      const contents = { put: () => Promise.resolve() };
      const made = await makeDemo({ ...world, contents }, '2026-11-26T02:00:00.000Z');
      expect(made).toBeGreaterThan(0);
      expect(made).toBeLessThan(bureau.told.length);
      const standing =
        'SELECT number, title, status, stage_id, approved_fen FROM cases ORDER BY title, opened_at';
      const sorted = (from: Bureau) => ask<{ number: string }>(standing, [], from);
      const again = await sorted({ ...bureau, world });
      expect(again.map((one) => ({ ...one, number: '' }))).toEqual(
        (await sorted(bureau)).map((one) => ({ ...one, number: '' })),
      );
      expect((await world.ledger.verify()).faults).toEqual([]);
    } finally {
      await world.close();
    }
  }, 180_000);
});

describe('the plan of the demo', () => {
  it.each([
    '2026-01-01',
    '2026-02-17',
    '2026-02-28',
    '2026-10-08',
    '2026-11-28',
    '2026-12-31',
    '2027-02-06',
    '2028-03-31',
  ])('a start on %s records nothing of that day or later', (today) => {
    for (const { story, start } of demoLife(today).cases) {
      const last = Math.max(0, ...story.steps.map(({ day }) => day));
      const end = new Date(Date.parse(start) + last * 86_400_000).toISOString().slice(0, 10);
      expect([story.id, end < today]).toEqual([story.id, true]);
    }
  });
});
