import { createHmac } from 'node:crypto';
import type { Level } from '../roles';
import type { SpotCheckEvent } from './events';
import type { SpotCheck, Visits } from './state';

/** Somebody who could be sent, with the organisations of their posts on the day. */
export interface Candidate {
  readonly personId: string;
  readonly name: string;
  readonly posts: readonly { readonly organisationId: string; readonly orgPath: string }[];
}

/** A drawn case as the rule looks at it. */
export interface DrawnCase {
  readonly caseNumber: string;
  readonly orgPath: string;
  /** The street it lies in; null where the tree has none above it. */
  readonly townPath: string | null;
  /** Everybody who had a hand in the works, the person in charge included. */
  readonly hands: readonly string[];
  /** Where those hold posts as implementers. */
  readonly implementers: readonly { readonly organisationId: string; readonly level: Level }[];
}

/** A case and those of the candidates that are barred from it: what the record has. */
export interface Open {
  readonly caseNumber: string;
  readonly barred: readonly string[];
}

/** A city or district has many hands: one of them being at work does not bar all the others. */
const WHOLE: readonly Level[] = ['CITY', 'DISTRICT'];

/**
 * Whether somebody may not be sent to a case: they hold a post in its own street or community, or one at the organisation
 * that carried the works out, had a hand in them, or were barred by whoever defined the check (domain.md 3.7, 3.9).
 */
export function isBarred(candidate: Candidate, one: DrawnCase, barred: Visits['barred']): boolean {
  const { personId, posts } = candidate;
  if (barred.some((other) => other.personId === personId) || one.hands.includes(personId)) return true;
  const home = one.townPath ?? one.orgPath;
  const firms = one.implementers
    .filter(({ level }) => !WHOLE.includes(level))
    .map(({ organisationId }) => organisationId);
  return posts.some(
    ({ organisationId, orgPath }) => orgPath.startsWith(home) || firms.includes(organisationId),
  );
}

/** Lower-case hex of HMAC-SHA256 with the seed as key and `inspector|case|person` as message. */
export function inspectorRank(seed: string, caseNumber: string, personId: string): string {
  return createHmac('sha256', seed).update(`inspector|${caseNumber}|${personId}`, 'utf8').digest('hex');
}

/**
 * Who goes where, so that nobody can choose: cases with the fewest eligible people first, equal ones in the order of the
 * sample; each gets the eligible person with the fewest visits so far, of equal ones that with the lowest rank.
 *
 * @param load visits that people of this check have already
 * @param most nobody gets more
 * @returns case → person, or null where nobody is eligible
 */
export function assignInspectors(
  seed: string,
  { cases, candidates }: { cases: readonly Open[]; candidates: readonly string[] },
  { most, load = new Map() }: { most: number | null; load?: ReadonlyMap<string, number> },
): Map<string, string | null> {
  const visits = new Map(load);
  const count = (personId: string): number => visits.get(personId) ?? 0;
  const turns = cases.map((one, i) => ({
    ...{ ...one, i },
    eligible: candidates.filter((personId) => !one.barred.includes(personId)),
  }));
  turns.sort((a, b) => a.eligible.length - b.eligible.length || a.i - b.i);
  const answer = new Map<string, string | null>(cases.map(({ caseNumber }) => [caseNumber, null]));
  for (const { caseNumber, eligible } of turns) {
    const ranked = eligible
      .filter((personId) => most === null || count(personId) < most)
      .map((personId) => ({ personId, rank: inspectorRank(seed, caseNumber, personId) }));
    ranked.sort((a, b) => count(a.personId) - count(b.personId) || (a.rank < b.rank ? -1 : 1));
    const first = ranked[0];
    if (first === undefined) continue;
    visits.set(first.personId, count(first.personId) + 1);
    answer.set(caseNumber, first.personId);
  }
  return answer;
}

/** How many visits people of a check have. */
export function loadOf({ assigned = [] }: Pick<SpotCheck, 'assigned'>): Map<string, number> {
  const load = new Map<string, number>();
  for (const { personId } of assigned)
    if (personId !== null) load.set(personId, (load.get(personId) ?? 0) + 1);
  return load;
}

/** The line that the rule makes for drawn cases that nobody has been looked for yet. */
export function assignedFacts(
  check: SpotCheck,
  candidates: readonly Candidate[],
  cases: readonly DrawnCase[],
): Extract<SpotCheckEvent, { type: 'InspectorsAssigned' }>['facts'] {
  const { visits } = check.definition;
  const inOrder = [...candidates].sort((a, b) => (a.personId < b.personId ? -1 : 1));
  const open = cases.map((one) => ({
    caseNumber: one.caseNumber,
    barred: inOrder
      .filter((candidate) => isBarred(candidate, one, visits?.barred ?? []))
      .map(({ personId }) => personId),
  }));
  const ids = inOrder.map(({ personId }) => personId);
  const rule = { most: visits?.most ?? null, load: loadOf(check) };
  const found = assignInspectors(check.seed ?? '', { cases: open, candidates: ids }, rule);
  return {
    candidates: inOrder.map(({ personId, name }) => ({ personId, name })),
    cases: open.map((one) => ({ ...one, personId: found.get(one.caseNumber) ?? null })),
  };
}
