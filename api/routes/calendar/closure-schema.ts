import { z } from 'zod';
import { CLOSURE_KINDS } from '../../../domain/calendar/closures';
import type { ClosureRecord } from '../../../ledger/calendar/closures';
import { civilDate, shownInstant } from '../../schema';
import { startedRollout } from './calendar-schema';

export const closureKind = z
  .enum(CLOSURE_KINDS)
  .meta({ description: 'CLOSED: rests on a working day. OPEN: works although others rest' });

export const closureSchema = z
  .strictObject({
    id: z.string(),
    organisationId: z.string(),
    date: civilDate,
    kind: closureKind,
    name: z.string(),
    source: z.string(),
    enteredBy: z.string(),
    enteredAt: shownInstant,
    cancelledAt: shownInstant.nullable(),
    cancelledBy: z.string().nullable(),
  })
  .meta({ id: 'Closure' });

/** A closure that was entered or taken back just now. */
export const changedClosure = closureSchema
  .extend({ rolloutId: startedRollout })
  .meta({ id: 'ChangedClosure' });

export function showClosure(record: ClosureRecord): z.input<typeof closureSchema> {
  return { ...record };
}
