import { defineRoute } from '../../route';
import { contactSchema, showContactRow } from './contact-schema';

export const showOwnContact = defineRoute({
  operation: 'showOwnContact',
  method: 'get',
  path: '/api/v1/me/contact',
  tag: 'people',
  summary: 'Where messages to me go besides the product',
  answer: { status: 200, description: 'My contact', body: contactSchema },
  handle: async ({ deps, actor }) =>
    showContactRow(await deps.prisma.contact.findUnique({ where: { personId: actor.personId } })),
});
