import type { Role } from './roles';

/** Whoever manages accounts sees no business data, and whoever reads the log has nothing in it (domain.md 3.9). */
export const HELD_ALONE: readonly Role[] = ['admin', 'auditor'];

/** Whether a person who holds these roles may be given this one as well. */
export function postsClash(role: Role, held: readonly Role[]): boolean {
  return held.some((other) => other !== role && (HELD_ALONE.includes(role) || HELD_ALONE.includes(other)));
}
