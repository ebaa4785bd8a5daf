import { audit } from '../../audit';
import { endSession } from '../../auth/session';
import { defineRoute } from '../../route';

export const signOut = defineRoute({
  operation: 'signOut',
  method: 'delete',
  path: '/api/v1/session',
  tag: 'session',
  summary: 'Sign out',
  answer: { status: 204, description: 'The session has ended' },
  handle: async ({ deps, actor, request }) => {
    if (actor.via === 'token') return undefined;
    await endSession(request);
    await audit(deps.prisma, { at: deps.clock.now(), personId: actor.personId, action: 'signed-out' });
    return undefined;
  },
});
