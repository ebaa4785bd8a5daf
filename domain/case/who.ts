import type { Actor, ActorPost } from '../actor';
import { CASE_ROLES, type PostRef, type Role } from '../roles';
import type { CaseState } from './state';

type Place = Pick<CaseState, 'orgPath'>;

/** A post covers a case of its own organisation or of one below it; firms and grids act for the community above them. */
export function covers(post: ActorPost, place: Place): boolean {
  if (place.orgPath.startsWith(post.orgPath)) return true;
  return (post.level === 'UNIT' || post.level === 'GRID') && post.orgPath.startsWith(place.orgPath);
}

/** The post by which the actor is what a programme asks for (`reviewer@street`) on this case, if any. */
export function postFor(actor: Actor, ref: PostRef, place: Place): ActorPost | null {
  return actor.posts.find((p) => p.role === ref.role && p.level === ref.level && covers(p, place)) ?? null;
}

/** Any post with one of these roles that covers the case. */
export function anyPost(actor: Actor, roles: readonly Role[], place: Place): ActorPost | null {
  return actor.posts.find((p) => roles.includes(p.role) && covers(p, place)) ?? null;
}

/** How a post is written into the ledger: enough to read later, no resident's name. */
export function postLabel(post: ActorPost): string {
  const held = `${post.role}@${post.organisationId}`;
  return post.standsInFor === undefined ? held : `${held}(代 ${post.standsInFor})`;
}

/** Who may see a case at all: a post that covers it, whoever opened it or was sent to look at it, and the people behind its suggestions. */
export function maySee(
  actor: Actor,
  state: Pick<CaseState, 'orgPath' | 'openedBy' | 'submittedBy' | 'visits'>,
  proposers: readonly (string | null)[],
): boolean {
  if (actor.posts.some((post) => (CASE_ROLES as readonly Role[]).includes(post.role) && covers(post, state)))
    return true;
  const sent = state.visits.map(({ inspectorId }) => inspectorId);
  return [state.openedBy, state.submittedBy, ...sent, ...proposers].includes(actor.personId);
}

/** Reads what `postLabel` wrote; null for anything else. */
export function readPostLabel(
  label: string,
): { role: string; organisationId: string; standsInFor: string | null } | null {
  const [, role, organisationId, standsInFor] = /^([a-z-]+)@([^(]+?)(?:\(代 (.+)\))?$/.exec(label) ?? [];
  if (role === undefined || organisationId === undefined) return null;
  return { role, organisationId, standsInFor: standsInFor ?? null };
}
