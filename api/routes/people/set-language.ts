import { z } from 'zod';
import { LANGUAGES } from '../../../domain/language';
import { audit } from '../../audit';
import { defineRoute } from '../../route';
import { id } from '../../schema';
import { managedPerson } from './managed-person';
import { personSchema, showPerson } from './person-schema';

export const setLanguage = defineRoute({
  operation: 'setLanguage',
  method: 'put',
  path: '/api/v1/people/{personId}/language',
  tag: 'people',
  summary: 'Say in which language somebody reads the desk and messages',
  params: z.strictObject({ personId: id }),
  body: z.strictObject({ language: z.enum(LANGUAGES) }),
  answer: { status: 200, description: 'The account', body: personSchema },
  handle: async ({
    deps: { prisma, clock },
    actor,
    scope,
    params: { personId },
    body: { language },
    now,
  }) => {
    const at = clock.now();
    const row = await prisma.$transaction(async (tx) => {
      await managedPerson(tx, personId, scope, now);
      const entry = { at, personId: actor.personId, action: 'language-set', subject: personId } as const;
      await audit(tx, { ...entry, data: { language } });
      return tx.person.update({
        where: { id: personId },
        data: { language },
        include: { posts: { orderBy: { id: 'asc' } } },
      });
    });
    return showPerson(row);
  },
});
