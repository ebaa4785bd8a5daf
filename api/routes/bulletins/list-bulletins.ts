import { z } from 'zod';
import { BULLETIN_STATUSES } from '../../../domain/bulletin/edition';
import { identify } from '../../auth/identify';
import { preparesFor } from '../../bulletins/may';
import { readBulletins } from '../../bulletins/read';
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
    const rows = await readBulletins(deps.pool, {
      ...{
        paths: drafts.paths,
        programme: query.programme ?? null,
        organisationId: query.organisationId ?? null,
      },
      ...{ status: query.status ?? null, limit: query.limit + 1 },
      before: decodeCursor(query.cursor, z.tuple([month, z.string().max(64)])),
    });
    const keys = (row: (typeof rows)[number]) => [row.month, row.id];
    return toPage(rows, query.limit, keys, (row) => showLine(row, drafts.covers(row.orgPath)));
  },
});
