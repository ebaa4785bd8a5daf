import { makeCalendar, readCalendarYear, type Calendar, type CalendarYear } from './calendar';
import year2024 from './data/2024.json';
import year2025 from './data/2025.json';
import year2026 from './data/2026.json';
import { withProvisionalYears } from './provisional';

/** The notices that a fresh installation knows: what a database starts with and what works offline. */
export const shippedYears: readonly CalendarYear[] = [year2024, year2025, year2026].map(readCalendarYear);

/** These and the years after them, as far as the law foresees them (暂定). */
export const shippedCalendar: Calendar = makeCalendar(withProvisionalYears(shippedYears));
