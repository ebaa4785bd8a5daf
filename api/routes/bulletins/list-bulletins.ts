import { z } from 'zod';
import { BULLETIN_STATUSES } from '../../../domain/bulletin/edition';
import { identify } from '../../auth/identify';
import { preparesFor } from '../../bulletins/may';
import { decodeCursor, pageOf, pageQuery, toPage } from '../../cursor';
import { defineRoute } from '../../route';
import { id, month } from '../../schema';
import { bulletinLine, showLine } from './bulletin-schema';

export const listBulletins = defineRoute({
  operation: 'listBulletins',
  method: 'get',
  path: '/api/v1/bulletins',
  tag: 'supervision',
  summary: 'Monthly bulletins (通报), newest month first',
  description: 'Published ones for everybody; drafts for officers and leaders of the city, who prepare them.',
  query: z.strictObject({
    ...pageQuery,
    programme: id.optional(),
    organisationId: id.optional(),
    status: z.enum(BULLETIN_STATUSES).optional(),
  }),
  answer: { status: 200, description: 'A page of bulletins', body: pageOf(bulletinLine) },
  refuses: ['cursor-invalid'],
  handle: async (ctx) => {
    const { deps, query } = ctx;
    const drafts = preparesFor(await identify(ctx.request, ctx));
    const after = decodeCursor(query.cursor, z.tuple([month, z.string().max(64)]));
    const { programme, organisationId, status } = query;
    const rows = await deps.ledger.bulletins.list({
      ...{ drafts: drafts.paths, programme, organisationId, status, limit: query.limit + 1 },
      after: after && { month: after[0], id: after[1] },
    });
    return toPage(
      rows,
      query.limit,
      (row) => [row.month, row.id],
      (row) => showLine(row, drafts.covers(row.orgPath)),
    );
  },
});
