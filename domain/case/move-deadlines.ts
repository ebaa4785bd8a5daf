import type { Calendar } from '../calendar/calendar';
import { compareInstants, type Instant } from '../calendar/instant';
import type { Limit } from '../calendar/limit';
import { limitFor, openWithin } from '../programme/path';
import type { Programme } from '../programme/schema';
import { climbs, dueOf, movedFrom, moveClock, type Dating } from './clocks';
import type { CaseEvent, ClockChange, EventOf } from './events';
import { ranUntil } from './evolve';
import { ladderFor } from './ladder';
import { gradeOf } from './path';
import { movableLimits, unlessUnknown } from './recompute';
import type { CaseState, Clock, Verdict, Words } from './state';

type Move = Extract<ClockChange, { op: 'move' }>;

/** Why limits are computed anew: the calendar has changed, or, with `newer`, the programme. */
export interface Rollout {
  rolloutId: string;
  why: Words;
  /** The version whose limits are taken over; the case itself keeps its own. */
  newer?: Programme;
}

/** The same limit in another version of the programme; undefined for what people set themselves. */
function limitIn(programme: Programme, clock: Clock, state: CaseState): Limit | undefined {
  const stage = programme.stages.find(({ id }) => id === clock.stageId);
  switch (clock.kind) {
    case 'stage':
      return stage && limitFor(stage, state.track);
    case 'waiting':
      return stage && openWithin(stage, state);
    case 'rework':
      return stage?.kind === 'inspect' ? stage['rework-limit'] : undefined;
    case 'grade':
      return gradeOf(state, programme)?.limit;
    case 'follow-up':
      return gradeOf(state, programme)?.['follow-up-every'];
    case 'returned':
      return programme['resubmit-within'];
    case 'reinspection':
      return programme.supervision.inspection?.['reinspect-within'];
    case 'verification':
      return programme.supervision.rectification?.['verify-within'];
    case 'opinion':
      return programme.supervision.opinions?.['answer-within'];
    // Set by people, by the calendar, or by what was found where.
    case 'order':
    case 'suspension':
    case 'notice':
    case 'inspection':
    case 'visit':
    case 'rectification':
      return undefined;
    default:
      return clock.kind satisfies never;
  }
}

const sameLimit = (a: Limit, b: Limit): boolean => a.amount === b.amount && a.unit === b.unit;

/** A limit that people extended or shortened was decided for this case: a general rule does not undo that. */
const decidedByPeople = (clock: Clock): boolean =>
  clock.changes.some(({ why }) => why === 'extended' || why === 'shortened');

/** A clock that was started before there were reminders gets those of its case's own programme. */
function ladderOf(clock: Clock, state: CaseState, { programme }: When): Pick<Clock, 'ladder'> {
  if (clock.ladder !== null || !climbs(clock.kind)) return { ladder: clock.ladder };
  return { ladder: ladderFor(state, programme, clock.stageId)?.id ?? null };
}

function recomputed(clock: Clock, state: CaseState, { newer }: Rollout, when: When): Move | null {
  const ladder = ladderOf(clock, state, when);
  if (newer === undefined) return unlessUnknown(() => moveClock(clock, 'calendar', ladder, when.now, when));
  const limit = decidedByPeople(clock) ? undefined : limitIn(newer, clock, state);
  if (limit === undefined || sameLimit(limit, clock.limit)) return null;
  return unlessUnknown(() => moveClock(clock, 'programme', { limit, ...ladder }, when.now, when));
}

function changes(clock: Clock, move: Move): boolean {
  return (
    clock.dueAt !== move.dueAt ||
    clock.provisional !== move.provisional ||
    clock.next?.at !== move.next?.at ||
    clock.next?.rung !== move.next?.rung ||
    clock.ladder !== move.ladder ||
    !sameLimit(clock.limit, move.limit)
  );
}

interface When extends Dating {
  now: Instant;
}

/** Had been missed by its old date and is not by the new one. */
function isTimely(clock: Clock, move: Move): boolean {
  return clock.overdueAt !== null && compareInstants(move.dueAt, ranUntil(clock, move.at)) > 0;
}

/**
 * All limits that run or stand still, computed anew by the calendar of their place; null when nothing changes. Time
 * used and rungs that have fired stay; a date that now lies in the past falls due when time next looks.
 */
export function moveDeadlines(
  state: CaseState,
  rollout: Rollout,
  when: When,
): EventOf<'DeadlinesMoved'> | null {
  // A case may have moved on by a clock that was ahead of ours.
  const now = compareInstants(when.now, state.lastAt) < 0 ? state.lastAt : when.now;
  const pairs = movableLimits(state).flatMap((clock) => {
    const move = recomputed(clock, state, rollout, { ...when, now });
    return move !== null && changes(clock, move) ? [{ clock, move }] : [];
  });
  if (pairs.length === 0) return null;
  const ids = (of: (clock: Clock, move: Move) => boolean): string[] =>
    pairs.filter(({ clock, move }) => of(clock, move)).map(({ clock }) => clock.id);
  const facts = {
    rolloutId: rollout.rolloutId,
    why: rollout.why,
    moved: pairs
      .filter(({ clock, move }) => clock.dueAt !== move.dueAt)
      .map(({ clock, move }) => movedFrom(clock, move)),
    confirmed: ids((c, m) => c.dueAt === m.dueAt && c.provisional && !m.provisional),
    timely: ids(isTimely),
  };
  const moves = { clocks: pairs.map(({ move }) => move) };
  return {
    type: 'DeadlinesMoved',
    at: now,
    actorId: null,
    actorPost: null,
    facts,
    moves,
  } satisfies CaseEvent;
}

/**
 * What today's calendar says of a clock that has stopped; null when it does not know those years. The verdict that was
 * frozen then never changes: both are kept (peers.md 7.5).
 */
export function recomputedVerdict(
  clock: Clock,
  calendar: Calendar,
): { dueAt: Instant; verdict: Verdict } | null {
  const due = unlessUnknown(() => dueOf(clock, calendar));
  if (due === null || clock.stoppedAt === null) return null;
  const late = compareInstants(ranUntil(clock, clock.stoppedAt), due.dueAt) >= 0;
  return { dueAt: due.dueAt, verdict: late ? 'OVERDUE' : 'ON_TIME' };
}
