import { addDays } from '../calendar/civil-date';
import { addMs, civilDateOf, HOUR_MS, localTimeOf, startOfDay, type Instant } from '../calendar/instant';

/** Full hours of the evening and the morning between which residents are left in peace. */
export interface QuietHours {
  readonly from: number;
  readonly until: number;
}

export const QUIET_HOURS: QuietHours = { from: 21, until: 8 };

/** The instant itself by day; otherwise the end of the night. */
export function outsideQuietHours(at: Instant, { from, until }: QuietHours = QUIET_HOURS): Instant {
  const { hour } = localTimeOf(at);
  if (hour >= until && hour < from) return at;
  const day = hour < until ? civilDateOf(at) : addDays(civilDateOf(at), 1);
  return addMs(startOfDay(day), until * HOUR_MS);
}
