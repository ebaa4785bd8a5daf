import { z } from 'zod';
import { Refusal } from '../../../domain/errors';
import type { CaseState } from '../../../domain/case/state';
import { defineRoute } from '../../route';
import { shownInstant, toInstant } from '../../schema';
import { RECEIPT_NO } from './receipt-no';

const receiptSchema = z
  .strictObject({
    receiptNo: z.string(),
    programmeCode: z.string(),
    createdAt: shownInstant,
    state: z
      .enum(['RECEIVED', 'IN_HAND', 'ENDED'])
      .meta({ description: 'Received, taken up by a case, or every case of it has ended' }),
    cases: z.array(
      z.strictObject({
        number: z.string(),
        title: z.string(),
        status: z.string(),
        stageId: z.string().nullable(),
        endedAt: shownInstant.nullable(),
        outcome: z.string().nullable().meta({ description: 'What the proposer is told' }),
      }),
    ),
  })
  .meta({ id: 'Receipt' });

export const showReceipt = defineRoute({
  operation: 'showReceipt',
  method: 'get',
  path: '/api/v1/suggestions/receipts/{receiptNo}',
  tag: 'suggestions',
  summary: 'What became of a suggestion',
  description: 'Neither the words nor the person are shown: whoever has the number may look.',
  params: z.strictObject({
    receiptNo: z
      .string()
      .transform((value) => value.trim().toUpperCase())
      .refine((value) => RECEIPT_NO.test(value), 'expected a number such as 20260304-7K3QX9MD')
      .meta({ type: 'string', example: '20260304-7K3QX9MD' }),
  }),
  answer: { status: 200, description: 'How it stands', body: receiptSchema },
  refuses: ['not-found'],
  handle: async ({ deps, params }) => {
    const suggestion = await deps.prisma.suggestion.findUnique({
      where: { receiptNo: params.receiptNo },
      include: { links: { include: { case: true }, orderBy: { linkedAt: 'asc' } } },
    });
    if (suggestion === null) throw new Refusal('not-found');
    const cases = suggestion.links.map(({ case: found }) => ({
      number: found.number,
      title: found.title,
      status: found.status,
      stageId: found.stageId,
      endedAt: toInstant(found.endedAt),
      outcome: (found.state as unknown as Partial<CaseState>).outcome?.publicText ?? null,
    }));
    const ended = cases.length > 0 && cases.every((found) => found.endedAt !== null);
    return {
      receiptNo: suggestion.receiptNo,
      programmeCode: suggestion.programmeCode,
      createdAt: toInstant(suggestion.createdAt),
      state: cases.length === 0 ? ('RECEIVED' as const) : ended ? ('ENDED' as const) : ('IN_HAND' as const),
      cases,
    };
  },
});
