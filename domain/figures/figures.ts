import { middleOf, rounded } from './histogram';
import type { CountedUnit, Counts, Tally, Times } from './tally';

/** Time used, in one unit: without pauses, with them, and the pauses by themselves. */
export interface TimeUsed {
  clocks: number;
  net: { average: number | null; median: number | null };
  gross: { average: number | null; median: number | null };
  paused: { total: number; average: number | null };
}

export interface Rate {
  /** The denominator and the numerator. */
  stopped: number;
  onTime: number;
  /** In 0..1 to four decimals; null when nothing stopped. */
  rate: number | null;
}

/** What people read of a tally. */
export interface Figures extends Rate {
  late: number;
  recomputed: { onTime: number; rate: number | null; changed: number };
  openOverdue: number;
  /** By the unit of the limit; null where no limit was counted in it. */
  used: Record<CountedUnit, TimeUsed | null>;
  pauses: { number: number; clocks: number };
  extensions: { number: number; clocks: number };
  followUps: { made: number; missed: number };
  apart: { waiting: Rate; returned: Rate; order: Rate };
}

const share = (part: number, whole: number): number | null => (whole === 0 ? null : rounded(part / whole, 4));

const NO_RATE: Rate = { stopped: 0, onTime: 0, rate: null };

const rateOf = (counts: Counts | undefined): Rate =>
  counts === undefined
    ? NO_RATE
    : { stopped: counts.stopped, onTime: counts.onTime, rate: share(counts.onTime, counts.stopped) };

function timeUsed(times: Times | undefined): TimeUsed | null {
  if (times === undefined) return null;
  const [net, gross] = [middleOf(times.net), middleOf(times.gross)];
  if (net.count === 0) return null;
  const total = gross.sum - net.sum;
  return {
    clocks: net.count,
    net: { average: net.average, median: net.median },
    gross: { average: gross.average, median: gross.median },
    paused: { total: rounded(total), average: rounded(total / net.count) },
  };
}

export function figuresOf(tally: Tally): Figures {
  const { limits, apart, times, pauses, extensions, followUps } = tally;
  return {
    stopped: limits.stopped,
    onTime: limits.onTime,
    rate: share(limits.onTime, limits.stopped),
    late: limits.stopped - limits.onTime,
    recomputed: {
      onTime: limits.onTimeRecomputed,
      rate: share(limits.onTimeRecomputed, limits.stopped),
      changed: limits.changed,
    },
    openOverdue: tally.openOverdue,
    used: { workday: timeUsed(times.workday), day: timeUsed(times.day), hour: timeUsed(times.hour) },
    pauses: { number: pauses.number, clocks: pauses.clocks },
    extensions: { number: extensions.number, clocks: extensions.clocks },
    followUps: { made: followUps.made, missed: followUps.missed },
    apart: {
      waiting: rateOf(apart.waiting),
      returned: rateOf(apart.returned),
      order: rateOf(apart.order),
    },
  };
}
