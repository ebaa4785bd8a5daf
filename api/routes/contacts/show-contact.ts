import { z } from 'zod';
import { audit } from '../../audit';
import { defineRoute } from '../../route';
import { id } from '../../schema';
import { contactSchema, showContactRow } from './contact-schema';
import { managedMember } from './managed-member';

export const showContact = defineRoute({
  operation: 'showContact',
  method: 'get',
  path: '/api/v1/people/{personId}/contact',
  tag: 'people',
  summary: 'Where messages to a member of staff go; the reading is recorded',
  params: z.strictObject({ personId: id }),
  answer: { status: 200, description: 'The contact', body: contactSchema },
  handle: async ({ deps: { prisma, clock }, actor, scope, params: { personId }, now }) => {
    await managedMember(prisma, personId, scope, now);
    // Recorded before it is shown: what cannot be recorded is not shown.
    await audit(prisma, {
      at: clock.now(),
      personId: actor.personId,
      action: 'personal-data-read',
      subject: personId,
      data: { what: 'contact' },
    });
    return showContactRow(await prisma.contact.findUnique({ where: { personId } }));
  },
});
