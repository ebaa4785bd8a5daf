import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { registerProgramme } from '../../../../cli/programme';
import { fixturePath, programmePath, SEVEN } from './programme-files';

interface Run {
  readonly out: string;
  readonly err: string;
  readonly exit: number;
}

function run(...args: string[]): Run {
  let out = '';
  let err = '';
  const program = new Command().configureOutput({
    writeOut: (text) => (out += text),
    writeErr: (text) => (err += text),
  });
  const before = process.exitCode;
  process.exitCode = 0;
  registerProgramme(program);
  program.parse(['programme', ...args], { from: 'user' });
  const exit = process.exitCode;
  process.exitCode = before;
  return { out, err, exit };
}

describe('programme check', () => {
  test('says OK for each of the seven', () => {
    const { out, err, exit } = run('check', ...SEVEN.map(programmePath));
    expect(out.match(/^OK /gm)).toHaveLength(7);
    expect([err, exit]).toEqual(['', 0]);
  });

  test('names file, line, path and what is wrong, and ends with 1', () => {
    const file = fixturePath('bad-loop');
    const { out, err, exit } = run('check', programmePath('xihu'), file);
    expect(out).toMatch(/^OK .*xihu\.yaml \(xihu, 10 stages\)\n$/);
    expect(err).toBe(
      `${file}:16 stages.accept.counted-from: counts from "handle", which comes later, a loop; expected an earlier stage\n`,
    );
    expect(exit).toBe(1);
  });

  test('ends with 2 when a file cannot be read', () => {
    expect(run('check', 'no-such.yaml', fixturePath('bad-loop'))).toMatchObject({
      err: expect.stringMatching(/^no-such\.yaml:1 cannot be read: there is no such file\n/),
      exit: 2,
    });
    expect(run('check', tmpdir())).toMatchObject({ err: expect.stringContaining('it is a folder'), exit: 2 });
  });

  test('prints one JSON object with --json', () => {
    const { out, exit } = run('check', programmePath('nantong'), fixturePath('bad-order'), '--json');
    expect(JSON.parse(out)).toMatchObject({
      ok: false,
      files: [
        {
          ok: true,
          code: 'nantong',
          stages: ['accept', 'groundwork', 'set-up', 'handle', 'run', 'close'],
          problems: [],
        },
        { ok: false, problems: [{ path: 'stages.handle', line: 16 }] },
      ],
    });
    expect(exit).toBe(1);
  });

  test('refuses bytes that are not UTF-8', () => {
    const folder = mkdtempSync(join(tmpdir(), 'programme-'));
    const file = join(folder, 'gbk.yaml');
    writeFileSync(file, Buffer.from([0x61, 0x3a, 0x20, 0xb0, 0xec, 0x0a]));
    expect(run('check', file)).toMatchObject({ err: expect.stringContaining('not UTF-8'), exit: 1 });
    rmSync(folder, { recursive: true });
  });
});

describe('programme show', () => {
  test('reads a programme out', () => {
    expect(run('show', programmePath('longgang'), '--lang', 'zh').out).toMatch(
      /^龙岗区社区民生大盆菜 \(longgang\)\n/,
    );
    expect(run('show', programmePath('longgang')).out).toMatch(/^Longgang community dishes \(longgang\)\n/);
  });

  test('prints programme and sources with --json', () => {
    const shown: unknown = JSON.parse(run('show', programmePath('zhangjiagang'), '--json').out);
    expect(shown).toMatchObject({
      programme: { code: 'zhangjiagang' },
      sources: { 'stages.town-review.limit': expect.stringMatching(/^ZJ9/) },
    });
  });

  test('tells the problems of a bad file', () => {
    expect(run('show', fixturePath('bad-units'))).toMatchObject({
      out: '',
      err: expect.stringContaining('3 wokday'),
      exit: 1,
    });
  });
});
