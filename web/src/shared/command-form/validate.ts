import { z } from 'zod';
import en from 'zod/v4/locales/en.js';
import zhCN from 'zod/v4/locales/zh-CN.js';
import type { Language } from '../../i18n/language';
import type { JsonSchema } from './fields';

const WORDS: Readonly<Record<Language, typeof en>> = { 'zh-CN': zhCN, en };

/** A fault of the form and which field it belongs to; an empty path: the form as a whole. */
export interface Fault {
  readonly path: readonly (string | number)[];
  /** Nothing was filled in where something is needed. */
  readonly isMissing: boolean;
  /** A text that does not have the form it must have. */
  readonly isMisshapen: boolean;
  readonly message: string;
}

/**
 * Checks data by the schema the API published, in the reader's language. The API checks again: this is to tell at
 * once, next to the field.
 */
export function faultsOf(schema: JsonSchema, data: unknown, language: Language): readonly Fault[] {
  // Without code made at run time, which the policy of the page forbids.
  z.config({ ...WORDS[language](), jitless: true });
  const { error } = z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0]).safeParse(data);
  return (error?.issues ?? []).map((issue) => ({
    path: issue.path.filter((step) => typeof step !== 'symbol'),
    isMissing: isMissing(data, issue),
    isMisshapen: issue.code === 'invalid_format',
    message: issue.message,
  }));
}

function isMissing(data: unknown, { path, code }: z.core.$ZodIssue): boolean {
  let at: unknown = data;
  for (const step of path) at = (at as Record<PropertyKey, unknown> | undefined)?.[step];
  return (
    at === undefined && (code === 'invalid_type' || code === 'invalid_value' || code === 'invalid_union')
  );
}
