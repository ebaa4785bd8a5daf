import { z } from 'zod';
import { audit } from '../../audit';
import { defineRoute } from '../../route';
import { id, line } from '../../schema';
import { organisationSchema, showOrganisation } from './organisation-schema';

export const renameOrganisation = defineRoute({
  operation: 'renameOrganisation',
  method: 'patch',
  path: '/api/v1/organisations/{organisationId}',
  tag: 'organisations',
  summary: 'Give an organisation another name',
  description: 'Its id and its place in the tree stay: cases hang on them.',
  params: z.strictObject({ organisationId: id }),
  body: z.strictObject({ name: line(100) }),
  answer: { status: 200, description: 'Renamed', body: organisationSchema },
  handle: async ({ deps: { prisma, clock }, actor, body, organisation }) =>
    prisma.$transaction(async (tx) => {
      const row = await tx.organisation.update({ where: { id: organisation.id }, data: body });
      await audit(tx, {
        at: clock.now(),
        personId: actor.personId,
        action: 'organisation-renamed',
        subject: row.id,
      });
      return showOrganisation(row);
    }),
});
