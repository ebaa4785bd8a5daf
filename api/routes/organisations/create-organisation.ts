import { z } from 'zod';
import { Refusal } from '../../../domain/errors';
import { LEVELS, type Level } from '../../../domain/roles';
import { audit } from '../../audit';
import { isUniqueViolation } from '../../refusal-of';
import { defineRoute } from '../../route';
import { id, level, line } from '../../schema';
import { organisationSchema, showOrganisation } from './organisation-schema';

export const createOrganisation = defineRoute({
  operation: 'createOrganisation',
  method: 'post',
  path: '/api/v1/organisations',
  tag: 'organisations',
  summary: 'Add an organisation below another',
  body: z.strictObject({
    id: z.string().regex(/^[a-z0-9][a-z0-9-]{1,39}$/, 'expected 2–40 of a-z, 0-9 and "-"'),
    parentId: id,
    name: line(100),
    level,
  }),
  organisationOf: ({ body }) => body.parentId,
  answer: { status: 201, description: 'Added', body: organisationSchema },
  refuses: ['already-exists', 'level-order'],
  handle: async ({ deps: { prisma, clock }, actor, actors, body, organisation }) => {
    if (LEVELS.indexOf(body.level) <= LEVELS.indexOf(organisation.level as Level))
      throw new Refusal('level-order');
    const data = { ...body, path: `${organisation.path}${body.id}/` };
    const row = await prisma
      .$transaction(async (tx) => {
        const made = await tx.organisation.create({ data });
        await audit(tx, {
          at: clock.now(),
          personId: actor.personId,
          action: 'organisation-created',
          subject: made.id,
        });
        return made;
      })
      .catch((error: unknown) => {
        throw isUniqueViolation(error) ? new Refusal('already-exists') : error;
      });
    actors.forget();
    return showOrganisation(row);
  },
});
