import { defineRoute } from '../../route';
import { contactBody, contactSchema, showContactRow } from './contact-schema';
import { keepContact } from './keep-contact';

export const setOwnContact = defineRoute({
  operation: 'setOwnContact',
  method: 'put',
  path: '/api/v1/me/contact',
  tag: 'people',
  summary: 'Say where messages to me go, and by which channels I want none',
  description: 'Replaces the whole contact.',
  body: contactBody,
  answer: { status: 200, description: 'My contact', body: contactSchema },
  handle: async ({ deps: { prisma, clock }, actor, body }) => {
    const who = { at: clock.now(), personId: actor.personId, subject: actor.personId };
    return showContactRow(await prisma.$transaction((tx) => keepContact(tx, body, who)));
  },
});
