import { z } from 'zod';
import type { ClosingReport } from '../../../ledger/spot-check/report';
import { shownInstant, words } from '../../schema';
import { showCheck, spotCheckSchema } from './spot-check-schema';

const count = z.number().int();

export const reportSchema = z
  .strictObject({
    at: shownInstant.meta({
      description: 'What it says is so at this instant; a closed check changes no more',
    }),
    check: spotCheckSchema,
    summary: z.strictObject({
      ...{ drawn: count, visited: count, found: count },
      rectified: count.meta({ description: 'Said to be put right, verified or not' }),
      ...{ verified: count, repeated: count },
      kinds: z.array(z.strictObject({ kind: z.string(), name: words, found: count, verified: count })),
      daysToClose: z
        .strictObject({ median: z.number(), longest: count })
        .nullable()
        .meta({ description: 'From the finding to its verification, in days; null while none is verified' }),
    }),
    visits: z.array(
      z.strictObject({
        caseNumber: z.string(),
        stratum: z.string(),
        inspector: z.string().nullable(),
        order: z.enum(['open', 'ordered', 'refused']).nullable(),
        visitedOn: z.string().nullable(),
        result: z.enum(['passed', 'remarks', 'failed']).nullable(),
        findings: count,
      }),
    ),
    findings: z
      .array(
        z.strictObject({
          caseNumber: z.string(),
          kind: z.string(),
          name: words,
          status: z.enum(['OPEN', 'ANSWERED', 'VERIFIED']),
          raisedAt: shownInstant,
          verifiedAt: shownInstant.nullable(),
          timesFailed: count,
          repeated: z.boolean(),
        }),
      )
      .meta({ description: 'Without their words, which may name people' }),
  })
  .meta({ id: 'SpotCheckReport' });

export function showReport({
  at,
  check,
  summary,
  visits,
  findings,
}: ClosingReport): z.input<typeof reportSchema> {
  return {
    ...{ at, check: showCheck(check), visits: [...visits], findings: [...findings] },
    summary: { ...summary, kinds: [...summary.kinds] },
  };
}
