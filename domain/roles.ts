/** Levels of the organisation tree, highest first (domain.md 3.9). UNIT is a firm or association below a community. */
export const LEVELS = ['CITY', 'DISTRICT', 'STREET', 'COMMUNITY', 'GRID', 'UNIT'] as const;
export type Level = (typeof LEVELS)[number];

/**
 * What a post can be (domain.md 3.9). Every right in the product hangs on one of these names;
 * `resident` needs no post, `admin` sees no business data.
 */
export const ROLES = [
  'resident',
  'grid-worker',
  'officer',
  'secretary',
  'expert',
  'reviewer',
  'publisher',
  'finance',
  'implementer',
  'inspector',
  'deputy',
  'leader',
  'auditor',
  'operator',
  'admin',
] as const;
export type Role = (typeof ROLES)[number];

/** Roles that work on cases; a programme may name these as owners of a stage. */
export const STAGE_ROLES = [
  'grid-worker',
  'officer',
  'secretary',
  'expert',
  'reviewer',
  'publisher',
  'finance',
  'implementer',
  'inspector',
  'deputy',
  'leader',
] as const satisfies readonly Role[];
export type StageRole = (typeof STAGE_ROLES)[number];

/** Posts that may see the cases they cover: those that work on them, and the auditor. Never the administrator. */
export const CASE_ROLES = [...STAGE_ROLES, 'auditor'] as const satisfies readonly Role[];

/** A role at a level of the tree, written `reviewer@street` in a programme file. */
export interface PostRef {
  role: StageRole;
  level: Level;
}

/** Writes a post the way a programme file does, for messages. */
export function formatPostRef(post: PostRef): string {
  return `${post.role}@${post.level.toLowerCase()}`;
}
