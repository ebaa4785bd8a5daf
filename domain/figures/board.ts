import type { Calendar } from '../calendar/calendar';
import { addDays, type CivilDate } from '../calendar/civil-date';
import { addMs, civilDateOf, compareInstants, endOfDay, startOfDay, type Instant } from '../calendar/instant';
import { remaining } from '../calendar/remaining';
import { addWorkdays } from '../calendar/workdays';

/** So many working days ahead a limit counts as about to end (三日内到期). */
const SOON_WORKDAYS = 3;

/** The strip of days looks so many calendar days ahead. */
const STRIP_DAYS = 14;

/** Open cases of one organisation that are due at one instant; null = beyond what is asked about, or without a limit. */
export interface BoardGroup {
  readonly orgPath: string;
  readonly dueAt: Instant | null;
  readonly cases: number;
}

export interface BoardFigures {
  readonly open: number;
  readonly dueSoon: number;
  readonly overdue: number;
  /** Average of the working days by which overdue cases are late, to a tenth; null when none is. */
  readonly averageLate: number | null;
}

/** 24:00 of the third working day from today. */
export function soonEnd(calendar: Calendar, now: Instant): Instant {
  return endOfDay(addWorkdays(calendar, civilDateOf(now), SOON_WORKDAYS));
}

/** Working days by which a limit is late, whatever it was counted in; 0 while it is not. */
export function workdaysLate(calendar: Calendar, now: Instant, dueAt: Instant): number {
  if (compareInstants(now, dueAt) < 0) return 0;
  return -remaining(calendar, now, { dueAt, dueDate: civilDateOf(addMs(dueAt, -1)) }, 'workday');
}

/** Whatever was due by this instant is late by at least so many working days. */
export function lateSince(calendar: Calendar, now: Instant, workdays: number): Instant {
  if (workdays <= 1) return now;
  const today = civilDateOf(now);
  return startOfDay(addWorkdays(calendar, addDays(today, 1), -workdays));
}

/** Adds up figures; lateness of one instant in one calendar is counted once. */
export class BoardSum {
  private open = 0;
  private dueSoon = 0;
  private overdue = 0;
  private late = 0;

  add(cases: number, dueAt: Instant | null, lateBy: number, soon: Instant): void {
    this.open += cases;
    if (dueAt === null) return;
    if (lateBy > 0) {
      this.overdue += cases;
      this.late += cases * lateBy;
    } else if (compareInstants(dueAt, soon) <= 0) this.dueSoon += cases;
  }

  figures(): BoardFigures {
    const { open, dueSoon, overdue, late } = this;
    const averageLate = overdue === 0 ? null : Math.round((late / overdue) * 10) / 10;
    return { open, dueSoon, overdue, averageLate };
  }
}

/** Figures of groups as of an instant, each organisation by its own calendar; `under` adds one group to several sums. */
export function sumBoard(
  groups: readonly BoardGroup[],
  now: Instant,
  soon: Instant,
  calendarOf: (orgPath: string) => Calendar,
  under: (orgPath: string) => readonly string[],
): Map<string, BoardFigures> {
  const sums = new Map<string, BoardSum>();
  const known = new Map<Calendar, Map<Instant, number>>();
  const lateness = (calendar: Calendar, dueAt: Instant): number => {
    const byDue = known.get(calendar) ?? new Map<Instant, number>();
    known.set(calendar, byDue);
    const lateBy = byDue.get(dueAt) ?? workdaysLate(calendar, now, dueAt);
    byDue.set(dueAt, lateBy);
    return lateBy;
  };
  for (const { orgPath, dueAt, cases } of groups) {
    const lateBy = dueAt === null ? 0 : lateness(calendarOf(orgPath), dueAt);
    for (const path of under(orgPath)) {
      const sum = sums.get(path) ?? new BoardSum();
      sums.set(path, sum);
      sum.add(cases, dueAt, lateBy, soon);
    }
  }
  return new Map([...sums].map(([path, sum]) => [path, sum.figures()]));
}

export interface BoardDay {
  readonly date: CivilDate;
  readonly due: number;
}

/** How many cases have their last day on each of the next two weeks' days, today first. */
export function dueByDay(groups: readonly BoardGroup[], now: Instant): BoardDay[] {
  const counts = new Map<CivilDate, number>();
  for (const { dueAt, cases } of groups) {
    if (dueAt === null || compareInstants(dueAt, now) <= 0) continue;
    const date = civilDateOf(addMs(dueAt, -1));
    counts.set(date, (counts.get(date) ?? 0) + cases);
  }
  return stripDays(now).map((date) => ({ date, due: counts.get(date) ?? 0 }));
}

function stripDays(now: Instant): CivilDate[] {
  return Array.from({ length: STRIP_DAYS }, (_, i) => addDays(civilDateOf(now), i));
}

/** Where the strip ends. */
export function stripEnd(now: Instant): Instant {
  return endOfDay(stripDays(now).at(-1) ?? civilDateOf(now));
}
