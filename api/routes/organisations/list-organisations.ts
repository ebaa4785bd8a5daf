import { z } from 'zod';
import { Refusal } from '../../../domain/errors';
import { decodeCursor, pageOf, pageQuery, toPage } from '../../cursor';
import { defineRoute } from '../../route';
import { id } from '../../schema';
import { below } from '../../where';
import { organisationSchema, showOrganisation } from './organisation-schema';

export const listOrganisations = defineRoute({
  operation: 'listOrganisations',
  method: 'get',
  path: '/api/v1/organisations',
  tag: 'organisations',
  summary: 'The organisation tree, a parent always before its children',
  query: z.strictObject({
    ...pageQuery,
    under: id.optional().meta({ description: 'Only this organisation and what lies below' }),
  }),
  answer: { status: 200, description: 'A page of the tree', body: pageOf(organisationSchema) },
  refuses: ['not-found'],
  handle: async ({ deps: { prisma }, query }) => {
    const after = decodeCursor(query.cursor, z.tuple([z.string()]));
    const top =
      query.under === undefined ? null : await prisma.organisation.findUnique({ where: { id: query.under } });
    if (query.under !== undefined && top === null) throw new Refusal('not-found');
    const rows = await prisma.organisation.findMany({
      where: { AND: [top ? { path: below(top.path) } : {}, after ? { path: { gt: after[0] } } : {}] },
      orderBy: { path: 'asc' },
      take: query.limit + 1,
    });
    return toPage(rows, query.limit, (row) => [row.path], showOrganisation);
  },
});
