import { z } from 'zod';
import { defineRoute } from '../../route';

const count = z.int();

export const countBulletins = defineRoute({
  operation: 'countBulletins',
  method: 'get',
  path: '/api/v1/bulletins/counts',
  tag: 'supervision',
  summary: 'How many bulletins of the cities of the caller wait to be signed, and to be published',
  answer: {
    status: 200,
    description: 'The counts',
    body: z.strictObject({ drafts: count, signed: count }).meta({ id: 'BulletinsWaiting' }),
  },
  handle: ({ deps: { ledger }, scope }) => ledger.bulletins.waiting(scope.paths),
});
