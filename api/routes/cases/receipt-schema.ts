import { z } from 'zod';
import { shownInstant, words } from '../../schema';

/** The answer to opening a case and to every command on it. */
export const commandReceiptSchema = z
  .strictObject({
    caseId: z.string(),
    number: z.string(),
    seq: z.number().int().meta({ description: 'The newest line of the ledger; send it back as If-Match' }),
    status: z.string(),
    stageId: z.string().nullable(),
    events: z.array(z.string()).meta({ description: 'What this request recorded' }),
    allowed: z.array(z.string()).meta({ description: 'What you may do next' }),
    dueAt: shownInstant.nullable(),
    madeUpFor: z.array(words).optional().meta({
      description:
        'After `record-inspection`: what was awaited and is done by it; empty: a visit outside the plan',
    }),
    received: z.strictObject({ suggestionId: z.string(), receiptNo: z.string() }).optional().meta({
      description: 'Words that came in with it; the number shows whoever said them what becomes of them',
    }),
  })
  .meta({ id: 'CommandReceipt' });
