import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Pool } from 'pg';
import { shippedProgrammes } from '../../../cli/rules';
import { seed } from '../../../cli/seed';
import { createLedger } from '../../../ledger/ledger';
import { publishProgramme } from '../../../ledger/publish';
import { testDatabase, type TestDatabase } from '../../support/services';

let database: TestDatabase;
let pool: Pool;
let dataDir: string;
const said: string[] = [];
const start = (demo: boolean) =>
  seed({ databaseUrl: database.url, dataDir, demo, say: (line) => said.push(line) });

beforeEach(async () => {
  database = await testDatabase();
  pool = new Pool({ connectionString: database.url, max: 2 });
  dataDir = mkdtempSync(join(tmpdir(), 'seed-'));
});
afterEach(async () => {
  await pool.end();
  await database.drop();
  rmSync(dataDir, { recursive: true });
});

const count = async (table: string): Promise<number> =>
  Number((await pool.query<{ n: string }>(`SELECT count(*) AS n FROM ${table}`)).rows[0]?.n);

describe('seeding', () => {
  it('gives a real bureau its calendar and programmes, and nobody else', async () => {
    await start(false);
    expect(await count('calendar_years')).toBe(3);
    expect(await count('programme_versions')).toBe(7);
    expect(await count('persons')).toBe(0);
    expect(existsSync(join(dataDir, 'sign-ins.json'))).toBe(false);
  });

  it('makes the demo once: a second start adds no case, no version and no password, and every open case is to be armed', async () => {
    await start(true);
    const [cases, versions] = [await count('cases'), await count('programme_versions')];
    const file = join(dataDir, 'sign-ins.json');
    const signIns = readFileSync(file, 'utf8');
    expect(statSync(file).mode & 0o077).toBe(0);
    await start(true);
    expect(await count('cases')).toBe(cases);
    expect(await count('programme_versions')).toBe(versions);
    expect(readFileSync(file, 'utf8')).toBe(signIns);
    expect((await createLedger(pool).verify()).faults).toEqual([]);
    // The worker arms every open case.
    expect(await count('cases WHERE armed_wake_at IS NOT NULL')).toBe(0);
  }, 180_000);

  it('never puts a shipped programme in the place of one that the bureau published', async () => {
    await start(false);
    const shipped = shippedProgrammes().find(({ file }) => file.endsWith('zhangjiagang.yaml'));
    const text = (shipped?.text ?? '').replace(
      /limit: 10 workday( +)# ZJ9 \(it was 23\)/,
      'limit: 8 workday$1# ZJ9 (it was 23)',
    );
    expect(text).not.toBe(shipped?.text);
    const theirs = await publishProgramme(pool, {
      text,
      file: 'theirs.yaml',
      by: 'somebody',
      now: '2026-01-01T00:00:00.000Z',
    });
    await start(false);
    const { rows } = await pool.query<{ id: string }>(
      "SELECT id FROM programme_versions WHERE code = 'zhangjiagang' ORDER BY version DESC LIMIT 1",
    );
    expect(rows[0]?.id).toBe(theirs.id);
  });
});
