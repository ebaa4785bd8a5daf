import { z } from 'zod';
import { audit } from '../../audit';
import { defineRoute } from '../../route';
import { id } from '../../schema';
import { managedPerson } from './managed-person';

export const enablePerson = defineRoute({
  operation: 'enablePerson',
  method: 'post',
  path: '/api/v1/people/{personId}/enable',
  tag: 'people',
  summary: 'Open a closed account again',
  params: z.strictObject({ personId: id }),
  answer: { status: 204, description: 'Open' },
  handle: async ({ deps: { prisma, clock }, actor, actors, scope, params: { personId }, now }) => {
    await prisma.$transaction(async (tx) => {
      const person = await managedPerson(tx, personId, scope, now);
      if (person.disabledAt === null) return;
      await tx.person.update({ where: { id: personId }, data: { disabledAt: null } });
      await audit(tx, {
        at: clock.now(),
        personId: actor.personId,
        action: 'person-enabled',
        subject: personId,
      });
    });
    actors.forget();
    return undefined;
  },
});
