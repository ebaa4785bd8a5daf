import { z } from 'zod';
import { Refusal } from '../../../domain/errors';
import { audit } from '../../audit';
import { hashPassword, passwordMatches } from '../../auth/password';
import { defineRoute } from '../../route';

export const changeOwnPassword = defineRoute({
  operation: 'changeOwnPassword',
  method: 'put',
  path: '/api/v1/me/password',
  tag: 'session',
  summary: 'Change my password',
  description: 'Ends every other session of mine.',
  body: z.strictObject({
    currentPassword: z.string().min(1).max(200),
    newPassword: z.string().min(1).max(200),
  }),
  answer: { status: 204, description: 'Changed' },
  refuses: ['sign-in-failed', 'password-weak', 'too-many-tries'],
  handle: async ({ deps: { prisma, clock }, actor, body, limits, sessions, request }) => {
    const person = await prisma.person.findUniqueOrThrow({ where: { id: actor.personId } });
    const [name, address] = [`change-password:${person.id}`, request.ip ?? 'unknown'];
    await limits.count(name, address);
    if (!(await passwordMatches(person.passwordHash, body.currentPassword)))
      throw new Refusal('sign-in-failed');
    await limits.clear(name, address);
    const passwordHash = await hashPassword(body.newPassword, person.signInName);
    await prisma.$transaction(async (tx) => {
      await tx.person.update({ where: { id: person.id }, data: { passwordHash } });
      await audit(tx, { at: clock.now(), personId: person.id, action: 'password-changed' });
    });
    await sessions.endAllOf(person.id, actor.via === 'session' ? request.sessionID : undefined);
    return undefined;
  },
});
