import { z } from 'zod';
import { CLOSURE_KINDS } from '../../../domain/calendar/closures';
import type { ClosureRecord } from '../../../ledger/calendar/closures';
import { civilDate, id, line, shownInstant } from '../../schema';
import { startedRollout } from './calendar-schema';

export const closureKind = z
  .enum(CLOSURE_KINDS)
  .meta({ description: 'CLOSED: rests on a working day. OPEN: works although others rest' });

export const closureSchema = z
  .strictObject({
    id: z.string(),
    organisationId: z.string(),
    date: civilDate.meta({ description: 'The first day' }),
    until: civilDate.meta({ description: 'The last day; the same for a single one' }),
    kind: closureKind,
    name: z.string(),
    source: z.string(),
    enteredBy: z.string(),
    enteredAt: shownInstant,
    cancelledAt: shownInstant.nullable(),
    cancelledBy: z.string().nullable(),
  })
  .meta({ id: 'Closure' });

/** The days that somebody wants to enter. */
export const wantedClosure = {
  organisationId: id,
  date: civilDate.meta({ description: 'The first day, or the only one' }),
  until: civilDate.optional().meta({
    description: 'The last day, at most 31 days in all; left out, there is only one',
    example: '2026-07-26',
  }),
  kind: closureKind,
  name: line(40).meta({ description: 'What people call it', example: '台风停工' }),
};

/** A closure that was entered or taken back just now. */
export const changedClosure = closureSchema
  .extend({ rolloutId: startedRollout })
  .meta({ id: 'ChangedClosure' });

export function showClosure(record: ClosureRecord): z.input<typeof closureSchema> {
  return { ...record };
}
