import { z } from 'zod';
import { Refusal } from '../../../domain/errors';
import { audit } from '../../audit';
import { isLoopback } from '../../auth/loopback';
import { beginSession } from '../../auth/session';
import { defineRoute } from '../../route';
import { typedSignInName } from '../../schema';
import { meSchema, showActor } from './me';

export const signInToDemo = defineRoute({
  operation: 'signInToDemo',
  method: 'post',
  path: '/api/v1/session/demo',
  tag: 'session',
  summary: 'Enter the demo bureau as one of its people, without a password',
  description:
    'Exists only in demo mode on this very machine, where everything is made up; to everybody else it is not there.',
  body: z.strictObject({ signInName: typedSignInName }),
  answer: { status: 200, description: 'Signed in', body: meSchema },
  refuses: ['sign-in-failed', 'not-found'],
  handle: async ({ deps: { prisma, clock, metrics }, actors, body, request }) => {
    if (!isLoopback(request.ip ?? '')) throw new Refusal('not-found');
    const person = await prisma.person.findUnique({ where: { signInName: body.signInName } });
    actors.forget();
    const actor = person === null ? null : await actors.byPerson(person.id, 'session');
    if (actor === null) throw new Refusal('sign-in-failed');
    metrics.signIns.inc({ outcome: 'signed-in' });
    await audit(prisma, {
      at: clock.now(),
      personId: actor.personId,
      action: 'signed-in',
      data: { demo: true },
    });
    await beginSession(request, actor.personId);
    return showActor(prisma, actor);
  },
});
