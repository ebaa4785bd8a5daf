import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { registerDraw } from '../../../cli/draw';

const FILE = join(__dirname, '../../fixtures/draw/population.csv');
const SAMPLE = JSON.parse(
  readFileSync(join(__dirname, '../../fixtures/draw/sample.json'), 'utf8'),
) as unknown;

/** What it prints; what it refuses is thrown, and worded by the program. */
function banjie(...args: string[]): string {
  let out = '';
  const program = new Command('banjie').exitOverride().configureOutput({
    writeOut: (text) => (out += text),
    writeErr: () => undefined,
  });
  registerDraw(program);
  program.parse(['draw', ...args], { from: 'user' });
  return out;
}
const asked = (file: string, ...more: string[]) => [
  ...['--population', file, '--strata', 'type,town', '--size', '40', '--seed', '20260101 张家港'],
  ...more,
];

it('prints the sample as one line of JSON', () => {
  const out = banjie(...asked(FILE, '--json'));
  expect(JSON.parse(out)).toEqual(SAMPLE);
  expect(out).toMatch(
    /^\{"strata":\[\{"key":"[^"]+","population":\d+,"quota":\d+\}.*"populationSha256":"[0-9a-f]{64}"\}\n$/,
  );
});

it('prints it in words, with the rank of each', () => {
  const lines = banjie(...asked(FILE))
    .trimEnd()
    .split('\n');
  const { strata, sample, populationSha256 } = SAMPLE as {
    strata: { key: string; population: number; quota: number }[];
    sample: string[];
    populationSha256: string;
  };
  expect(lines[0]).toBe(`Population: 137, SHA-256 ${populationSha256}`);
  expect(lines.filter((line) => !line.startsWith(' ')).slice(1)).toEqual(
    strata.map(({ key, population, quota }) => `${key}: ${quota} of ${population}`),
  );
  expect(lines.flatMap((line) => /^ {2}(\S+) {2}[0-9a-f]{64}$/.exec(line)?.[1] ?? [])).toEqual(sample);
});

it('takes no strata for one', () => {
  const all = ['--population', FILE, '--size', '4', '--seed', 's'];
  expect(banjie(...all, '--strata', '')).toBe(banjie(...all));
});

describe('bad input', () => {
  const folder = mkdtempSync(join(tmpdir(), 'banjie-draw-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each<[string, string[], RegExp]>([
    ['no such file', asked(join(folder, 'none.csv')), /^There is no file .*none\.csv\.$/],
    ['a folder', asked(folder), /is no file\.$/],
    [
      'a size that is no number',
      ['--population', FILE, '--size', '4.5', '--seed', 's'],
      /whole number such as 40/,
    ],
    [
      'more than there are',
      ['--population', FILE, '--size', '138', '--seed', 's'],
      /138 are to be drawn and the population has 137 only\.$/,
    ],
    ['no seed', ['--population', FILE, '--size', '4'], /--seed/],
    ['an empty seed', ['--population', FILE, '--size', '4', '--seed', ''], /The seed is empty\.$/],
    [
      'no such column',
      ['--population', FILE, '--strata', 'ward', '--size', '4', '--seed', 's'],
      /population\.csv: There is no column "ward"; there is: id, type, town, amount\.$/,
    ],
  ])('%s', (_what, args, message) => {
    expect(() => banjie(...args)).toThrow(message);
  });

  it('a list that is not readable names the file', () => {
    const file = join(folder, 'odd.csv');
    writeFileSync(file, 'id,type,town\nP1,a\n');
    expect(() => banjie(...asked(file))).toThrow(/odd\.csv: The population is not readable CSV/);
  });
});
