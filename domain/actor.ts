import type { CivilDate } from './calendar/civil-date';
import { STAGE_ROLES, type Level, type Role } from './roles';

/** One post by which a person acts today: held, or somebody else's while that person is absent (代班). */
export interface ActorPost {
  role: Role;
  level: Level;
  organisationId: string;
  /** Ancestors and self of the organisation, e.g. `/zjg/yangshe/`. */
  orgPath: string;
  /** Whose post it is, when the actor only stands in for that person. */
  standsInFor?: string;
}

/** Who is asking. */
export interface Actor {
  personId: string;
  displayName: string;
  posts: ActorPost[];
  via: 'session' | 'token';
}

/** The people for whom an actor stands in today. */
export function absentPeopleOf(actor: Actor): string[] {
  return [
    ...new Set(actor.posts.flatMap(({ standsInFor }) => (standsInFor === undefined ? [] : [standsInFor]))),
  ];
}

/** A post at a street sees its communities, never the other way round and never a neighbour. */
export function covers(post: Pick<ActorPost, 'orgPath'>, orgPath: string): boolean {
  return orgPath.startsWith(post.orgPath);
}

/**
 * The path below which a post works. A firm or a grid acts for the community above it, like on a case (domain.md 3.9);
 * whoever manages accounts or reads the log does so for their own place only.
 */
export function reachOf({ role, level, orgPath }: ActorPost): string {
  const actsAbove = (level === 'GRID' || level === 'UNIT') && (STAGE_ROLES as readonly Role[]).includes(role);
  const above = orgPath.slice(0, orgPath.lastIndexOf('/', orgPath.length - 2) + 1);
  return actsAbove && above !== '/' ? above : orgPath;
}

/** The posts of an actor with one of these roles. */
export function postsWith(actor: Actor, roles: readonly Role[]): ActorPost[] {
  return actor.posts.filter((post) => roles.includes(post.role));
}

/** A post counts from its first day to its last, both included. */
export function isHeldOn(
  post: { fromDate: CivilDate; untilDate: CivilDate | null },
  day: CivilDate,
): boolean {
  return post.fromDate <= day && (post.untilDate === null || day <= post.untilDate);
}

/**
 * Where duties and messages for the posts of an actor lie: at the organisation of the post. A firm or a grid acts
 * for the community above it, so what is for "the grid worker here" lies there.
 */
export function addressesOf(actor: Actor): { role: Role; organisationId: string }[] {
  return actor.posts.flatMap(({ role, level, organisationId, orgPath }) => {
    const above = orgPath.split('/').at(-3);
    const own = { role, organisationId };
    return (level === 'GRID' || level === 'UNIT') && above ? [own, { role, organisationId: above }] : [own];
  });
}

/** Rules are made at the head of a tree: by a city, or by a district that has no city above it. */
export function isTopOfTree({ level, orgPath }: ActorPost): boolean {
  return level === 'CITY' || (level === 'DISTRICT' && orgPath.split('/').length === 3);
}
