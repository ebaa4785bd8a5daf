import { readFileSync, statSync } from 'node:fs';
import { InvalidArgumentError, type Command } from 'commander';
import { draw, type DrawnStratum } from '../domain/draw/draw';
import { DrawError } from '../domain/draw/errors';
import { readPopulation, type Population } from '../domain/draw/population';
import { print } from './output';

interface DrawOptions {
  readonly population: string;
  readonly strata: readonly string[];
  readonly size: number;
  readonly seed: string;
  readonly minimum: number;
  readonly json?: boolean;
}

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('Expected a whole number such as 40.');
  return Number(text);
}

function bytesOf(file: string): Uint8Array {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found === undefined) throw new Error(`There is no file ${file}.`);
  if (!found.isFile()) throw new Error(`${file} is no file.`);
  return readFileSync(file);
}

/** As the published record has it: small enough to compare by eye. */
function toJson(drawn: readonly DrawnStratum[], { sha256 }: Population): object {
  return {
    strata: drawn.map(({ key, population, quota }) => ({ key, population, quota })),
    sample: drawn.flatMap((stratum) => stratum.drawn.map(({ id }) => id)),
    populationSha256: sha256,
  };
}

function toWords(drawn: readonly DrawnStratum[], { sha256, size }: Population): string {
  const lines = drawn.flatMap(({ key, population, quota, drawn: cases }) => [
    `${key === '' ? 'all' : key}: ${quota} of ${population}`,
    ...cases.map(({ id, rank }) => `  ${id}  ${rank}`),
  ]);
  return [`Population: ${size}, SHA-256 ${sha256}`, ...lines].join('\n');
}

/** Adds `draw`: repeats a random draw from its published files, offline. */
export function registerDraw(program: Command): void {
  const command = program
    .command('draw')
    .description('draw a random sample that anybody can repeat, or repeat one from its published files')
    .requiredOption('--population <file>', 'UTF-8 CSV with a header, a column id and one column per stratum')
    .option(
      '--strata <columns>',
      'the columns that make the strata, such as type,town',
      (text: string) => (text === '' ? [] : text.split(',')),
      [] as string[],
    )
    .requiredOption('--size <number>', 'how many are drawn', wholeNumber)
    .requiredOption('--seed <text>', 'the seed, as it was published')
    .option('--minimum <number>', 'of each stratum at least so many, or all it has', wholeNumber, 0)
    .option('--json', 'print strata, sample and the hash of the population')
    .action((options: DrawOptions) => {
      try {
        const population = readPopulation(bytesOf(options.population), options.strata);
        const drawn = draw(population, options);
        print(command, options.json, toJson(drawn, population), toWords(drawn, population));
      } catch (error) {
        if (!(error instanceof DrawError)) throw error;
        const { code, zh, en, line } = error;
        const file = options.population;
        throw new DrawError(code, `${file}：${zh}`, `${file}: ${en}`, line);
      }
    });
}
