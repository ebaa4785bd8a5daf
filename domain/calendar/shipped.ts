import { makeCalendar, readCalendarYear, type Calendar, type CalendarYear } from './calendar';
import year2024 from './data/2024.json';
import year2025 from './data/2025.json';
import year2026 from './data/2026.json';
import year2027 from './data/2027.json';

/** The years a fresh installation knows: what a database starts with and what works offline. */
export const shippedYears: readonly CalendarYear[] = [year2024, year2025, year2026, year2027].map(
  readCalendarYear,
);

export const shippedCalendar: Calendar = makeCalendar(shippedYears);
