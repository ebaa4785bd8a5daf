import { z } from 'zod';
import { Refusal } from '../../../domain/errors';
import { audit } from '../../audit';
import { defineRoute } from '../../route';
import { id } from '../../schema';
import { messagesWanted } from './messages-wanted';

const nullable = z.string().nullable();

export const showProposer = defineRoute({
  operation: 'showProposer',
  method: 'get',
  path: '/api/v1/suggestions/{suggestionId}/proposer',
  tag: 'suggestions',
  summary: 'Who made a suggestion and how to reach them; the reading is recorded',
  params: z.strictObject({ suggestionId: id }),
  answer: {
    status: 200,
    description: 'The person, as far as they told us',
    body: z.strictObject({
      ...{ name: nullable, phone: nullable, address: nullable, birthDate: nullable },
      messagesWanted: z.boolean(),
    }),
  },
  handle: async ({ deps: { prisma, clock }, actor, scope, params }) => {
    const suggestion = scope.require(
      await prisma.suggestion.findUnique({
        where: { id: params.suggestionId },
        include: { proposer: { include: { person: true } } },
      }),
    );
    const { proposer } = suggestion;
    if (proposer === null) throw new Refusal('not-found');
    // Recorded before it is shown: what cannot be recorded is not shown.
    await audit(prisma, {
      at: clock.now(),
      personId: actor.personId,
      action: 'personal-data-read',
      subject: suggestion.id,
    });
    return {
      name: proposer.name ?? proposer.person?.displayName ?? null,
      phone: proposer.phone,
      address: proposer.address,
      messagesWanted: await messagesWanted(prisma, proposer.id),
      birthDate: proposer.birthDate ?? proposer.person?.birthDate ?? null,
    };
  },
});
