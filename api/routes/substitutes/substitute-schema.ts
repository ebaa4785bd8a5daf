import { z } from 'zod';
import type { CivilDate } from '../../../domain/calendar/civil-date';
import type { PrismaClient } from '../../../prisma/client';
import { civilDate, shownInstant, toInstant } from '../../schema';

const person = z.strictObject({ id: z.string(), displayName: z.string() });

export const substituteSchema = z
  .strictObject({
    id: z.string(),
    person: person.meta({ description: 'Who is absent' }),
    substitute: person.meta({ description: 'Who stands in' }),
    fromDate: civilDate,
    untilDate: civilDate,
    reason: z.string(),
    state: z.enum(['planned', 'active', 'over', 'cancelled']),
    enteredBy: z.string(),
    enteredAt: shownInstant,
    cancelledAt: shownInstant.nullable(),
  })
  .meta({ id: 'Substitute' });

/** The names that a list shows, and nothing else of the two people. */
const named = { select: { id: true, displayName: true } } as const;
export const withPeople = { person: named, substitute: named } as const;

export function readSubstitute(reader: Pick<PrismaClient, 'substitute'>, id: string) {
  return reader.substitute.findUniqueOrThrow({ where: { id }, include: withPeople });
}

interface SubstituteRow {
  id: string;
  person: { id: string; displayName: string };
  substitute: { id: string; displayName: string };
  fromDate: string;
  untilDate: string;
  reason: string;
  enteredBy: string;
  enteredAt: Date;
  cancelledAt: Date | null;
}

/** Cancelled is what was called off before or on its last day; what ran out is over. */
function stateOf({ fromDate, untilDate, cancelledAt }: SubstituteRow, today: CivilDate) {
  if (cancelledAt !== null) return 'cancelled';
  if (today < fromDate) return 'planned';
  return today <= untilDate ? 'active' : 'over';
}

export function showSubstitute(row: SubstituteRow, today: CivilDate): z.input<typeof substituteSchema> {
  const { id, person: absent, substitute, fromDate, untilDate, reason, enteredBy } = row;
  return {
    ...{ id, person: absent, substitute, fromDate, untilDate, reason, state: stateOf(row, today) },
    ...{ enteredBy, enteredAt: toInstant(row.enteredAt), cancelledAt: toInstant(row.cancelledAt) },
  };
}
