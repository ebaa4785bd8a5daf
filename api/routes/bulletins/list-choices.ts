import { z } from 'zod';
import { monthOf, monthsAfter } from '../../../domain/figures/month';
import { defineRoute } from '../../route';
import { words } from '../../schema';

const choice = z
  .strictObject({
    programme: z.strictObject({ code: z.string(), name: words }),
    organisation: z.strictObject({ id: z.string(), name: z.string() }),
    newest: z.string().nullable().meta({ description: 'The newest month that is built', example: '2026-09' }),
  })
  .meta({ id: 'BulletinChoice' });

export const listBulletinChoices = defineRoute({
  operation: 'listBulletinChoices',
  method: 'get',
  path: '/api/v1/bulletins/choices',
  tag: 'supervision',
  summary: 'Of what the caller can build bulletins: programmes that ask for them and have anything on record',
  answer: {
    status: 200,
    description: 'Programmes of the cities of the caller',
    body: z.strictObject({
      lastMonth: z.string().meta({ description: 'The newest month that is over', example: '2026-10' }),
      items: z.array(choice),
    }),
  },
  handle: async ({ deps: { ledger }, scope, now }) => ({
    lastMonth: monthsAfter(monthOf(now), -1),
    items: (await ledger.bulletins.choices(now))
      .filter(({ orgPath }) => scope.covers(orgPath))
      .map(({ programme, programmeName, organisationId, organisationName, newest }) => ({
        programme: { code: programme, name: programmeName },
        organisation: { id: organisationId, name: organisationName },
        newest,
      })),
  }),
});
