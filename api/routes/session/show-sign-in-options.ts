import { z } from 'zod';
import { defineRoute } from '../../route';
import { demoPerson, readDemoPeople } from './demo-people';

export const showSignInOptions = defineRoute({
  operation: 'showSignInOptions',
  method: 'get',
  path: '/api/v1/session/options',
  tag: 'session',
  summary: 'Which ways to sign in there are',
  answer: {
    status: 200,
    description: 'A password always; single sign-on where it is set up',
    body: z.strictObject({
      password: z.literal(true),
      oidc: z.strictObject({ label: z.string(), start: z.string() }).nullable(),
      demo: z
        .array(demoPerson)
        .nullable()
        .meta({ description: 'The people of the demo bureau; null where there is none' }),
    }),
  },
  handle: async ({ deps: { config, prisma }, now }) => ({
    password: true as const,
    oidc: config.oidc && { label: config.oidc.label, start: '/api/v1/session/oidc/start' },
    demo: config.demo ? await readDemoPeople(prisma, now) : null,
  }),
});
