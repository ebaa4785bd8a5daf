import type { ClockKind } from '../case/state';
import { addPairs, type Histogram, type Pairs } from './histogram';
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

/** Any number of cells added up. */
export interface Tally {
  limits: Counts;
  apart: Record<ApartKind, Counts>;
  times: Record<CountedUnit, { net: Histogram; gross: Histogram }>;
  pauses: { number: number; clocks: number };
  extensions: { number: number; clocks: number };
  followUps: { made: number; missed: number };
  openOverdue: number;
}

const noCounts = (): Counts => ({ stopped: 0, onTime: 0, onTimeRecomputed: 0, changed: 0 });
const noTimes = () => ({ net: new Map<number, number>(), gross: new Map<number, number>() });

export function emptyTally(): Tally {
  return {
    limits: noCounts(),
    apart: { waiting: noCounts(), returned: noCounts(), order: noCounts() },
    times: { workday: noTimes(), day: noTimes(), hour: noTimes() },
    pauses: { number: 0, clocks: 0 },
    extensions: { number: 0, clocks: 0 },
    followUps: { made: 0, missed: 0 },
    openOverdue: 0,
  };
}

function addCounts(into: Counts, cell: Cell): void {
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
  if (isApart(cell.kind)) addCounts(into.apart[cell.kind], cell);
  if (!isLimit(cell.kind)) return;
  addCounts(into.limits, cell);
  into.pauses.number += cell.pauses ?? 0;
  into.pauses.clocks += cell.paused ?? 0;
  into.extensions.number += cell.extensions ?? 0;
  into.extensions.clocks += cell.extended ?? 0;
  into.openOverdue += cell.openOverdue ?? 0;
  if (cell.unit === undefined) return;
  addPairs(into.times[cell.unit].net, cell.net ?? []);
  addPairs(into.times[cell.unit].gross, cell.gross ?? []);
}

/** Of any cells, in any order. */
export function tallyOf(cells: Iterable<Cell>): Tally {
  const tally = emptyTally();
  for (const cell of cells) addCell(tally, cell);
  return tally;
}
