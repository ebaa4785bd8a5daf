import { isWorkday, type Calendar } from '../calendar/calendar';
import type { CivilDate } from '../calendar/civil-date';
import {
  compareInstants,
  epochMs,
  HOUR_MS,
  instantOfEpochMs,
  msBetween,
  type Instant,
} from '../calendar/instant';
import { afterWorkingHours, beforeWorkingMs, openingOf, workingMoment } from '../calendar/working-time';
import { addWorkdays } from '../calendar/workdays';
import type { Ladder, Rung } from '../programme/ladder-schema';
import type { Programme } from '../programme/schema';
import { stageOf } from './path';
import type { CaseState, Clock } from './state';

type Dated = Pick<Clock, 'startedAt' | 'dueAt' | 'dueDate' | 'limit' | 'pauses' | 'fired'>;

/** A rung with the instant at which it fires, in working time. */
export interface PlannedRung {
  rung: string;
  at: Instant;
}

/** Repeats of one rung that a long silence may bring: more is a mistake in the programme. */
const MOST_REPEATS = 60;

/** A last day that people named themselves may be a rest day: it is announced on the working day before it. */
function lastWorkday(cal: Calendar, dueDate: CivilDate): CivilDate {
  return isWorkday(cal, dueDate) ? dueDate : addWorkdays(cal, dueDate, -1);
}

/** When a share of the limit's own time is used, pauses not counted; null when that is the end itself. */
function shareAt(percent: number, clock: Dated, cal: Calendar): Instant | null {
  const { limit, dueAt, dueDate } = clock;
  if (limit.unit === 'workday') {
    const left = limit.amount - Math.ceil((limit.amount * percent) / 100);
    return left === 0 ? null : openingOf(cal, addWorkdays(cal, dueDate, -left));
  }
  if (limit.unit === 'hour')
    return beforeWorkingMs(cal, dueAt, Math.round((limit.amount * HOUR_MS * (100 - percent)) / 100));
  const paused = clock.pauses.reduce((sum, { from, to }) => sum + (to === null ? 0 : msBetween(from, to)), 0);
  const net = Math.max(0, msBetween(clock.startedAt, dueAt) - paused);
  const moment = workingMoment(cal, instantOfEpochMs(epochMs(dueAt) - Math.round(net * (1 - percent / 100))));
  // Late on the last day it would be told when people work again, which is after the end.
  return compareInstants(moment, dueAt) < 0 ? moment : openingOf(cal, lastWorkday(cal, dueDate));
}

function momentOf({ at }: Rung, clock: Dated, cal: Calendar, repeat = 0): Instant | null {
  switch (at.kind) {
    case 'share':
      return shareAt(at.percent, clock, cal);
    case 'days':
      return openingOf(cal, addWorkdays(cal, lastWorkday(cal, clock.dueDate), at.days + repeat));
    case 'due':
      return workingMoment(cal, clock.dueAt);
    case 'hours':
      return workingMoment(cal, afterWorkingHours(cal, clock.dueAt, at.hours));
    default:
      return at satisfies never;
  }
}

/** The runs of one rung that have not fired: itself, and its next repeat. Too early to be of use = left out. */
function* unfired(rung: Rung, clock: Dated, cal: Calendar): Generator<PlannedRung> {
  const every = rung['again-every'] ?? 0;
  for (let run = 0; run < (every > 0 ? MOST_REPEATS : 1); run += 1) {
    const id = run === 0 ? rung.id : `${rung.id}.${run + 1}`;
    if (clock.fired.includes(id)) continue;
    const at = momentOf(rung, clock, cal, run * every);
    if (at !== null && compareInstants(at, clock.startedAt) > 0) yield { rung: id, at };
  }
}

/** The rung that fires next; null when none is left. Repeats are looked at one by one, never all of them. */
export function nextRung(ladder: Ladder | null, clock: Dated, cal: Calendar): PlannedRung | null {
  let next: PlannedRung | null = null;
  for (const rung of ladder?.rungs ?? []) {
    for (const planned of unfired(rung, clock, cal)) {
      if (next === null || compareInstants(planned.at, next.at) < 0) next = planned;
      break;
    }
  }
  return next;
}

/** Every rung whose instant has come and which has not fired, in order. */
export function passedRungs(ladder: Ladder, clock: Dated, cal: Calendar, now: Instant): PlannedRung[] {
  const passed: PlannedRung[] = [];
  for (const rung of ladder.rungs) {
    for (const planned of unfired(rung, clock, cal)) {
      if (compareInstants(planned.at, now) > 0) break;
      passed.push(planned);
    }
  }
  return passed.sort((a, b) => compareInstants(a.at, b.at));
}

/** The rung behind the id of one of its runs (`overdue-5.2` is a repeat of `overdue-5`). */
export function rungCalled(ladder: Ladder | null, id: string): Rung | null {
  return ladder?.rungs.find((rung) => id === rung.id || id.startsWith(`${rung.id}.`)) ?? null;
}

/** The ladder by its name; null for clocks that nobody is reminded of, and for names of another version. */
export function ladderCalled(programme: Programme, id: string | null): Ladder | null {
  return programme.ladders.find((ladder) => ladder.id === id) ?? null;
}

/**
 * The ladder a new clock climbs: of the urgency first, because urgency is a contract (peers.md 8.3), then of the
 * stage, then the programme's first one.
 */
export function ladderFor(
  state: Pick<CaseState, 'kind' | 'track' | 'grade' | 'stageId' | 'money'>,
  programme: Programme,
  stageId: string | null,
): Ladder | null {
  const grade = programme.grades.find(({ id }) => id === state.grade);
  const stage = stageId === null ? null : stageOf({ ...state, stageId }, programme);
  const byTrack = stage?.['ladder-on-track'] ?? {};
  const track =
    state.track !== null && Object.hasOwn(byTrack, state.track) ? byTrack[state.track] : undefined;
  const id = grade?.ladder ?? track ?? stage?.ladder;
  return id === undefined ? (programme.ladders[0] ?? null) : ladderCalled(programme, id);
}
