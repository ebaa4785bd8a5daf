import { CalendarError, quoted } from './errors';
import { MINUTE_MS } from './instant';

/** One stretch of an organisation's working day, `HH:MM` in Asia/Shanghai; `24:00` may end it. */
export interface OpeningHours {
  readonly from: string;
  readonly to: string;
}

/** The usual office hours; an organisation may keep others. */
export const DEFAULT_HOURS: readonly OpeningHours[] = [
  { from: '09:00', to: '12:00' },
  { from: '13:30', to: '17:30' },
];

/** A stretch as milliseconds after 00:00. */
export interface Opening {
  readonly openMs: number;
  readonly closeMs: number;
}

function refuse(why: string): never {
  throw new CalendarError('calendar-invalid', `Opening hours: ${why}.`);
}

function timeMs(text: string): number {
  const match = /^(\d{2}):(\d{2})$/.exec(text);
  const minutes = Number(match?.[1]) * 60 + Number(match?.[2]);
  if (!match || Number(match[2]) > 59 || minutes > 24 * 60)
    refuse(`${quoted(text)} is not a time of the form HH:MM`);
  return minutes * MINUTE_MS;
}

/** Hours of a place are read for every limit and every message of it, and never change once they are there. */
const known = new WeakMap<readonly OpeningHours[], readonly Opening[]>();

/** Throws 'calendar-invalid' unless there is at least one stretch, each is forward, and they follow one another. */
export function readHours(hours: readonly OpeningHours[]): readonly Opening[] {
  const read = known.get(hours) ?? openingsOf(hours);
  known.set(hours, read);
  return read;
}

function openingsOf(hours: readonly OpeningHours[]): readonly Opening[] {
  if (hours.length === 0) refuse('there are none, so an hour limit would never end');
  let previous = 0;
  return hours.map(({ from, to }) => {
    const opening = { openMs: timeMs(from), closeMs: timeMs(to) };
    if (opening.closeMs <= opening.openMs) refuse(`${from}–${to} does not end after it begins`);
    if (opening.openMs < previous) refuse(`${from}–${to} begins before the stretch ahead of it has ended`);
    previous = opening.closeMs;
    return opening;
  });
}
