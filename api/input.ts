import { z } from 'zod';
import { Refusal, type FieldFault } from '../domain/errors';
import type { Language } from '../domain/language';
import { inputWords } from './input-words';

/** PostgreSQL cannot keep NUL, and half a surrogate pair is no character: neither may get as far as a handler. */
const NOT_STORABLE = /[\0\p{Surrogate}]/u;

const LOCALE = { zh: z.locales.zhCN().localeError, en: z.locales.en().localeError };

/** Parses one part of a request, and refuses with a JSON pointer for every fault. */
export function parseInput(
  schema: z.ZodType,
  value: unknown,
  at: '' | '/query' | '/params',
  language: Language,
): unknown {
  const result = schema.safeParse(value, { error: LOCALE[language] });
  if (result.success) return result.data;
  throw new Refusal('invalid-input', undefined, {
    errors: result.error.issues.flatMap((issue) => faultsOf(issue, at, language)),
  });
}

function faultsOf(issue: z.core.$ZodIssue, at: string, language: Language): FieldFault[] {
  const message = inputWords(issue.message, language);
  if (issue.code !== 'unrecognized_keys') return [{ pointer: pointer(at, issue.path), message }];
  return issue.keys.map((key) => ({ pointer: pointer(at, [...issue.path, key]), message }));
}

function pointer(at: string, path: readonly PropertyKey[]): string {
  return at + path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** Refuses text that cannot be kept, wherever in the value it stands, names of members included. */
export function refuseBrokenText(value: unknown, at: string): void {
  const found = brokenTextIn(value, 0);
  if (found === null) return;
  // The name of a member of the value itself has no place of its own.
  const place = found === '/' ? at || found : at + found;
  throw new Refusal(
    'text-not-storable',
    {
      zh: '文字中含有空字符（U+0000）或不完整的字符。',
      en: 'The text holds a NUL character (U+0000) or half of a surrogate pair.',
    },
    { errors: [{ pointer: place, message: 'U+0000 / U+D800–U+DFFF' }] },
  );
}

/** Whether PostgreSQL can be asked with this value at all. */
export function isStorable(value: unknown): boolean {
  return brokenTextIn(value, 0) === null;
}

const MAX_DEPTH = 64;

/** Where text is broken, as a pointer into the value; null when nowhere. */
function brokenTextIn(value: unknown, depth: number): string | null {
  if (typeof value === 'string') return NOT_STORABLE.test(value) ? '' : null;
  if (typeof value !== 'object' || value === null) return null;
  if (depth > MAX_DEPTH) {
    throw new Refusal('malformed-request', {
      zh: 'JSON 嵌套过深。',
      en: `JSON may not be nested more than ${MAX_DEPTH} deep.`,
    });
  }
  for (const [key, member] of Object.entries(value)) {
    if (NOT_STORABLE.test(key)) return depth === 0 ? '/' : '';
    const within = brokenTextIn(member, depth + 1);
    if (within !== null) return `${pointer('', [key])}${within}`;
  }
  return null;
}
