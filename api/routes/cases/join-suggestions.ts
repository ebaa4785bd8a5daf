import { z } from 'zod';
import { type Refusal, refusalAt } from '../../../domain/errors';
import { defineRoute } from '../../route';
import { id } from '../../schema';
import { newWords } from '../suggestions/new-suggestion';
import { prepareSuggestion } from '../suggestions/prepare-suggestion';
import { commandReceiptSchema } from './receipt-schema';
import { visibleCase } from './visible-case';

export const joinSuggestions = defineRoute({
  operation: 'joinSuggestions',
  method: 'post',
  path: '/api/v1/cases/{caseId}/suggestions',
  tag: 'cases',
  summary: 'Join suggestions to a case that is about the same',
  description:
    'Instead of opening a second one. What somebody said just now is sent as `suggestion`: it is received and joined in ' +
    'one act, or not at all. Whoever said it hears of the case from then on.',
  params: z.strictObject({ caseId: id }),
  body: z.strictObject({
    suggestions: z.array(id).max(500).default([]),
    suggestion: newWords.optional(),
  }),
  idempotencyKey: 'required',
  answer: { status: 200, description: 'Joined', body: commandReceiptSchema },
  refuses: [
    ...['not-found', 'case-ended', 'not-now', 'not-your-command', 'unknown-value', 'key-reused'],
    ...['changed-meanwhile', 'unknown-reference', 'notice-not-shown', 'proposer-too-young', 'forbidden'],
    ...['value-required', 'calendar-year-missing'],
  ] as const,
  handle: async ({ deps, actor, params: { caseId }, body, now, idempotencyKey, setHeader }) => {
    const { state } = await visibleCase(deps, actor, caseId);
    const { suggestion: said } = body;
    const organisation = { id: state.organisationId, path: state.orgPath };
    const asked = { programmeCode: state.programme.code, organisation, at: '/suggestion' };
    const words = said && (await prepareSuggestion(deps, { ...asked, said }, actor, now));
    const suggestions = [...body.suggestions, ...(words === undefined ? [] : [words.id])];
    if (suggestions.length === 0) throw nothingToJoin();
    const command = { type: 'join', data: { suggestions } } as const;
    const key = idempotencyKey ?? '';
    const receipt = await deps.ledger.append({ caseId, command, actor, now, key, ...(words && { words }) });
    setHeader('ETag', `"${receipt.seq}"`);
    return receipt;
  },
});

function nothingToJoin(): Refusal {
  return refusalAt('value-required', '/suggestions', {
    zh: '请选择要加入的建议，或填写建议内容。',
    en: 'Name suggestions that join, or write what was said.',
  });
}
