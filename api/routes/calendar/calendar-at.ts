import type { Calendar } from '../../../domain/calendar/calendar';
import { Refusal } from '../../../domain/errors';
import type { LedgerPort } from '../../ports';

/** The calendar of one organisation, or of the country when none is named; "not found" for one that is not there. */
export async function calendarAt(
  { reference }: LedgerPort,
  organisationId: string | undefined,
): Promise<Calendar> {
  if (organisationId === undefined) return reference.calendar();
  if (!(await reference.organisations()).has(organisationId)) throw new Refusal('not-found');
  return reference.calendarOf(organisationId);
}
