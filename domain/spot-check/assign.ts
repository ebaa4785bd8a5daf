import { createHmac } from 'node:crypto';
import type { RefusalCode, Words } from '../errors';
import type { Level, Role } from '../roles';
import type { SpotCheckEvent } from './events';
import type { SpotCheck, Visits } from './state';

/** Somebody who could be sent, with the organisations of their posts on the day. */
export interface Candidate {
  readonly personId: string;
  readonly name: string;
  readonly posts: readonly {
    readonly organisationId: string;
    readonly orgPath: string;
    readonly role: Role;
  }[];
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

/** Posts whose holders can be sent when a person names them; without names the rule looks among inspectors only. */
export const SENT_ROLES = ['inspector', 'officer', 'finance'] as const satisfies readonly Role[];

/**
 * Why somebody may not be sent to a case, whoever chooses: barred by whoever defined the check, had a hand in the works,
 * holds a post in its own street or community, or one at the organisation that carried them out (domain.md 3.7, 3.9).
 */
export type Bar = 'barred' | 'hand' | 'place' | 'implementer';

export function barOf(candidate: Candidate, one: DrawnCase, barred: Visits['barred']): Bar | null {
  const { personId, posts } = candidate;
  if (barred.some((other) => other.personId === personId)) return 'barred';
  if (one.hands.includes(personId)) return 'hand';
  const home = one.townPath ?? one.orgPath;
  if (posts.some(({ orgPath }) => orgPath.startsWith(home))) return 'place';
  const firms = one.implementers
    .filter(({ level }) => !WHOLE.includes(level))
    .map(({ organisationId }) => organisationId);
  return posts.some(({ organisationId }) => firms.includes(organisationId)) ? 'implementer' : null;
}

/** Why a person cannot be named for a case now: what bars them from it, or where the check stands. */
export type NamingFault = Bar | 'no-post' | 'already' | 'limit';

export const NAMING_FAULTS: Readonly<Record<NamingFault, Words & { readonly code: RefusalCode }>> = {
  'no-post': {
    ...{ code: 'unknown-value', zh: '此人没有本市的检查、经办或财务岗位，不能派去检查。' },
    en: 'They hold no post as an inspector, an officer or in finance in this city.',
  },
  barred: {
    ...{ code: 'same-person', zh: '定义抽查时已要求此人回避。' },
    en: 'Whoever defined the check has barred them.',
  },
  hand: {
    ...{ code: 'same-person', zh: '实施人不得检查自己的项目。' },
    en: 'Whoever carried the works out does not inspect them.',
  },
  place: {
    ...{ code: 'same-person', zh: '此人在该项目所在的镇（街道）任职，不得检查。' },
    en: 'They hold a post in the town or street of the project.',
  },
  implementer: {
    ...{ code: 'same-person', zh: '此人在实施该项目的单位任职，不得检查。' },
    en: 'They hold a post at the organisation that carried the works out.',
  },
  already: {
    ...{ code: 'not-now', zh: '该事项已指派此人。' },
    en: 'This person is assigned to the case already.',
  },
  limit: {
    ...{ code: 'not-now', zh: '此人在本次抽查中的走访已到上限。' },
    en: 'They have as many visits as this check gives to one person.',
  },
};

/** `/zjg/` of `/zjg/yangshe/`: the head of the tree that a path lies in. */
export const cityOf = (orgPath: string): string => orgPath.slice(0, orgPath.indexOf('/', 1) + 1);

/** Decides both who is offered to be named for a drawn case and who is refused; null: they can go. */
export function namingFault(
  check: Pick<SpotCheck, 'assigned' | 'definition'>,
  candidate: Candidate,
  one: DrawnCase,
): NamingFault | null {
  const { personId, posts } = candidate;
  const city = cityOf(one.orgPath);
  const roles: readonly Role[] = SENT_ROLES;
  if (!posts.some(({ role, orgPath }) => roles.includes(role) && orgPath.startsWith(city))) return 'no-post';
  const { barred = [], most = null } = check.definition.visits ?? {};
  const bar = barOf(candidate, one, barred);
  if (bar !== null) return bar;
  const sent = check.assigned?.find(({ caseNumber }) => caseNumber === one.caseNumber);
  if (sent?.personId === personId) return 'already';
  return most !== null && (loadOf(check).get(personId) ?? 0) >= most ? 'limit' : null;
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
      .filter((candidate) => barOf(candidate, one, visits?.barred ?? []) !== null)
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
