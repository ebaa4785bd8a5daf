import {
  makeCalendar,
  readCalendarYear,
  type Calendar,
  type CalendarYear,
  type NamedDay,
} from '../../../domain/calendar/calendar';
import { shippedYears } from '../../../domain/calendar/shipped';
import type { PrismaClient } from '../../../prisma/client';

/** The years in force: those of the database, and the shipped ones it does not hold. */
export async function readYears(prisma: PrismaClient): Promise<CalendarYear[]> {
  const rows = await prisma.calendarYearRow.findMany();
  const years = new Map(shippedYears.map((year) => [year.year, year]));
  for (const { year, status, source, rest, work } of rows) {
    years.set(year, readCalendarYear({ year, status, source, rest: days(rest), work: days(work) }));
  }
  return [...years.values()].sort((a, b) => a.year - b.year);
}

export async function readCalendar(prisma: PrismaClient): Promise<Calendar> {
  return makeCalendar(await readYears(prisma));
}

/** The column is JSON; `readCalendarYear` checks every day of it. */
function days(value: unknown): NamedDay[] {
  return value as NamedDay[];
}
