import { z } from 'zod';
import { defineRoute } from '../../route';
import { id } from '../../schema';
import { contactBody, contactSchema, showContactRow } from './contact-schema';
import { keepContact } from './keep-contact';
import { managedMember } from './managed-member';

export const setContact = defineRoute({
  operation: 'setContact',
  method: 'put',
  path: '/api/v1/people/{personId}/contact',
  tag: 'people',
  summary: 'Say where messages to a member of staff go',
  description: 'Replaces the whole contact.',
  params: z.strictObject({ personId: id }),
  body: contactBody,
  answer: { status: 200, description: 'The contact', body: contactSchema },
  handle: async ({ deps: { prisma, clock }, actor, scope, params: { personId }, body, now }) => {
    const who = { at: clock.now(), personId: actor.personId, subject: personId };
    const row = await prisma.$transaction(async (tx) => {
      await managedMember(tx, personId, scope, now);
      return keepContact(tx, body, who);
    });
    return showContactRow(row);
  },
});
