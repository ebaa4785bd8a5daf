import type { Level, Role } from '../../domain/roles';
import type { TermedPost } from '../../domain/substitute';

interface PostRow {
  role: string;
  organisationId: string;
  fromDate: string;
  untilDate: string | null;
  organisation: { level: string; path: string };
}

/** A post with its organisation, as the domain reads it. */
export function termedPost({ role, organisationId, fromDate, untilDate, organisation }: PostRow): TermedPost {
  return {
    ...{ role: role as Role, level: organisation.level as Level, organisationId },
    ...{ orgPath: organisation.path, fromDate, untilDate },
  };
}
