import { covers, postsWith, type Actor, type ActorPost } from '../../../domain/actor';
import type { CivilDate } from '../../../domain/calendar/civil-date';
import type { Role } from '../../../domain/roles';
import type { Candidate } from '../../../domain/substitute';
import type { PrismaClient } from '../../../prisma/client';
import { termedPost } from '../../auth/termed-post';

type Reader = Pick<PrismaClient, 'person' | 'substitute'>;

/** Who arranges substitutes for others: the head of an organisation, and whoever manages its accounts. */
const MANAGERS: readonly Role[] = ['leader', 'admin'];

export function managingPosts(actor: Actor): ActorPost[] {
  return postsWith(actor, MANAGERS);
}

/** A person with what is still to come of posts and absences; null when there is none. */
export async function readCandidate(
  reader: Reader,
  personId: string,
  today: CivilDate,
): Promise<Candidate | null> {
  const person = await reader.person.findUnique({
    where: { id: personId },
    include: {
      posts: {
        where: { OR: [{ untilDate: null }, { untilDate: { gte: today } }] },
        include: { organisation: true },
        orderBy: { id: 'asc' },
      },
    },
  });
  if (person === null) return null;
  const absences = await reader.substitute.findMany({
    where: { cancelledAt: null, untilDate: { gte: today }, OR: [{ personId }, { substituteId: personId }] },
    orderBy: { id: 'asc' },
  });
  return { personId, isDisabled: person.disabledAt !== null, posts: person.posts.map(termedPost), absences };
}

/**
 * Whether the actor decides for this person: oneself, or a leader or administrator whose posts cover every post of
 * that person. Were one enough, a leader below could hand on a post above.
 */
export function decidesFor(
  actor: Actor,
  { personId, posts }: Pick<Candidate, 'personId' | 'posts'>,
): boolean {
  if (actor.personId === personId) return true;
  const mine = managingPosts(actor);
  return posts.length > 0 && posts.every((post) => mine.some((one) => covers(one, post.orgPath)));
}
