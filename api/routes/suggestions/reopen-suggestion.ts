import { z } from 'zod';
import { defineRoute } from '../../route';
import { id } from '../../schema';

export const reopenSuggestion = defineRoute({
  operation: 'reopenSuggestion',
  method: 'delete',
  path: '/api/v1/suggestions/{suggestionId}/refusal',
  tag: 'suggestions',
  summary: 'Take the refusal of a suggestion back, within a day',
  params: z.strictObject({ suggestionId: id }),
  answer: { status: 204, description: 'It waits again' },
  refuses: ['not-found', 'not-now'],
  handle: async ({ deps, actor, scope, params, now }) => {
    const { id: suggestionId } = scope.require(
      await deps.prisma.suggestion.findUnique({ where: { id: params.suggestionId } }),
    );
    await deps.ledger.reopenSuggestion({ suggestionId, by: actor.personId, now });
    return undefined;
  },
});
