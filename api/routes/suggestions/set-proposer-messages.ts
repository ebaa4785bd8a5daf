import { z } from 'zod';
import { Refusal } from '../../../domain/errors';
import { audit } from '../../audit';
import { defineRoute } from '../../route';
import { id } from '../../schema';
import { wantMessages } from './messages-wanted';

export const setProposerMessages = defineRoute({
  operation: 'setProposerMessages',
  method: 'put',
  path: '/api/v1/suggestions/{suggestionId}/proposer/messages',
  tag: 'suggestions',
  summary: 'Whether the person behind a suggestion wants to be told what becomes of it',
  description:
    'Somebody who objects gets no message any more, about none of their suggestions; what waits is not sent. It holds ' +
    'for everything entered under the same phone number, and for what is entered later. The change is recorded. ' +
    'Proposers with an account may also mute channels themselves.',
  params: z.strictObject({ suggestionId: id }),
  body: z.strictObject({ wanted: z.boolean() }),
  answer: { status: 204, description: 'Noted' },
  refuses: ['not-found'],
  handle: async ({ deps: { prisma, clock }, actor, scope, params, body }) => {
    const { id: subject, proposerId } = scope.require(
      await prisma.suggestion.findUnique({ where: { id: params.suggestionId } }),
    );
    if (proposerId === null) throw new Refusal('not-found');
    await prisma.$transaction(async (tx) => {
      await wantMessages(tx, proposerId, body.wanted);
      await audit(tx, {
        ...{ at: clock.now(), personId: actor.personId, action: 'proposer-messages-set', subject },
        data: { wanted: body.wanted },
      });
    });
    return undefined;
  },
});
