import { postsWith, reachOf, type Actor, type ActorPost } from '../domain/actor';
import { Refusal } from '../domain/errors';
import type { Access } from '../domain/permissions';

/** What the actor may see on one route: the organisations its matching posts cover. */
export interface Scope {
  readonly posts: readonly ActorPost[];
  /** Paths of the highest organisations covered; none lies below another. */
  readonly paths: readonly string[];
  covers(orgPath: string): boolean;
  /** For a record that may be missing or lie elsewhere: both answer "not found", so that nobody learns which. */
  require<T extends { orgPath: string }>(row: T | null): T;
}

export function scopeOf(actor: Actor | null, access: Access): Scope {
  const posts = actor === null ? [] : access.who === 'posts' ? counted(actor, access) : actor.posts;
  const paths = topmost(posts.map(reachOf));
  const within = (orgPath: string) => paths.some((path) => orgPath.startsWith(path));
  return {
    posts,
    paths,
    covers: within,
    require: (row) => {
      if (row === null || !within(row.orgPath)) throw new Refusal('not-found');
      return row;
    },
  };
}

function counted(actor: Actor, { roles, where }: Extract<Access, { who: 'posts' }>): ActorPost[] {
  const posts = postsWith(actor, roles);
  return where === 'city' ? posts.filter(isOfCity) : posts;
}

/** At a city, or at the top of a tree that has none. */
function isOfCity({ level, orgPath }: ActorPost): boolean {
  return level === 'CITY' || orgPath.indexOf('/', 1) === orgPath.length - 1;
}

function topmost(paths: string[]): string[] {
  const unique = [...new Set(paths)].sort();
  return unique.filter((path) => !unique.some((other) => other !== path && path.startsWith(other)));
}
