import { addDays, weekday } from '../calendar/civil-date';
import { civilDateOf, endOfDay, type Instant } from '../calendar/instant';

/** The groups of the desk; `later` also has what has no limit. Every duty is in exactly one. */
export const DUTY_GROUPS = ['overdue', 'today', 'week', 'later'] as const;
export type DutyGroup = (typeof DUTY_GROUPS)[number];

/** Due after the first instant and up to the second; null = no end on that side. */
export interface DueSpan {
  readonly after: Instant | null;
  readonly until: Instant | null;
}

/** When the duties of each group fall due. A week ends on Sunday at 24:00, so `week` is empty on Sundays. */
export function dutySpans(now: Instant): Readonly<Record<DutyGroup, DueSpan>> {
  const day = civilDateOf(now);
  const today = endOfDay(day);
  const sunday = endOfDay(addDays(day, 7 - weekday(day)));
  return {
    overdue: { after: null, until: now },
    today: { after: now, until: today },
    week: { after: today, until: sunday },
    later: { after: sunday, until: null },
  };
}
