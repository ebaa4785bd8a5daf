import { dayAt, isWorked, makeCalendar, type CalendarYear, type DayKind } from './calendar';
import { dateOfDayNumber, type CivilDate } from './civil-date';

interface Side {
  readonly kind: DayKind;
  readonly name: string | null;
}

/** A day that two versions of a year tell differently. */
export interface DayChange {
  readonly date: CivilDate;
  readonly before: Side;
  readonly after: Side;
  /** What it does to limits: the day is worked from now on, or off, or only called something else. */
  readonly effect: 'worked' | 'off' | 'renamed';
}

/** Which days change, and how, in their order. Both must be versions of the same year. */
export function compareYears(before: CalendarYear, after: CalendarYear): DayChange[] {
  if (before.year !== after.year) throw new RangeError(`${before.year} is not a version of ${after.year}.`);
  const [then, now] = [makeCalendar([before]), makeCalendar([after])];
  const changes: DayChange[] = [];
  then.days.forEach((_, i) => {
    const n = then.firstDay + i;
    const [old, fresh] = [dayAt(then, n), dayAt(now, n)];
    if (old.kind === fresh.kind && old.name === fresh.name) return;
    const side = ({ kind, name }: Side): Side => ({ kind, name });
    const effect = isWorked(old) === isWorked(fresh) ? 'renamed' : isWorked(fresh) ? 'worked' : 'off';
    changes.push({ date: dateOfDayNumber(n), before: side(old), after: side(fresh), effect });
  });
  return changes;
}
