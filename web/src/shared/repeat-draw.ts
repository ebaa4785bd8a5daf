import type { SpotCheck } from '../api/generated/schema';

/**
 * The draw of docs/random-draw.md once more, by the reader's own machine from the published files alone, so that nobody
 * has to believe the server.
 */

export interface Row {
  readonly id: string;
  readonly key: string;
}

export interface Ranked {
  readonly id: string;
  readonly rank: string;
}

interface Stratum {
  readonly key: string;
  readonly population: number;
}

const utf8 = new TextEncoder();

function hexOf(bytes: ArrayBuffer): string {
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Whether this browser hashes: it refuses to on a page that came over plain HTTP from another machine. */
export const canHash = (): boolean => isSecureContext;

/** Lower-case hex. */
export async function sha256(of: string | ArrayBuffer): Promise<string> {
  return hexOf(await crypto.subtle.digest('SHA-256', typeof of === 'string' ? utf8.encode(of) : of));
}

/** How to rank: lower-case hex of HMAC-SHA256 with the seed as key and the id as message, both in UTF-8. */
export async function rankBy(seed: string): Promise<(id: string) => Promise<Ranked>> {
  const key = await crypto.subtle.importKey(
    'raw',
    utf8.encode(seed),
    { name: 'HMAC', hash: 'SHA-256' },
    false,
    ['sign'],
  );
  return async (id) => ({ id, rank: hexOf(await crypto.subtle.sign('HMAC', key, utf8.encode(id))) });
}

/** JavaScript compares strings by UTF-16 units; the rule compares code points. */
export function byCodePoints(a: string, b: string): number {
  const [one, other] = [Array.from(a), Array.from(b)];
  for (let i = 0; i < Math.min(one.length, other.length); i += 1) {
    const difference = (one[i]?.codePointAt(0) ?? 0) - (other[i]?.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return one.length - other.length;
}

export function byRank(a: Ranked, b: Ranked): number {
  if (a.rank !== b.rank) return a.rank < b.rank ? -1 : 1;
  return byCodePoints(a.id, b.id);
}

/** The cells of one line of CSV; the population has no line breaks within a cell. */
function cellsOf(line: string): string[] {
  const cells: string[] = [];
  for (const [, quoted, plain] of line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,"]*))/g))
    cells.push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'));
  return cells;
}

/** The rows of the published file, each with the key of its stratum. */
export function rowsOf(bytes: ArrayBuffer, strata: readonly string[]): Row[] {
  const [head = '', ...lines] = new TextDecoder('utf-8', { fatal: true }).decode(bytes).split(/\r?\n/);
  const names = cellsOf(head);
  const at = [names.indexOf('id'), ...strata.map((name) => names.indexOf(name))];
  if (at.includes(-1)) throw new Error('The population lacks a column');
  return lines
    .filter((line) => line !== '')
    .map((line) => {
      const cells = cellsOf(line);
      const [id = '', ...values] = at.map((column) => cells[column] ?? '');
      return { id, key: values.join('|') };
    });
}

export function strataOf(rows: readonly Row[]): Map<string, string[]> {
  const strata = new Map<string, string[]>();
  for (const { id, key } of rows) {
    const ids = strata.get(key);
    if (ids === undefined) strata.set(key, [id]);
    else ids.push(id);
  }
  return strata;
}

function proportional(strata: readonly Stratum[], size: number): Map<string, number> {
  const total = BigInt(strata.reduce((all, { population }) => all + population, 0));
  const shares = strata.map(({ key, population }) => {
    const share = BigInt(size) * BigInt(population);
    return { key, population, quota: Number(share / total), remainder: share % total };
  });
  let left = size - shares.reduce((all, { quota }) => all + quota, 0);
  const inTurn = [...shares].sort((a, b) =>
    a.remainder === b.remainder ? byCodePoints(a.key, b.key) : a.remainder > b.remainder ? -1 : 1,
  );
  for (const share of inTurn) {
    if (left === 0) break;
    if (share.quota === share.population) continue;
    share.quota += 1;
    left -= 1;
  }
  return new Map(shares.map(({ key, quota }) => [key, quota]));
}

/** Largest remainders; with a minimum, short strata get it first and the rest is shared again. */
export function quotasOf(strata: readonly Stratum[], size: number, minimum: number): Map<string, number> {
  const fixed = new Map<string, number>();
  for (;;) {
    const open = strata.filter(({ key }) => !fixed.has(key));
    if (open.length === 0) return fixed;
    const left = size - [...fixed.values()].reduce((all, quota) => all + quota, 0);
    const shared = proportional(open, left);
    const short = open.filter(
      ({ key, population }) => (shared.get(key) ?? 0) < Math.min(minimum, population),
    );
    if (short.length === 0) return new Map([...fixed, ...shared]);
    for (const { key, population } of short) fixed.set(key, Math.min(minimum, population));
  }
}

/** What the rule makes of a population and a seed: the ids, strata in the order of their keys. */
export async function drawAgain(
  rows: readonly Row[],
  { seed, size, minimum }: { seed: string; size: number; minimum: number },
): Promise<string[]> {
  const strata = strataOf(rows);
  const quotas = quotasOf(
    [...strata].map(([key, ids]) => ({ key, population: ids.length })),
    size,
    minimum,
  );
  const rank = await rankBy(seed);
  const sample: string[] = [];
  for (const key of [...strata.keys()].sort(byCodePoints)) {
    const ranked = await Promise.all((strata.get(key) ?? []).map(rank));
    sample.push(
      ...ranked
        .sort(byRank)
        .slice(0, quotas.get(key) ?? 0)
        .map(({ id }) => id),
    );
  }
  return sample;
}

/** The ids of the published sample in its order. */
export const sampleOf = ({ sample }: Pick<SpotCheck, 'sample'>): string[] =>
  (sample ?? []).flatMap(({ drawn }) => drawn.map(({ id }) => id));
