import { addDays, compareDates, daysBetween, yearOf, type CivilDate } from '../calendar/civil-date';
import { computeDue } from '../calendar/due';
import { civilDateOf, type Instant } from '../calendar/instant';
import type { Programme } from '../programme/schema';
import { startClock, stopClock, type Dating } from './clocks';
import type { ClockChange } from './events';
import { openVisits } from './findings';
import { pathOf } from './path';
import type { CaseState, Clock, Visit, Words } from './state';
import { isTerminal } from './status';

type Every = NonNullable<Programme['supervision']['inspection']>['every'];

/** A stretch of the calendar in which one inspection is due, both days included. */
export interface Period {
  from: CivilDate;
  until: CivilDate;
  name: Words;
}

const MONTHS: Readonly<Record<Every, number>> = { month: 1, quarter: 3, 'half-year': 6, year: 12 };

const dated = (year: number, month: number): CivilDate => `${year}-${String(month).padStart(2, '0')}-01`;

function nameOf(every: Every, year: number, nth: number): Words {
  switch (every) {
    case 'month':
      return { zh: `${year} 年 ${nth} 月检查`, en: `Inspection of ${year}-${String(nth).padStart(2, '0')}` };
    case 'quarter':
      return { zh: `${year} 年第 ${nth} 季度检查`, en: `Inspection of Q${nth} ${year}` };
    case 'half-year':
      return nth === 1
        ? { zh: `${year} 年上半年检查`, en: `Inspection of H1 ${year}` }
        : { zh: `${year} 年下半年检查`, en: `Inspection of H2 ${year}` };
    case 'year':
      return { zh: `${year} 年度检查`, en: `Inspection of ${year}` };
    default:
      return every satisfies never;
  }
}

/** The period of the calendar in which a day lies: "按季度" (ZJ15) is the quarter of the calendar. */
export function periodAt(every: Every, day: CivilDate): Period {
  const length = MONTHS[every];
  const year = yearOf(day);
  const nth = Math.floor((Number(day.slice(5, 7)) - 1) / length) + 1;
  const first = (nth - 1) * length + 1;
  const next = first + length > 12 ? dated(year + 1, 1) : dated(year, first + length);
  return { from: dated(year, first), until: addDays(next, -1), name: nameOf(every, year, nth) };
}

export function periodAfter(every: Every, { until }: Period): Period {
  return periodAt(every, addDays(until, 1));
}

/** The period that an inspection clock is for: its limit counts the days to the last one. */
export function periodOf(every: Every, { startedAt, limit }: Pick<Clock, 'startedAt' | 'limit'>): Period {
  return periodAt(every, addDays(civilDateOf(startedAt), limit.amount));
}

function inspectionFor(state: CaseState, wanted: Period, at: Instant, dating: Dating): ClockChange[] {
  const { inspection } = dating.programme.supervision;
  if (inspection === undefined) return [];
  let period = wanted;
  // An end that rolled over rest days may have used up a short period.
  while (daysBetween(civilDateOf(at), period.until) < 1) period = periodAfter(inspection.every, period);
  const limit = { amount: daysBetween(civilDateOf(at), period.until), unit: 'day' } as const;
  const plan = { kind: 'inspection', stageId: null, name: period.name, owner: inspection.owner } as const;
  return [startClock(state, { ...plan, limit }, at, dating)];
}

const isOpen = ({ kind, status }: Clock): boolean =>
  (kind === 'inspection' || kind === 'reinspection') && status !== 'STOPPED';

/**
 * The first inspection of a project whose works begin: in the period by whose end they will have run for some time, as the
 * programme says. None where the programme asks for none (ZJ15), and none beside one that runs.
 */
export function firstInspection(state: CaseState, at: Instant, dating: Dating): ClockChange[] {
  const { inspection } = dating.programme.supervision;
  if (inspection === undefined || state.kind !== 'PROJECT' || state.clocks.some(isOpen)) return [];
  const after = inspection['first-after'];
  const calendar = dating.place.calendarFor(inspection.owner);
  const today = civilDateOf(at);
  const earliest =
    after === undefined ? today : computeDue(calendar, { start: at, limit: after, roll: false }).dueDate;
  let period = periodAt(inspection.every, today);
  while (compareDates(period.until, earliest) < 0) period = periodAfter(inspection.every, period);
  return inspectionFor(state, period, at, dating);
}

/** The inspection of the period after that of a clock. */
export function nextInspection(
  state: CaseState,
  clock: Pick<Clock, 'startedAt' | 'limit'>,
  at: Instant,
  dating: Dating,
): ClockChange[] {
  const { inspection } = dating.programme.supervision;
  if (inspection === undefined) return [];
  const period = periodAfter(inspection.every, periodOf(inspection.every, clock));
  return inspectionFor(state, period, at, dating);
}

/** Somebody has to go there: a visit on `from` or later does it. */
export interface AwaitedVisit {
  clock: Clock;
  from: CivilDate;
  /** The order of a spot check; null: the regular inspection, or one that is repeated after a failure. */
  visit: Visit | null;
}

/**
 * What a visit can make up for. A regular inspection by a visit from the first day of its period on, so that of a missed
 * quarter also later, and that of a coming one not yet; whatever was ordered by a visit after the order.
 */
export function awaited(state: CaseState, programme: Programme): AwaitedVisit[] {
  const { inspection } = programme.supervision;
  const regular = state.clocks.filter(isOpen).map((clock) => ({
    ...{ clock, visit: null },
    from:
      clock.kind === 'inspection' && inspection !== undefined
        ? periodOf(inspection.every, clock).from
        : civilDateOf(clock.startedAt),
  }));
  const ordered = openVisits(state).map(({ visit, clock }) => ({
    ...{ clock, visit, from: civilDateOf(clock.startedAt) },
  }));
  return [...(isTerminal(state.status) ? [] : regular), ...ordered];
}

/** The works are accepted, or nobody has to accept them: nothing is left to be looked at in regular visits. */
export function endInspections(state: CaseState, at: Instant, dating: Dating): ClockChange[] {
  return state.clocks.filter(isOpen).map((clock) => stopClock(clock, at, dating));
}

/** Whether somebody still has to accept the works. */
export function isToBeAccepted(state: CaseState, programme: Programme): boolean {
  const here = programme.stages.findIndex(({ id }) => id === state.stageId);
  return pathOf(state, programme).some(
    (stage) => stage.kind === 'inspect' && programme.stages.indexOf(stage) >= here,
  );
}
