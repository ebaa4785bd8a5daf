import type { Calendar } from '../domain/calendar/calendar';
import { isHeldOn } from '../domain/actor';
import type { Place } from '../domain/case/place';
import type { Level, PostRef, Role } from '../domain/roles';
import { chainOf, organisationFor } from './recipients';
import type { OrganisationNode } from './organisations';

/** A post somebody holds or held, of a person who may still sign in. */
export interface HeldPost {
  personId: string;
  role: Role;
  organisationId: string;
  fromDate: string;
  untilDate: string | null;
}

/** Person ids by role and organisation; firms and grids also under the community they act for. */
export type Holders = ReadonlyMap<string, readonly string[]>;

const LEAVES: readonly Level[] = ['GRID', 'UNIT'];

const key = (role: Role, organisationId: string, leaf: Level | null): string =>
  `${role}@${organisationId}${leaf === null ? '' : `/${leaf}`}`;

/** Who holds which post on a day. */
export function holdersOn(
  posts: readonly HeldPost[],
  tree: ReadonlyMap<string, OrganisationNode>,
  day: string,
): Holders {
  const holders = new Map<string, string[]>();
  const add = (at: string, personId: string): void => {
    const known = holders.get(at);
    if (known === undefined) holders.set(at, [personId]);
    else if (!known.includes(personId)) known.push(personId);
  };
  for (const post of posts) {
    const node = tree.get(post.organisationId);
    if (node === undefined || !isHeldOn(post, day)) continue;
    add(key(post.role, node.id, null), post.personId);
    if (LEAVES.includes(node.level) && node.parentId !== null)
      add(key(post.role, node.parentId, node.level), post.personId);
  }
  return holders;
}

/** What the rules must know of the place of a case, out of what the ledger keeps at hand. */
export function makePlace(
  organisationId: string,
  tree: ReadonlyMap<string, OrganisationNode>,
  calendarOf: (organisationId: string) => Calendar,
  holders: Holders,
): Place {
  const chain = chainOf(organisationId, tree);
  return {
    calendarFor: (post) => calendarOf(organisationFor(post, { organisationId }, tree)),
    holders(post: PostRef) {
      if (LEAVES.includes(post.level)) return holders.get(key(post.role, organisationId, post.level)) ?? [];
      const node = chain.find(({ level }) => level === post.level);
      return node === undefined ? null : (holders.get(key(post.role, node.id, null)) ?? []);
    },
  };
}
