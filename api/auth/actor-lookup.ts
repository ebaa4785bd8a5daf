import { LRUCache } from 'lru-cache';
import type { Actor } from '../../domain/actor';
import type { CivilDate } from '../../domain/calendar/civil-date';
import { civilDateOf, epochMs } from '../../domain/calendar/instant';
import { postsOn, type Absence, type TermedPost } from '../../domain/substitute';
import { hashToken } from '../../domain/token';
import type { PrismaClient } from '../../prisma/client';
import type { Clock } from '../clock';
import { termedPost } from './termed-post';

/** How long a revoked right may still work on another instance; on this one `forget` is at once. */
const CACHE_MS = 5_000;

interface Known {
  personId: string;
  displayName: string;
  posts: TermedPost[];
  /** Absences in which this person stands in, with the posts of whoever is absent. */
  absences: (Absence & { posts: TermedPost[] })[];
}

/** Finds who is asking, by person or by API token. Commands ask this each time, so answers live a few seconds. */
export interface ActorLookup {
  byPerson(personId: string, via: Actor['via']): Promise<Actor | null>;
  byToken(token: string): Promise<Actor | null>;
  /** After a change of posts, tokens or persons. */
  forget(): void;
}

export function createActorLookup(prisma: PrismaClient, clock: Clock): ActorLookup {
  const people = new LRUCache<string, Known>({ max: 5_000, ttl: CACHE_MS });
  const tokens = new LRUCache<string, { personId: string; expiresAtMs: number }>({
    max: 5_000,
    ttl: CACHE_MS,
  });

  // What was being read while rights changed is not remembered: it may be from before the change.
  let changes = 0;

  async function byPerson(personId: string, via: Actor['via']): Promise<Actor | null> {
    const before = changes;
    let known = people.get(personId) ?? null;
    if (known === null) {
      known = await readPerson(prisma, personId, civilDateOf(clock.now()));
      if (known !== null && before === changes) people.set(personId, known);
    }
    return known && actorOf(known, via, clock);
  }

  async function byToken(token: string): Promise<Actor | null> {
    const hash = hashToken(token);
    const before = changes;
    let found = tokens.get(hash) ?? null;
    if (found === null) {
      found = await readToken(prisma, hash);
      if (found !== null && before === changes) tokens.set(hash, found);
    }
    if (found === null || found.expiresAtMs <= epochMs(clock.now())) return null;
    return byPerson(found.personId, 'token');
  }

  const forget = () => {
    changes += 1;
    people.clear();
    tokens.clear();
  };
  return { byPerson, byToken, forget };
}

/** Days are looked at each time, so what is remembered never outlives midnight. */
function actorOf({ personId, displayName, posts, absences }: Known, via: Actor['via'], clock: Clock): Actor {
  return { personId, displayName, posts: postsOn(posts, absences, civilDateOf(clock.now())), via };
}

const WITH_POSTS = { posts: { include: { organisation: true }, orderBy: { id: 'asc' } } } as const;

async function readPerson(prisma: PrismaClient, personId: string, today: CivilDate): Promise<Known | null> {
  const person = await prisma.person.findUnique({
    where: { id: personId },
    include: {
      ...WITH_POSTS,
      standsInFor: {
        // An account that was closed has nothing to lend.
        where: { cancelledAt: null, untilDate: { gte: today }, person: { disabledAt: null } },
        include: { person: { include: WITH_POSTS } },
        orderBy: { id: 'asc' },
      },
    },
  });
  if (person === null || person.disabledAt !== null) return null;
  return {
    personId: person.id,
    displayName: person.displayName,
    posts: person.posts.map(termedPost),
    absences: person.standsInFor.map(({ person: absent, ...absence }) => ({
      ...absence,
      posts: absent.posts.map(termedPost),
    })),
  };
}

async function readToken(prisma: PrismaClient, hash: string) {
  const row = await prisma.apiToken.findUnique({ where: { hash } });
  if (row === null || row.revokedAt !== null) return null;
  return { personId: row.personId, expiresAtMs: row.expiresAt?.getTime() ?? Infinity };
}
