import { LRUCache } from 'lru-cache';
import { isHeldOn, type Actor, type ActorPost } from '../../domain/actor';
import { civilDateOf, epochMs } from '../../domain/calendar/instant';
import type { Level, Role } from '../../domain/roles';
import { hashToken } from '../../domain/token';
import type { PrismaClient } from '../../prisma/client';
import type { Clock } from '../ports';

/** How long a revoked right may still work on another instance; on this one `forget` is at once. */
const CACHE_MS = 5_000;

interface HeldPost extends ActorPost {
  fromDate: string;
  untilDate: string | null;
}
interface Known {
  personId: string;
  displayName: string;
  posts: HeldPost[];
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

  async function byPerson(personId: string, via: Actor['via']): Promise<Actor | null> {
    const known = people.get(personId) ?? (await readPerson(prisma, personId));
    if (known === null) return null;
    people.set(personId, known, { ttl: people.getRemainingTTL(personId) || CACHE_MS });
    return actorOf(known, via, clock);
  }

  async function byToken(token: string): Promise<Actor | null> {
    const hash = hashToken(token);
    const found = tokens.get(hash) ?? (await readToken(prisma, hash));
    if (found === null || found.expiresAtMs <= epochMs(clock.now())) return null;
    tokens.set(hash, found, { ttl: tokens.getRemainingTTL(hash) || CACHE_MS });
    return byPerson(found.personId, 'token');
  }

  const forget = () => {
    people.clear();
    tokens.clear();
  };
  return { byPerson, byToken, forget };
}

function actorOf(known: Known, via: Actor['via'], clock: Clock): Actor {
  const today = civilDateOf(clock.now());
  const posts = known.posts
    .filter((post) => isHeldOn(post, today))
    .map(({ role, level, organisationId, orgPath }) => ({ role, level, organisationId, orgPath }));
  return { personId: known.personId, displayName: known.displayName, posts, via };
}

async function readPerson(prisma: PrismaClient, personId: string): Promise<Known | null> {
  const person = await prisma.person.findUnique({
    where: { id: personId },
    include: { posts: { include: { organisation: true }, orderBy: { id: 'asc' } } },
  });
  if (person === null || person.disabledAt !== null) return null;
  return {
    personId: person.id,
    displayName: person.displayName,
    posts: person.posts.map((post) => ({
      role: post.role as Role,
      level: post.organisation.level as Level,
      organisationId: post.organisationId,
      orgPath: post.organisation.path,
      fromDate: post.fromDate,
      untilDate: post.untilDate,
    })),
  };
}

async function readToken(prisma: PrismaClient, hash: string) {
  const row = await prisma.apiToken.findUnique({ where: { hash } });
  if (row === null || row.revokedAt !== null) return null;
  return { personId: row.personId, expiresAtMs: row.expiresAt?.getTime() ?? Infinity };
}
