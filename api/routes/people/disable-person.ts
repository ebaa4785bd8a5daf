import { z } from 'zod';
import { Refusal } from '../../../domain/errors';
import { audit } from '../../audit';
import { defineRoute } from '../../route';
import { id, toDate } from '../../schema';
import { managedPerson } from './managed-person';

export const disablePerson = defineRoute({
  operation: 'disablePerson',
  method: 'post',
  path: '/api/v1/people/{personId}/disable',
  tag: 'people',
  summary: 'Close an account: its sessions and tokens end',
  params: z.strictObject({ personId: id }),
  answer: { status: 204, description: 'Closed' },
  handle: async ({ deps: { prisma, clock }, actor, actors, scope, sessions, params: { personId }, now }) => {
    if (personId === actor.personId) {
      throw new Refusal('forbidden', {
        zh: '不能停用自己的账号。',
        en: 'You cannot disable your own account.',
      });
    }
    const at = clock.now();
    await prisma.$transaction(async (tx) => {
      const person = await managedPerson(tx, personId, scope, now);
      if (person.disabledAt !== null) return;
      await tx.person.update({ where: { id: personId }, data: { disabledAt: toDate(at) } });
      await audit(tx, { at, personId: actor.personId, action: 'person-disabled', subject: personId });
    });
    await sessions.endAllOf(personId);
    actors.forget();
    return undefined;
  },
});
