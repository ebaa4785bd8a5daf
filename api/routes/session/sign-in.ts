import { z } from 'zod';
import { Refusal } from '../../../domain/errors';
import { audit } from '../../audit';
import { passwordMatches } from '../../auth/password';
import { beginSession } from '../../auth/session';
import { defineRoute } from '../../route';
import { typedSignInName } from '../../schema';
import { meSchema, showActor } from './me';

export const signIn = defineRoute({
  operation: 'signIn',
  method: 'post',
  path: '/api/v1/session',
  tag: 'session',
  summary: 'Sign in with a password',
  description: 'Sets the session cookie. Ten wrong passwords for one name close it for 15 minutes.',
  body: z.strictObject({ signInName: typedSignInName, password: z.string().min(1).max(200) }),
  answer: { status: 200, description: 'Signed in', body: meSchema },
  refuses: ['sign-in-failed', 'too-many-tries'],
  handle: async ({ deps, actors, limits, body, request }) => {
    const { prisma, metrics, clock } = deps;
    const address = request.ip ?? 'unknown';
    await limits.count(body.signInName, address);
    const person = await prisma.person.findUnique({ where: { signInName: body.signInName } });
    const matches = await passwordMatches(person?.passwordHash ?? null, body.password);
    // Straight from the table: somebody who was disabled a moment ago must not get in.
    actors.forget();
    const actor = matches && person ? await actors.byPerson(person.id, 'session') : null;
    const outcome = actor === null ? 'sign-in-failed' : 'signed-in';
    metrics.signIns.inc({ outcome });
    // Never what was typed as a name: people type passwords there.
    await audit(prisma, {
      at: clock.now(),
      personId: person?.id ?? null,
      action: outcome,
      success: actor !== null,
    });
    if (actor === null) throw new Refusal('sign-in-failed');
    await limits.clear(body.signInName, address);
    await beginSession(request, actor.personId);
    return showActor(prisma, actor);
  },
});
