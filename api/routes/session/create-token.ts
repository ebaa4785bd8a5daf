import { randomBytes, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { addMs, DAY_MS } from '../../../domain/calendar/instant';
import { formatToken, hashToken, TOKEN_BYTES } from '../../../domain/token';
import { audit } from '../../audit';
import { defineRoute } from '../../route';
import { line, toDate } from '../../schema';
import { showToken, tokenSchema } from './token-schema';

export const createToken = defineRoute({
  operation: 'createToken',
  method: 'post',
  path: '/api/v1/me/tokens',
  tag: 'session',
  summary: 'Make an API token for a script of mine',
  description:
    'The token is in this answer and nowhere else. It may do what I may do, until it expires or is revoked.',
  body: z.strictObject({ name: line(100), days: z.number().int().min(1).max(366).default(90) }),
  answer: {
    status: 201,
    description: 'The token',
    body: z.strictObject({ ...tokenSchema.shape, token: z.string() }),
  },
  handle: async ({ deps: { prisma, clock }, actor, body }) => {
    const token = formatToken(randomBytes(TOKEN_BYTES));
    const at = clock.now();
    return prisma.$transaction(async (tx) => {
      const row = await tx.apiToken.create({
        data: {
          id: randomUUID(),
          personId: actor.personId,
          name: body.name,
          hash: hashToken(token),
          createdAt: toDate(at),
          expiresAt: toDate(addMs(at, body.days * DAY_MS)),
        },
      });
      await audit(tx, { at, personId: actor.personId, action: 'token-created', subject: row.id });
      return { ...showToken(row), token };
    });
  },
});
