import { z } from 'zod';
import { defineRoute } from '../../route';

export const showHealth = defineRoute({
  operation: 'showHealth',
  method: 'get',
  path: '/healthz',
  tag: 'process',
  summary: 'Whether the process is alive',
  answer: { status: 200, description: 'It is', body: z.strictObject({ status: z.literal('ok') }) },
  handle: () => Promise.resolve({ status: 'ok' as const }),
});
