import { z } from 'zod';
import { REFUSAL_REASONS } from '../../../domain/case/reasons';
import { defineRoute } from '../../route';
import { id, text } from '../../schema';

export const refuseSuggestion = defineRoute({
  operation: 'refuseSuggestion',
  method: 'put',
  path: '/api/v1/suggestions/{suggestionId}/refusal',
  tag: 'suggestions',
  summary: 'Say no to a suggestion without opening a case (不予采纳)',
  description:
    'With a reason and a text that the person reads on the page of the receipt at once. Whoever made it is told; outside ' +
    'the product a day later, as for a day it can be taken back.',
  params: z.strictObject({ suggestionId: id }),
  body: z
    .strictObject({ reasonCode: z.enum(REFUSAL_REASONS), publicText: text(2_000) })
    .meta({ id: 'SuggestionRefusalInput' }),
  answer: { status: 204, description: 'Refused' },
  refuses: ['not-found', 'not-now'],
  handle: async ({ deps, actor, scope, params, body, now }) => {
    const { id: suggestionId } = scope.require(
      await deps.prisma.suggestion.findUnique({ where: { id: params.suggestionId } }),
    );
    await deps.ledger.refuseSuggestion({ ...body, suggestionId, by: actor.personId, now });
    return undefined;
  },
});
