import { z } from 'zod';
import type { JsonSchema } from './fields';

/** A fault of the form and which field it belongs to; an empty path: the form as a whole. */
export interface Fault {
  readonly path: readonly (string | number)[];
  /** Nothing was filled in where something is needed. */
  readonly isMissing: boolean;
  readonly message: string;
}

/**
 * Checks data by the schema the API published, in the reader's language. The API checks again: this is to tell at
 * once, next to the field.
 */
export async function faultsOf(
  schema: JsonSchema,
  data: unknown,
  language: 'zh-CN' | 'en',
): Promise<readonly Fault[]> {
  const locale =
    language === 'en' ? await import('zod/v4/locales/en.js') : await import('zod/v4/locales/zh-CN.js');
  // Without code made at run time, which the policy of the page forbids.
  z.config({ ...locale.default(), jitless: true });
  const { error } = z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0]).safeParse(data);
  return (error?.issues ?? []).map((issue) => ({
    path: issue.path.filter((step) => typeof step !== 'symbol'),
    isMissing: isMissing(data, issue),
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
