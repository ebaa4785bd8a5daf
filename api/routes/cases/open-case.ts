import { z } from 'zod';
import { text } from '../../../domain/case/commands';
import { defineRoute } from '../../route';
import { id } from '../../schema';
import { commandReceiptSchema } from './receipt-schema';

export const openCase = defineRoute({
  operation: 'openCase',
  method: 'post',
  path: '/api/v1/cases',
  tag: 'cases',
  summary: 'Open a case, from suggestions or directly',
  description:
    'The case keeps the programme version in force today. It is submitted at once unless `submit` is false.',
  body: z.strictObject({
    programmeCode: id,
    kind: z.enum(['PROJECT', 'MATTER']),
    title: text(300),
    organisationId: id,
    suggestions: z.array(id).max(500).default([]),
    carriedFrom: id.optional().meta({ description: 'A case of an earlier cycle that is tried again' }),
    submit: z.boolean().default(true),
  }),
  idempotencyKey: 'required',
  answer: { status: 201, description: 'Opened', body: commandReceiptSchema },
  refuses: ['unknown-value', 'not-in-programme', 'not-your-command', 'key-reused', 'calendar-year-missing'],
  handle: async ({ deps, actor, body, now, idempotencyKey, setHeader }) => {
    const { carriedFrom, ...about } = body;
    const carried = carriedFrom === undefined ? {} : { carriedFrom };
    const receipt = await deps.ledger.open({ ...about, ...carried, actor, now, key: idempotencyKey ?? '' });
    setHeader('Location', `/api/v1/cases/${receipt.caseId}`);
    setHeader('ETag', `"${receipt.seq}"`);
    return receipt;
  },
});
