import type { CalendarLook, CalendarReminder } from '../../activities';
import type { Instant } from '../../domain/calendar/instant';
import { nextLook, wantedYear } from '../../domain/calendar/watch';

/** The ledger's promise without a database: what is official, and when it was looked at. */
export class FakeCalendar implements CalendarReminder {
  readonly official = new Set([2026]);
  readonly looks: Instant[] = [];
  failures = 0;

  async remind(now: Instant): Promise<CalendarLook> {
    if (this.failures > 0) {
      this.failures -= 1;
      throw new Error('the database is away');
    }
    this.looks.push(now);
    const year = wantedYear(now);
    const missing = !this.official.has(year);
    return { year, missing, told: missing ? 1 : 0, nextAt: nextLook(now, missing) };
  }
}
