import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '../../../prisma/migrate';
import { withClient } from '../../../scripts/postgres/databases';
import { emptyDatabase } from '../../support/services';

const TRIGGER = `CREATE TABLE book (id int PRIMARY KEY, title text);
CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'append only'; -- a semicolon; and a $ sign
END;
$$;
CREATE TRIGGER book_append_only BEFORE UPDATE ON book FOR EACH ROW EXECUTE FUNCTION refuse();`;

describe('migrate', () => {
  let database: Awaited<ReturnType<typeof emptyDatabase>>;
  let folder: string;
  const write = (name: string, sql: string): void => {
    mkdirSync(join(folder, name), { recursive: true });
    writeFileSync(join(folder, name, 'migration.sql'), sql);
  };
  const run = (): Promise<string[]> => migrate({ url: database.ownerUrl, migrationsDir: folder });
  const rows = <T>(sql: string): Promise<T[]> =>
    withClient(database.ownerUrl, async (client) => (await client.query(sql)).rows as T[]);

  beforeEach(async () => {
    database = await emptyDatabase();
    folder = mkdtempSync(join(tmpdir(), 'banjie-migrations-'));
    write('20260101000000_book', TRIGGER);
  });

  afterEach(async () => {
    rmSync(folder, { recursive: true });
    await database.drop();
  });

  it('applies what is missing, in order, and nothing the second time', async () => {
    expect(await run()).toEqual(['20260101000000_book']);
    write('20260102000000_shelf', 'ALTER TABLE book ADD COLUMN shelf text;');
    expect(await run()).toEqual(['20260102000000_shelf']);
    expect(await run()).toEqual([]);
    const applied = await rows<{ migration_name: string }>(
      'SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL ORDER BY started_at',
    );
    expect(applied.map((row) => row.migration_name)).toEqual(['20260101000000_book', '20260102000000_shelf']);
  });

  it('keeps function bodies whole', async () => {
    await run();
    await rows(`INSERT INTO book VALUES (1, '台账')`);
    await expect(rows(`UPDATE book SET title = 'x'`)).rejects.toThrow('append only');
  });

  it('refuses a migration that was changed after it had been applied', async () => {
    await run();
    write('20260101000000_book', `${TRIGGER}\n-- changed`);
    await expect(run()).rejects.toThrow(
      /Migration 20260101000000_book was changed after it had been applied/,
    );
  });

  it('undoes a failing migration as a whole, names the line, and applies the mended one', async () => {
    await run();
    write('20260102000000_bad', 'CREATE TABLE half (id int);\nSELECT nothing FROM nowhere;');
    await expect(run()).rejects.toThrow(
      'Migration 20260102000000_bad line 2 failed and was rolled back: relation "nowhere" does not exist.',
    );
    expect(await rows(`SELECT to_regclass('half') AS half`)).toEqual([{ half: null }]);
    write('20260102000000_bad', 'CREATE TABLE half (id int);');
    expect(await run()).toEqual(['20260102000000_bad']);
  });

  it('refuses a database that is ahead of this version', async () => {
    write('20260102000000_newer', 'CREATE TABLE newer (id int);');
    await run();
    rmSync(join(folder, '20260102000000_newer'), { recursive: true });
    await expect(run()).rejects.toThrow(
      /has migration 20260102000000_newer, which this version does not know/,
    );
  });

  it('lets only one of two starters apply', async () => {
    const both = await Promise.all([run(), run()]);
    expect(both.flat()).toEqual(['20260101000000_book']);
  });
});
