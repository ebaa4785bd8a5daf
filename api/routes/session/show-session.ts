import { z } from 'zod';
import { identify } from '../../auth/identify';
import { defineRoute } from '../../route';
import { meSchema, showActor } from './me';

/** What a page asks first: before anybody has signed in that is no error. */
export const showSession = defineRoute({
  operation: 'showSession',
  method: 'get',
  path: '/api/v1/session',
  tag: 'session',
  summary: 'Who is signed in here, if anybody',
  answer: {
    status: 200,
    description: 'Me, or nobody',
    body: z.strictObject({ me: meSchema.nullable() }),
  },
  handle: async (ctx) => {
    const actor = await identify(ctx.request, ctx);
    return { me: actor && (await showActor(ctx.deps.prisma, actor)) };
  },
});
