import { z } from 'zod';
import { decodeCursor, pageOf, pageQuery, toPage } from '../../cursor';
import { defineRoute } from '../../route';
import { instant } from '../../schema';
import { showCheck, spotCheckSchema } from './spot-check-schema';

export const listSpotChecks = defineRoute({
  operation: 'listSpotChecks',
  method: 'get',
  path: '/api/v1/spot-checks',
  tag: 'supervision',
  summary: 'Spot checks, newest first',
  query: z.strictObject({
    ...pageQuery,
    underWay: z.enum(['true', 'false']).default('false').meta({
      description: 'Only those that are being drawn, or whose visits and findings are not all done',
    }),
  }),
  answer: { status: 200, description: 'A page of spot checks', body: pageOf(spotCheckSchema) },
  refuses: ['cursor-invalid'],
  handle: async ({ deps: { ledger }, query }) => {
    const before = decodeCursor(query.cursor, z.tuple([instant, z.string().max(64)]));
    const rows = await ledger.spotChecks.list({
      before: before && { definedAt: before[0], id: before[1] },
      ...{ underWay: query.underWay === 'true', limit: query.limit + 1 },
    });
    return toPage(rows, query.limit, ({ state }) => [state.definedAt, state.id], showCheck);
  },
});
