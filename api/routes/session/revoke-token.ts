import { z } from 'zod';
import { Refusal } from '../../../domain/errors';
import { audit } from '../../audit';
import { defineRoute } from '../../route';
import { id, toDate } from '../../schema';

export const revokeToken = defineRoute({
  operation: 'revokeToken',
  method: 'delete',
  path: '/api/v1/me/tokens/{tokenId}',
  tag: 'session',
  summary: 'Revoke an API token of mine',
  params: z.strictObject({ tokenId: id }),
  answer: { status: 204, description: 'Revoked' },
  refuses: ['not-found'],
  handle: async ({ deps: { prisma, clock }, actor, actors, params }) => {
    const where = { id: params.tokenId, personId: actor.personId };
    const at = clock.now();
    await prisma.$transaction(async (tx) => {
      if ((await tx.apiToken.count({ where })) === 0) throw new Refusal('not-found');
      const { count } = await tx.apiToken.updateMany({
        where: { ...where, revokedAt: null },
        data: { revokedAt: toDate(at) },
      });
      if (count > 0)
        await audit(tx, { at, personId: actor.personId, action: 'token-revoked', subject: params.tokenId });
    });
    actors.forget();
    return undefined;
  },
});
