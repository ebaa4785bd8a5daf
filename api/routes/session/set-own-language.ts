import { z } from 'zod';
import { LANGUAGES } from '../../../domain/language';
import { defineRoute } from '../../route';
import { meSchema, showActor } from './me';

export const setOwnLanguage = defineRoute({
  operation: 'setOwnLanguage',
  method: 'put',
  path: '/api/v1/me/language',
  tag: 'session',
  summary: 'Choose the language of my desk and of the messages to me',
  body: z.strictObject({ language: z.enum(LANGUAGES) }),
  answer: { status: 200, description: 'Me', body: meSchema },
  handle: async ({ deps: { prisma }, actor, body: { language } }) => {
    await prisma.person.update({ where: { id: actor.personId }, data: { language } });
    return showActor(prisma, actor);
  },
});
