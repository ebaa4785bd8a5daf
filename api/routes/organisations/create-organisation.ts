import { z } from 'zod';
import { refusalAt } from '../../../domain/errors';
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
      throw refusalAt('level-order', '/level', {
        zh: '下级组织的层级必须低于上级组织，请另选层级或上级。',
        en: 'An organisation is of a lower level than the one above it: choose another level, or another place for it.',
      });
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
        throw isUniqueViolation(error)
          ? refusalAt('already-exists', '/id', {
              zh: '这个编号已有组织使用，请换一个编号。',
              en: 'There is an organisation with this id already: choose another one.',
            })
          : error;
      });
    actors.forget();
    return showOrganisation(row);
  },
});
