import type { Instant } from '../../../domain/calendar/instant';
import { Refusal } from '../../../domain/errors';
import type { PrismaClient } from '../../../prisma/client';
import type { Scope } from '../../scope';
import { managedPerson } from '../people/managed-person';

/**
 * A member of staff this administrator manages. Accounts without a post may be residents', and an administrator has
 * no business with where residents live and are called.
 */
export async function managedMember(
  reader: Pick<PrismaClient, 'person'>,
  personId: string,
  scope: Scope,
  now: Instant,
) {
  const person = await managedPerson(reader, personId, scope, now);
  if (person.live.length === 0) throw new Refusal('not-found');
  return person;
}
