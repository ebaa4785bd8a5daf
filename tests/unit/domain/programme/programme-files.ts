import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseProgramme, type ParsedProgramme } from '../../../../domain/programme/parse';
import { ProgrammeError, type Problem } from '../../../../domain/programme/problem';

const ROOT = join(__dirname, '../../../..');

export const SEVEN = [
  'xihu',
  'zhangjiagang',
  'changchun-yangguang',
  'changchun-yingjun',
  'changchun-dongfeng',
  'longgang',
  'nantong',
] as const;

export function programmePath(code: string): string {
  return join(ROOT, 'programmes', `${code}.yaml`);
}

export function fixturePath(name: string): string {
  return join(ROOT, 'tests/fixtures/programmes', `${name}.yaml`);
}

const shipped = new Map<string, ParsedProgramme>();

/** A shipped programme, read once for all tests of a file. */
export function readShipped(code: string): ParsedProgramme {
  const known =
    shipped.get(code) ?? parseProgramme(readFileSync(programmePath(code), 'utf8'), `${code}.yaml`);
  shipped.set(code, known);
  return known;
}

export function fixtureText(name: string): string {
  return readFileSync(fixturePath(name), 'utf8');
}

/** A text with one passage changed; a passage that is not there is a mistake in the test. */
export function edit(text: string, from: string, to: string): string {
  if (!text.includes(from)) throw new Error(`the text does not hold: ${from}`);
  return text.replace(from, () => to);
}

export function problemsOf(text: string, file = 'test.yaml'): readonly Problem[] {
  try {
    parseProgramme(text, file);
  } catch (error) {
    if (error instanceof ProgrammeError) return error.problems;
    throw error;
  }
  return [];
}

/** Problems as `path: message`, for tests that do not care about lines. */
export function messagesOf(text: string): string[] {
  return problemsOf(text).map(({ path, message }) => `${path}: ${message}`);
}
