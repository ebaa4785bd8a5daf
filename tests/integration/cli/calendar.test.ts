import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { registerCalendar } from '../../../cli/calendar';
import { imagined2027, PAPER } from '../../unit/domain/calendar/notices';
import { makeWorld, type World } from '../../support/world';

let world: World;
let folder: string;
beforeAll(async () => {
  world = await makeWorld();
  await world.pool.query(
    `INSERT INTO persons (id, sign_in_name, display_name) VALUES ('keeper', 'keeper', '日历员')`,
  );
  folder = mkdtempSync(join(tmpdir(), 'calendar-'));
});
afterAll(async () => {
  await world.close();
  rmSync(folder, { recursive: true });
});

interface Said {
  readonly out: string;
  readonly err: string;
  readonly exit: number;
  readonly failed: string | null;
}

/** The command as an operator runs it, on the database it is pointed at. */
async function calendar(...args: string[]): Promise<Said> {
  let [out, err] = ['', ''];
  const program = new Command('banjie').exitOverride().configureOutput({
    writeOut: (text) => (out += text),
    writeErr: (text) => (err += text),
  });
  registerCalendar(program, () => world.database.url);
  const settle = (command: Command): void => {
    command.exitOverride().copyInheritedSettings(program);
    command.commands.forEach(settle);
  };
  program.commands.forEach(settle);
  const before = process.exitCode;
  process.exitCode = undefined;
  let failed: string | null = null;
  try {
    await program.parseAsync(['calendar', ...args], { from: 'user' });
  } catch (error) {
    failed = error instanceof Error ? error.message : String(error);
  }
  const { exitCode: exit = 0 } = process as { exitCode?: number };
  process.exitCode = before;
  return { out, err, exit, failed };
}

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}
const json = (value: unknown = imagined2027) => file('notice.json', JSON.stringify(value));

describe('calendar preview', () => {
  it('tells which days change and writes nothing', async () => {
    const { out, exit } = await calendar('preview', json());
    expect(exit).toBe(0);
    expect(out).toContain('2027-02-14 worked now: 春节');
    expect(out).toContain('No open case has a limit that reaches these days.');
    expect((await calendar('status', '--json')).out).toContain('"year":2027,');
    expect(JSON.parse((await calendar('preview', json(), '--json')).out)).toMatchObject({
      ok: true,
      refusal: null,
    });
    const { rows } = await world.pool.query('SELECT 1 FROM calendar_years WHERE year = 2027');
    expect(rows).toEqual([]);
  });

  it('tells every problem of a notice, with exit code 1', async () => {
    const { err, exit } = await calendar('preview', json({ year: 2027, papers: [], days: [] }));
    expect([exit, err]).toEqual([1, expect.stringContaining('is not out')]);
    const days = imagined2027.days.slice(3);
    const answer = JSON.parse((await calendar('preview', json({ ...imagined2027, days }), '--json')).out);
    expect(answer).toMatchObject({ ok: false, problems: [{ code: 'statutory-missing' }] });
  });

  it.each([
    ['a file that is not there', ['nowhere.json'], /^There is no file .*nowhere.json\.$/],
    ['broken JSON', ['broken'], /is not JSON/],
    ['a table without its year', ['table'], /with --year/],
  ])('%s', async (_, [name], words) => {
    const paths: Record<string, string> = {
      broken: file('b.json', '{"year":'),
      table: file('t.csv', 'date,name\n'),
    };
    expect((await calendar('preview', paths[name!] ?? join(folder, name!))).failed).toMatch(words);
  });
});

