import { z } from 'zod';
import { Refusal } from '../domain/errors';
import { isStorable } from './input';

export const MAX_PAGE = 200;

/** Query members every list takes. */
export const pageQuery = {
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(MAX_PAGE)
    .default(50)
    .meta({ description: `1–${MAX_PAGE}` }),
  cursor: z.string().max(500).optional().meta({ description: 'nextCursor of the page before' }),
};

/** The shape every list answers with. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.strictObject({ items: z.array(item), nextCursor: z.string().nullable() });
}

/** A keyset as an opaque word. */
export function encodeCursor(keys: readonly (string | number | null)[]): string {
  return Buffer.from(JSON.stringify(keys)).toString('base64url');
}

/** Reads a cursor by the shape of its keys; null when there is none. */
export function decodeCursor<T extends z.ZodType>(cursor: string | undefined, keys: T): z.output<T> | null {
  if (cursor === undefined) return null;
  const parsed = keys.safeParse(readJson(cursor));
  if (parsed.success && isStorable(parsed.data)) return parsed.data;
  throw new Refusal('cursor-invalid');
}

function readJson(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}

/** Cuts `limit + 1` rows to a page; the row too many only tells that there is a next page. */
export function toPage<Row, Item>(
  rows: readonly Row[],
  limit: number,
  keysOf: (row: Row) => readonly (string | number | null)[],
  show: (row: Row) => Item,
): { items: Item[]; nextCursor: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const more = rows.length > limit && last !== undefined;
  return { items: shown.map(show), nextCursor: more ? encodeCursor(keysOf(last)) : null };
}
