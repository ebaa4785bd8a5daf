import { z } from 'zod';
import { audit } from '../../audit';
import { hashPassword } from '../../auth/password';
import { defineRoute } from '../../route';
import { id } from '../../schema';
import { managedPerson } from './managed-person';

export const setPassword = defineRoute({
  operation: 'setPassword',
  method: 'put',
  path: '/api/v1/people/{personId}/password',
  tag: 'people',
  summary: 'Give an account another password: its sessions end',
  params: z.strictObject({ personId: id }),
  body: z.strictObject({ password: z.string().min(1).max(200) }),
  answer: { status: 204, description: 'Set' },
  refuses: ['password-weak'],
  handle: async ({ deps: { prisma, clock }, actor, scope, sessions, params: { personId }, body, now }) => {
    const person = await managedPerson(prisma, personId, scope, now);
    const passwordHash = await hashPassword(body.password, person.signInName);
    await prisma.$transaction(async (tx) => {
      await tx.person.update({ where: { id: personId }, data: { passwordHash } });
      await audit(tx, {
        at: clock.now(),
        personId: actor.personId,
        action: 'password-set',
        subject: personId,
      });
    });
    await sessions.endAllOf(personId);
    return undefined;
  },
});
