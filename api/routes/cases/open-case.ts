import { z } from 'zod';
import { openingFacts, text } from '../../../domain/case/commands';
import { defineRoute } from '../../route';
import { id } from '../../schema';
import { newWords } from '../suggestions/new-suggestion';
import { prepareSuggestion } from '../suggestions/prepare-suggestion';
import { commandReceiptSchema } from './receipt-schema';

export const openCase = defineRoute({
  operation: 'openCase',
  method: 'post',
  path: '/api/v1/cases',
  tag: 'cases',
  summary: 'Open a case, from suggestions or directly',
  description:
    'The case keeps the programme version in force today. It is submitted at once unless `submit` is false. What somebody ' +
    'said just now is sent along as `suggestion`; the receipt then has the number for whoever said it.',
  body: z.strictObject({
    programmeCode: id,
    kind: z.enum(['PROJECT', 'MATTER']),
    title: text(300),
    organisationId: id,
    ...openingFacts,
    suggestions: z.array(id).max(500).default([]),
    suggestion: newWords
      .optional()
      .meta({ description: 'Words that come in with the case: received with it in one act, or not at all' }),
    carriedFrom: id.optional().meta({ description: 'A case of an earlier cycle that is tried again' }),
    submit: z.boolean().default(true),
  }),
  idempotencyKey: 'required',
  answer: { status: 201, description: 'Opened', body: commandReceiptSchema },
  refuses: [
    ...['unknown-value', 'not-in-programme', 'not-your-command', 'key-reused', 'calendar-year-missing'],
    ...['unknown-reference', 'notice-not-shown', 'proposer-too-young', 'forbidden'],
  ] as const,
  handle: async ({ deps, actor, body, organisation, now, idempotencyKey, setHeader }) => {
    const { carriedFrom, suggestion: said, place, category, itemType, estimateFen, ...about } = body;
    const known = given({ place, category, itemType, estimateFen });
    const carried = carriedFrom === undefined ? {} : { carriedFrom };
    const asked = { programmeCode: about.programmeCode, organisation, said, at: '/suggestion' };
    const words = said && { words: await prepareSuggestion(deps, { ...asked, said }, actor, now) };
    const key = idempotencyKey ?? '';
    const receipt = await deps.ledger.open({ ...about, known, ...carried, ...words, actor, now, key });
    setHeader('Location', `/api/v1/cases/${receipt.caseId}`);
    setHeader('ETag', `"${receipt.seq}"`);
    return receipt;
  },
});

type Given<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Without what was left out. */
function given<T extends object>(facts: T): Given<T> {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as Given<T>;
}
