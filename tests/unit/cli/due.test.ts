import { Command } from 'commander';
import { registerDue } from '../../../cli/due';

interface Result {
  readonly out: string;
  readonly err: string;
  readonly exit: number | string;
}

class Exit extends Error {
  constructor(readonly status: number | string) {
    super(`exit ${status}`);
  }
}

/** The command as a script sees it: what it printed where, and its exit code. */
function due(...args: string[]): Result {
  let [out, err] = ['', ''];
  const program = new Command('banjie').configureOutput({
    writeOut: (text) => (out += text),
    writeErr: (text) => (err += text),
  });
  registerDue(program);
  const leave = jest.spyOn(process, 'exit').mockImplementation((code) => {
    throw new Exit(code ?? 0);
  });
  const before = process.exitCode;
  process.exitCode = undefined;
  try {
    program.parse(['due', ...args], { from: 'user' });
    return { out, err, exit: process.exitCode ?? 0 };
  } catch (error) {
    if (error instanceof Exit) return { out, err, exit: error.status };
    throw error;
  } finally {
    process.exitCode = before;
    leave.mockRestore();
  }
}

describe('banjie due', () => {
  test.each([
    [['--from', '2026-02-12', '--limit', '10wd'], '2026-03-04'],
    [['--from', '2026-02-12', '--limit', '10 workday'], '2026-03-04'],
    [['--from', '2026-02-13', '--limit', '3d'], '2026-02-24'],
    [['--from', '2026-02-13', '--limit', '3d', '--no-roll'], '2026-02-16'],
    [['--from', '2026-01-31', '--limit', '1month'], '2026-02-28'],
    [['--from', '2026-02-09', '--limit', '1week'], '2026-02-24'],
    [['--from', '2026-02-12', '--limit', '2h'], '2026-02-12 11:00'],
    [['--from', '2026-02-12T14:30:00+08:00', '--limit', '2h'], '2026-02-12 16:30'],
    [['--from', '2026-02-12T16:30:00Z', '--limit', '1wd'], '2026-02-14'],
  ])('%j prints %s and nothing else', (args, text) => {
    expect(due(...args)).toEqual({ out: `${text}\n`, err: '', exit: 0 });
  });

  test('a provisional date stays alone on stdout, and stderr says why', () => {
    const args = ['--from', '2026-12-08', '--limit', '23wd'];
    const err = 'provisional: the holiday notice for 2027 is not published\n';
    expect(due(...args)).toEqual({ out: '2027-01-11\n', err, exit: 0 });
    expect(due(...args, '--lang', 'zh').err).toBe('2027年放假通知尚未发布，日期暂定\n');
  });

  test('--json gives the date, whether it is provisional, and every step in words too', () => {
    const { out, err, exit } = due('--from', '2026-02-12', '--limit', '10wd', '--json', '--lang', 'zh');
    expect([err, exit, out.trim().split('\n').length]).toEqual(['', 0, 1]);
    const answer: { due: string; provisional: boolean; steps: { kind: string; text: string }[] } =
      JSON.parse(out);
    expect(Object.keys(answer)).toEqual(['due', 'provisional', 'steps']);
    expect(answer).toMatchObject({ due: '2026-03-04', provisional: false });
    expect(answer.steps.map((step) => step.kind)).toEqual([
      'started',
      'counted',
      'makeup',
      'skipped',
      'counted',
      'makeup',
      'skipped',
      'counted',
      'due',
    ]);
    expect(answer.steps.at(-1)?.text).toBe('到期：2026-03-04 24:00');
    expect(JSON.parse(due('--from', '2026-12-31', '--limit', '1wd', '--json').out)).toMatchObject({
      due: '2027-01-04',
      provisional: true,
    });
    expect(JSON.parse(due('--from', '2026-02-12', '--limit', '2h', '--json').out)).toMatchObject({
      due: '2026-02-12 11:00',
    });
  });

  test.each([
    [
      ['--from', '2026-02-30', '--limit', '10wd'],
      'date-invalid',
      /^"2026-02-30" is not a day of the calendar\.\n$/,
    ],
    [['--from', 'tomorrow', '--limit', '10wd'], 'date-invalid', /YYYY-MM-DD/],
    [['--from', '', '--limit', '10wd'], 'date-invalid', /YYYY-MM-DD/],
    [['--from', '2026-02-12T10:00', '--limit', '10wd'], 'instant-invalid', /offset/],
    [['--from', '2026-02-12', '--limit', '0wd'], 'limit-invalid', /1 to 3650/],
    [['--from', '2026-02-12', '--limit', '-1wd'], 'limit-invalid', /1 to 3650/],
    [['--from', '2026-02-12', '--limit', '10 fortnights'], 'limit-invalid', /10wd/],
    [['--from', '2036-12-30', '--limit', '5wd'], 'year-missing', /notice for 2037/],
    [['--from', '2020-01-02', '--limit', '5wd'], 'year-missing', /notice for 2020/],
    [['--limit', '10wd'], 'usage', /--from/],
    [['--from', '2026-02-12'], 'usage', /--limit/],
    [['--from', '2026-02-12', '--limit', '1d', '--lang', 'fr'], 'usage', /zh, en/],
    [['--frmo', '2026-02-12'], 'usage', /unknown option/],
    [['--from', '2026-02-12', '--limit', '1d', 'more'], 'usage', /too many arguments/],
    [['--from'], 'usage', /argument missing/],
  ])('%j is refused as %s in one sentence, exit 2', (args, code, message) => {
    const plain = due(...args);
    expect(plain).toMatchObject({ out: '', exit: 2 });
    expect(plain.err).toMatch(message);
    expect(plain.err.trimEnd()).not.toContain('\n');
    const json = due('--json', ...args);
    expect(json.exit).toBe(2);
    const told = plain.err.trimEnd().replace(/^error: /, '');
    expect(JSON.parse(json.out)).toEqual({ error: { code, message: told } });
  });

  test('--help explains itself', () => {
    const { out, exit } = due('--help');
    expect(exit).toBe(0);
    expect(out).toContain('--no-roll');
  });
});
