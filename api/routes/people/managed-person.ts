import { covers } from '../../../domain/actor';
import { civilDateOf, type Instant } from '../../../domain/calendar/instant';
import { Refusal } from '../../../domain/errors';
import type { PrismaClient } from '../../../prisma/client';
import type { Scope } from '../../scope';

type Reader = Pick<PrismaClient, 'person'>;

/**
 * A person this administrator manages: every post held now or later lies within the administrator's own area.
 * Were one enough, an administrator below could set the password of one above.
 */
export async function managedPerson(reader: Reader, personId: string, scope: Scope, now: Instant) {
  const person = await reader.person.findUnique({
    where: { id: personId },
    include: { posts: { include: { organisation: true }, orderBy: { id: 'asc' } } },
  });
  if (person === null) throw new Refusal('not-found');
  const today = civilDateOf(now);
  const live = person.posts.filter((post) => post.untilDate === null || post.untilDate >= today);
  const within = live.every((post) => scope.posts.some((mine) => covers(mine, post.organisation.path)));
  if (!within) throw new Refusal('not-found');
  return { ...person, live };
}
