import { z } from 'zod';
import { civilDateOf } from '../../../domain/calendar/instant';
import { Refusal } from '../../../domain/errors';
import type { CaseState } from '../../../domain/case/state';
import { STATUS_NAMES } from '../../../domain/case/status';
import { defineRoute } from '../../route';
import { shownInstant, toInstant, words } from '../../schema';
import { publicNext, publicNextSchema } from './public-next';
import { refusalOf } from './suggestion-schema';
import { RECEIPT_NO } from './receipt-no';

const receiptSchema = z
  .strictObject({
    receiptNo: z.string(),
    programmeCode: z.string(),
    createdAt: shownInstant,
    state: z.enum(['RECEIVED', 'IN_HAND', 'ENDED', 'REFUSED']).meta({
      description: 'Received, taken up by a case, every case of it has ended, or answered without one',
    }),
    refusal: z
      .strictObject({ reasonName: words, publicText: z.string(), at: shownInstant })
      .nullable()
      .meta({ description: 'Why it was not taken up' }),
    cases: z.array(
      z.strictObject({
        number: z.string(),
        title: z.string(),
        status: z.string(),
        statusName: words,
        stageId: z.string().nullable(),
        stageName: words.nullable(),
        next: publicNextSchema
          .nullable()
          .meta({ description: 'By when the stage must be done, and why then' }),
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
  refuses: ['not-found', 'calendar-year-missing'],
  handle: async ({ deps, params, now }) => {
    const suggestion = await deps.prisma.suggestion.findUnique({
      where: { receiptNo: params.receiptNo },
      include: {
        links: { include: { case: true }, orderBy: { linkedAt: 'asc' } },
        refusals: { where: { reopenedAt: null } },
      },
    });
    if (suggestion === null) throw new Refusal('not-found');
    const { reference } = deps.ledger;
    const places = await reference.places(civilDateOf(now));
    const tellOf = async (found: (typeof suggestion.links)[number]['case']) => {
      const state = found.state as unknown as CaseState;
      const programme = await reference.programme(found.programmeVersionId);
      return {
        number: found.number,
        title: found.title,
        status: found.status,
        statusName: STATUS_NAMES[state.status],
        stageId: found.stageId,
        stageName: programme.stages.find(({ id }) => id === found.stageId)?.name ?? null,
        next: found.endedAt === null ? publicNext(state, places(found.organisationId)) : null,
        endedAt: toInstant(found.endedAt),
        outcome: state.outcome?.publicText ?? null,
      };
    };
    const cases = await Promise.all(suggestion.links.map(({ case: found }) => tellOf(found)));
    const ended = cases.every((found) => found.endedAt !== null);
    // A case that takes it up after all is what holds.
    const refusal = cases.length === 0 ? refusalOf(suggestion) : null;
    const waiting = refusal === null ? ('RECEIVED' as const) : ('REFUSED' as const);
    return {
      receiptNo: suggestion.receiptNo,
      programmeCode: suggestion.programmeCode,
      createdAt: toInstant(suggestion.createdAt),
      state: cases.length === 0 ? waiting : ended ? ('ENDED' as const) : ('IN_HAND' as const),
      refusal: refusal && { reasonName: refusal.reasonName, publicText: refusal.publicText, at: refusal.at },
      cases,
    };
  },
});
