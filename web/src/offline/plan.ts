import type { Words } from '../i18n/words';
import type { TakenCase } from './model';

/**
 * What a report of a visit on a day will come to, as far as this device knows. `done`: it makes up for these. `early`: what
 * is awaited begins later. `before-order`: a spot check has sent this person, but only later: it will not be taken.
 * `outside`: nothing is awaited, it counts as a visit outside the plan. The server decides; it may know more by then.
 */
export type Plan =
  | { readonly kind: 'done'; readonly names: readonly Words[] }
  | { readonly kind: 'early' | 'before-order'; readonly name: Words; readonly from: string }
  | { readonly kind: 'outside' };

/** Null where the list that was taken along does not say what is awaited. */
export function planOf({ awaited }: TakenCase, personId: string, visitedOn: string): Plan | null {
  if (awaited === undefined || visitedOn === '') return null;
  const mine = awaited.filter((one) => one.personId === null || one.personId === personId);
  const done = mine.filter(({ from }) => from <= visitedOn);
  if (done.length > 0) return { kind: 'done', names: done.map(({ name }) => name) };
  const byDay = mine.toSorted((a, b) => (a.from < b.from ? -1 : 1));
  const ordered = byDay.find((one) => one.personId !== null);
  const [next] = ordered === undefined ? byDay : [ordered];
  if (next === undefined) return { kind: 'outside' };
  return { kind: ordered === undefined ? 'early' : 'before-order', name: next.name, from: next.from };
}