describe('calendar import and status', () => {
  it('takes a table as a Chinese spreadsheet saves it, in the name of somebody', async () => {
    // 日期,名称,休/班 and the festivals in GB 18030, which no UTF-8 reader understands.
    const names: Record<string, number[]> = {
      ...{
        日期: [0xc8, 0xd5, 0xc6, 0xda],
        名称: [0xc3, 0xfb, 0xb3, 0xc6],
        休: [0xd0, 0xdd],
        班: [0xb0, 0xe0],
      },
      ...{
        元旦: [0xd4, 0xaa, 0xb5, 0xa9],
        春节: [0xb4, 0xba, 0xbd, 0xda],
        清明节: [0xc7, 0xe5, 0xc3, 0xf7, 0xbd, 0xda],
      },
      ...{ 劳动节: [0xc0, 0xcd, 0xb6, 0xaf, 0xbd, 0xda], 端午节: [0xb6, 0xcb, 0xce, 0xe7, 0xbd, 0xda] },
      ...{ 中秋节: [0xd6, 0xd0, 0xc7, 0xef, 0xbd, 0xda], 国庆节: [0xb9, 0xfa, 0xc7, 0xec, 0xbd, 0xda] },
    };
    const cell = (text: string) => names[text] ?? [...Buffer.from(text, 'ascii')];
    const line = (...cells: string[]) => [
      ...cells.flatMap((text, i) => [...(i > 0 ? [0x2c] : []), ...cell(text)]),
      0x0a,
    ];
    const head = [...cell('日期'), 0x2c, ...cell('名称'), 0x2c, ...cell('休'), 0x2f, ...cell('班'), 0x0a];
    const rows = imagined2027.days.map((d) =>
      line(d.date.replaceAll('-', '/'), d.name, d.isOffDay ? '休' : '班'),
    );
    const csv = file('notice.csv', Uint8Array.from([...head, ...rows.flat()]));
    const missing = await calendar('import', csv, '--year', '2027', '--paper', PAPER, '--by', 'nobody');
    expect(missing.failed).toMatch(/no active person/);
    const { out, failed } = await calendar(
      'import',
      csv,
      '--year',
      '2027',
      '--paper',
      PAPER,
      '--by',
      'Keeper',
    );
    expect(failed).toBeNull();
    expect(out).toContain('The official year 2027 is in force.');
    const again = await calendar('import', json(), '--by', 'keeper');
    expect(again.failed).toMatch(/nothing changes/);
    const status = JSON.parse((await calendar('status', '--json')).out) as {
      years: Record<string, unknown>[];
    };
    expect(status.years.find(({ year }) => year === 2027)).toMatchObject({
      ...{ status: 'OFFICIAL', papers: [PAPER], importedByName: '日历员' },
    });
    expect((await calendar('preview', json())).exit).toBe(1);
  });

  it('says with its exit code that a notice is missing', async () => {
    const year = new Date().getFullYear() + 1;
    await world.pool.query(`UPDATE calendar_years SET status = 'PROVISIONAL' WHERE year IN ($1, $2)`, [
      year - 1,
      year,
    ]);
    const { out, exit } = await calendar('status');
    expect([out.includes('MISSING'), exit]).toEqual([true, 3]);
  });
});

describe('calendar closure', () => {
  it('adds, lists and cancels', async () => {
    const about = [
      '--place',
      'daxin',
      '--date',
      '2026-12-01',
      '--name',
      '台风停工',
      '--source',
      '市防指',
      '--by',
      'keeper',
    ];
    const added = JSON.parse((await calendar('closure', 'add', ...about, '--json')).out) as { id: string };
    expect(added).toMatchObject({ organisationId: 'daxin', kind: 'CLOSED', enteredBy: 'keeper' });
    expect((await calendar('closure', 'add', ...about)).failed).toMatch(/already/);
    expect((await calendar('closure', 'add', ...about, '--date', '2026-02-30')).failed).toMatch(
      /day that exists/,
    );
    expect((await calendar('closure', 'list')).out).toContain('2026-12-01 off    daxin 台风停工, 市防指');
    expect((await calendar('closure', 'list', '--place', 'zjg')).out).toBe('No closures.\n');
    expect((await calendar('closure', 'cancel', added.id, '--by', 'keeper')).out).toContain('(cancelled)');
    expect((await calendar('closure', 'cancel', 'x', '--by', 'keeper')).failed).toBe(
      'There is no closure x.',
    );
    expect((await calendar('closure', 'list')).out).toBe('No closures.\n');
    expect((await calendar('closure', 'list', '--cancelled', '--json')).out).toContain(added.id);
  });

  it('tries, adds and cancels several days as one', async () => {
    const days = ['--place', 'daxin', '--date', '2026-12-04', '--until', '2026-12-07', '--name', '台风停工'];
    const tried = await calendar('closure', 'preview', ...days);
    expect(tried.out).toMatch(
      /^2 days would be off: 2026-12-04, 2026-12-07\nNo open case has a limit that reaches these days/,
    );
    const about = [...days, '--source', '市防指', '--by', 'keeper'];
    const added = JSON.parse((await calendar('closure', 'add', ...about, '--json')).out) as { id: string };
    expect((await calendar('closure', 'list')).out).toMatch(/^2026-12-04 – 2026-12-07 off {4}daxin 台风停工/);
    expect((await calendar('closure', 'preview', ...days, '--until', '2026-12-03')).failed).toMatch(
      /The last day 2026-12-03 is before the first one, 2026-12-04.*2026-12-04 – 2026-12-07 has an entry/s,
    );
    expect((await calendar('closure', 'cancel', added.id, '--by', 'keeper')).out).toContain('(cancelled)');
    expect((await calendar('closure', 'list')).out).toBe('No closures.\n');
  });
});
