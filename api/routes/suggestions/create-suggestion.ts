import { z } from 'zod';
import { suggestionRows } from '../../../ledger/suggestions';
import { once } from '../../idempotency';
import { defineRoute } from '../../route';
import { shownInstant } from '../../schema';
import { newSuggestion } from './new-suggestion';
import { prepareSuggestion, unknown } from './prepare-suggestion';

export const createSuggestion = defineRoute({
  operation: 'createSuggestion',
  method: 'post',
  path: '/api/v1/suggestions',
  tag: 'suggestions',
  summary: 'Make a suggestion, or enter one for somebody',
  description:
    'The receipt number shows what became of it, without signing in. Name, phone and address are kept apart from the words.',
  body: newSuggestion,
  idempotencyKey: 'optional',
  answer: {
    status: 201,
    description: 'Received',
    body: z.strictObject({ id: z.string(), receiptNo: z.string(), createdAt: shownInstant }),
  },
  refuses: ['unknown-reference', 'notice-not-shown', 'proposer-too-young', 'forbidden'],
  handle: async ({ deps, actor, body, now, idempotencyKey: key }) => {
    const { prisma } = deps;
    const { programmeCode, organisationId, ...said } = body;
    const organisation = await prisma.organisation.findUnique({ where: { id: organisationId } });
    if (organisation === null) throw unknown('/organisationId');
    const asked = { programmeCode, organisation, said, at: '' };
    const suggestion = await prepareSuggestion(deps, asked, actor, now);
    return once({ prisma, scope: `suggestion:${actor.personId}`, key, body }, async (tx) => {
      for (const row of suggestionRows(suggestion)) await tx.$executeRaw(row);
      return { id: suggestion.id, receiptNo: suggestion.receiptNo, createdAt: now };
    });
  },
});
