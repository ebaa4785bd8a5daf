import { z } from 'zod';
import { Refusal } from '../../../domain/errors';
import { decodeCursor, pageOf, pageQuery, toPage } from '../../cursor';
import { defineRoute } from '../../route';
import { civilDate, id } from '../../schema';
import { closureSchema, showClosure } from './closure-schema';

export const listClosures = defineRoute({
  operation: 'listClosures',
  method: 'get',
  path: '/api/v1/calendar/closures',
  tag: 'rules',
  summary: 'Days on which places rest or work by themselves, by date',
  query: z.strictObject({
    ...pageQuery,
    organisationId: id
      .optional()
      .meta({ description: 'Those that count there: its own and those of the places above it' }),
    withCancelled: z.enum(['true', 'false']).default('false'),
  }),
  answer: { status: 200, description: 'A page of closures', body: pageOf(closureSchema) },
  refuses: ['not-found'],
  handle: async ({ deps: { ledger }, query }) => {
    const after = decodeCursor(query.cursor, z.tuple([civilDate, z.string().max(64)]));
    const place =
      query.organisationId === undefined
        ? null
        : (await ledger.reference.organisations()).get(query.organisationId);
    if (place === undefined) throw new Refusal('not-found');
    const rows = await ledger.calendar.listClosures({
      ...(place && { organisationIds: place.path.split('/').filter((one) => one !== '') }),
      withCancelled: query.withCancelled === 'true',
      after: after && { date: after[0], id: after[1] },
      limit: query.limit + 1,
    });
    return toPage(rows, query.limit, (row) => [row.date, row.id], showClosure);
  },
});
