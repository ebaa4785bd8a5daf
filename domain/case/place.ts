import type { Calendar } from '../calendar/calendar';
import type { Relation } from '../programme/ladder-schema';
import { LEVELS, type Level, type PostRef } from '../roles';

/** What the rules must know of the place of a case: whose calendar counts, and which posts somebody holds. */
export interface Place {
  /** The calendar and working hours of the organisation in which this post works. */
  calendarFor(post: PostRef): Calendar;
  /** Ids of the people who hold a post; null where the tree has no organisation of that level. */
  holders(post: PostRef): readonly string[] | null;
}

/** The post that stands in a relation to the owner of a clock. */
export function relatedPost(relation: Relation, owner: PostRef): PostRef {
  switch (relation) {
    case 'owner':
      return owner;
    case 'deputy':
      return { role: 'deputy', level: owner.level };
    case 'head':
      return headOf(owner.level);
    case 'above':
      return officerAbove(owner) ?? headOf(owner.level);
    case 'street':
      return { role: 'officer', level: 'STREET' };
    case 'bureau':
      return { role: 'officer', level: 'DISTRICT' };
    case 'supervising-leader':
      return { role: 'leader', level: 'DISTRICT' };
    default:
      return relation satisfies never;
  }
}

/** A community is headed by its party secretary, a grid by that of its community (domain.md 3.9). */
export function headOf(level: Level): PostRef {
  if (level === 'COMMUNITY' || level === 'GRID') return { role: 'secretary', level: 'COMMUNITY' };
  return { role: 'leader', level };
}

/** Firms and grids both stand below their community, not one below the other. */
function levelAbove(level: Level): Level | null {
  return level === 'UNIT' ? 'COMMUNITY' : (LEVELS[LEVELS.indexOf(level) - 1] ?? null);
}

function officerAbove({ level }: PostRef): PostRef | null {
  const above = levelAbove(level);
  return above === null ? null : { role: 'officer', level: above };
}

/** The head of the organisation of a post and the heads above it, up to the top. */
export function headsOver(post: PostRef): PostRef[] {
  const heads: PostRef[] = [];
  for (let level: Level | null = post.level; level !== null; level = levelAbove(level)) {
    const head = headOf(level);
    if (!heads.some((known) => samePost(known, head))) heads.push(head);
  }
  return heads;
}

/** Who is asked next when a post does not answer: the head of its organisation, then the officer one level up. */
export function postAbove(post: PostRef): PostRef | null {
  const head = headOf(post.level);
  return samePost(post, head) ? officerAbove(post) : head;
}

/** A post with people in it, and the one it was meant for when nobody holds that. */
export interface Filled {
  post: PostRef;
  instead: PostRef | null;
}

/**
 * The nearest post from here upwards that somebody holds. A level that the city does not have is passed over in
 * silence; an empty post is named, so that whoever is told instead knows why. With nobody up to the top the message
 * stays at the post itself, where the next holder finds it.
 */
export function filledPost(wanted: PostRef, place: Place): Filled {
  let empty: PostRef | null = null;
  for (let post: PostRef | null = wanted; post !== null; post = postAbove(post)) {
    const holders = place.holders(post);
    if (holders === null) continue;
    if (holders.length > 0) return { post, instead: empty };
    empty ??= post;
  }
  return { post: empty ?? wanted, instead: null };
}

/** How high a post stands: by its level, and the head above everybody else there. */
function height({ role, level }: PostRef): number {
  return (LEVELS.length - LEVELS.indexOf(level)) * 2 + (samePost({ role, level }, headOf(level)) ? 1 : 0);
}

/** Several relations as posts with people in them, each once, whoever stands highest last. */
export function filledPosts(relations: readonly Relation[], owner: PostRef, place: Place): Filled[] {
  const found: Filled[] = [];
  for (const relation of relations) {
    const next = filledPost(relatedPost(relation, owner), place);
    const known = found.find(({ post }) => samePost(post, next.post));
    if (known === undefined) found.push(next);
    else known.instead ??= next.instead;
  }
  return found.sort((a, b) => height(a.post) - height(b.post));
}

export function samePost(a: PostRef, b: PostRef): boolean {
  return a.role === b.role && a.level === b.level;
}
