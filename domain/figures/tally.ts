import type { ClockKind } from '../case/state';
import { mergedPairs, type Pairs } from './histogram';
import type { Month } from './month';

/** Limits that somebody can miss: these make the on-time rate. */
export const LIMIT_KINDS = ['stage', 'grade', 'rework', 'suspension'] as const satisfies readonly ClockKind[];
/** Counted each by itself: waiting for the opening command, a returned file, a supervision order (督办). */
export const APART_KINDS = ['waiting', 'returned', 'order'] as const satisfies readonly ClockKind[];
/** What time used is counted in: weeks and months are counted in days. */
export const COUNTED_UNITS = ['workday', 'day', 'hour'] as const;

export type ApartKind = (typeof APART_KINDS)[number];
export type CountedUnit = (typeof COUNTED_UNITS)[number];

/** Clocks of one organisation, month, programme, stage, kind and unit, counted; what is left out is 0. */
export interface Cell {
  organisationId: string;
  month: Month;
  programme: string;
  /** Null for limits of the whole case and for follow-ups. */
  stage: string | null;
  kind: ClockKind;
  unit?: CountedUnit;
  stopped?: number;
  onTime?: number;
  onTimeRecomputed?: number;
  /** Verdict then and verdict recomputed differ. */
  changed?: number;
  pauses?: number;
  /** Clocks that were paused at all, and extended at all. */
  paused?: number;
  extensions?: number;
  extended?: number;
  net?: Pairs;
  /** Left out where it is the same as `net`: where nothing was paused. */
  gross?: Pairs;
  /** Follow-ups: made before they were due, and missed. */
  made?: number;
  missed?: number;
  /** Ended in this month and still running now. */
  openOverdue?: number;
}

export interface Counts {
  stopped: number;
  onTime: number;
  onTimeRecomputed: number;
  changed: number;
}

export interface Times {
  net: Pairs[];
  gross: Pairs[];
}

/** Any number of cells added up. */
export interface Tally {
  limits: Counts;
  apart: Partial<Record<ApartKind, Counts>>;
  /** What nothing was counted in is left out: most organisations use one unit. */
  times: Partial<Record<CountedUnit, Times>>;
  pauses: { number: number; clocks: number };
  extensions: { number: number; clocks: number };
  followUps: { made: number; missed: number };
  openOverdue: number;
}

const noCounts = (): Counts => ({ stopped: 0, onTime: 0, onTimeRecomputed: 0, changed: 0 });

function timesOf(tally: Tally, unit: CountedUnit): Times {
  return (tally.times[unit] ??= { net: [], gross: [] });
}

export function emptyTally(): Tally {
  return {
    limits: noCounts(),
    apart: {},
    times: {},
    pauses: { number: 0, clocks: 0 },
    extensions: { number: 0, clocks: 0 },
    followUps: { made: 0, missed: 0 },
    openOverdue: 0,
  };
}

function addCounts(into: Counts, cell: Partial<Counts>): void {
  into.stopped += cell.stopped ?? 0;
  into.onTime += cell.onTime ?? 0;
  into.onTimeRecomputed += cell.onTimeRecomputed ?? 0;
  into.changed += cell.changed ?? 0;
}

const isLimit = (kind: ClockKind): boolean => (LIMIT_KINDS as readonly ClockKind[]).includes(kind);
const isApart = (kind: ClockKind): kind is ApartKind => (APART_KINDS as readonly ClockKind[]).includes(kind);

/** Adds one cell. Notices are never late and count nowhere. */
export function addCell(into: Tally, cell: Cell): void {
  if (cell.kind === 'follow-up') {
    into.followUps.made += cell.made ?? 0;
    into.followUps.missed += cell.missed ?? 0;
  }
  if (isApart(cell.kind)) addCounts((into.apart[cell.kind] ??= noCounts()), cell);
  if (!isLimit(cell.kind)) return;
  addCounts(into.limits, cell);
  into.pauses.number += cell.pauses ?? 0;
  into.pauses.clocks += cell.paused ?? 0;
  into.extensions.number += cell.extensions ?? 0;
  into.extensions.clocks += cell.extended ?? 0;
  into.openOverdue += cell.openOverdue ?? 0;
  if (cell.unit === undefined || cell.net === undefined) return;
  const times = timesOf(into, cell.unit);
  times.net.push(cell.net);
  times.gross.push(cell.gross ?? cell.net);
}

/** Adds what was added up before. */
export function addTally(into: Tally, other: Tally): void {
  addCounts(into.limits, other.limits);
  for (const kind of APART_KINDS) {
    const counts = other.apart[kind];
    if (counts !== undefined) addCounts((into.apart[kind] ??= noCounts()), counts);
  }
  for (const unit of COUNTED_UNITS) {
    const from = other.times[unit];
    if (from === undefined) continue;
    const times = timesOf(into, unit);
    times.net.push(...from.net);
    times.gross.push(...from.gross);
  }
  for (const what of ['pauses', 'extensions'] as const) {
    into[what].number += other[what].number;
    into[what].clocks += other[what].clocks;
  }
  into.followUps.made += other.followUps.made;
  into.followUps.missed += other.followUps.missed;
  into.openOverdue += other.openOverdue;
}

/** Of any tallies, in any order. */
export function sumOfTallies(tallies: Iterable<Tally>): Tally {
  const sum = emptyTally();
  for (const tally of tallies) addTally(sum, tally);
  for (const times of Object.values(sum.times)) {
    times.net = [mergedPairs(times.net)];
    times.gross = [mergedPairs(times.gross)];
  }
  return sum;
}
