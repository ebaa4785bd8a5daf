import { z } from 'zod';
import { civilDateOf } from '../../../domain/calendar/instant';
import { defineRoute } from '../../route';
import { id } from '../../schema';
import { suggestionLines, suggestionSchema, WITH_LINKS } from './suggestion-schema';

export const showSuggestion = defineRoute({
  operation: 'showSuggestion',
  method: 'get',
  path: '/api/v1/suggestions/{suggestionId}',
  tag: 'suggestions',
  summary: 'A suggestion of my area, and the cases that take it up',
  params: z.strictObject({ suggestionId: id }),
  answer: { status: 200, description: 'The words, without the person', body: suggestionSchema },
  refuses: ['not-found'],
  handle: async ({ deps, scope, params, now }) => {
    const row = scope.require(
      await deps.prisma.suggestion.findUnique({ where: { id: params.suggestionId }, include: WITH_LINKS }),
    );
    const show = await suggestionLines(deps.ledger.reference, [row], civilDateOf(now));
    return show(row);
  },
});
