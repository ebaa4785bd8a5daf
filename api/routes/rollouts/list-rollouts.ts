import { z } from 'zod';
import { decodeCursor, pageOf, pageQuery, toPage } from '../../cursor';
import { defineRoute } from '../../route';
import { instant } from '../../schema';
import { rolloutSchema, showRolloutRow } from './rollout-schema';

export const listRollouts = defineRoute({
  operation: 'listRollouts',
  method: 'get',
  path: '/api/v1/rollouts',
  tag: 'rules',
  summary:
    'Changed calendars and programmes that walked through the cases, newest first, and how far they are',
  query: z.strictObject(pageQuery),
  answer: { status: 200, description: 'A page of rollouts', body: pageOf(rolloutSchema) },
  refuses: ['cursor-invalid'],
  handle: async ({ deps: { ledger }, query }) => {
    const before = decodeCursor(query.cursor, z.tuple([instant, z.string().max(64)]));
    const rows = await ledger.rollouts.list({
      before: before && { startedAt: before[0], id: before[1] },
      limit: query.limit + 1,
    });
    return toPage(rows, query.limit, (row) => [row.startedAt, row.id], showRolloutRow);
  },
});
