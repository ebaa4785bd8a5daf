import { middleOf, rounded, sumOf } from './histogram';
import { COUNTED_UNITS, type CountedUnit, type Counts, type Tally } from './tally';

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
  used: Record<CountedUnit, TimeUsed>;
  pauses: { number: number; clocks: number };
  extensions: { number: number; clocks: number };
  followUps: { made: number; missed: number };
  apart: { waiting: Rate; returned: Rate; order: Rate };
}

const share = (part: number, whole: number): number | null => (whole === 0 ? null : rounded(part / whole, 4));

const rateOf = ({ stopped, onTime }: Counts): Rate => ({ stopped, onTime, rate: share(onTime, stopped) });

function timeUsed({ net, gross }: Tally['times'][CountedUnit]): TimeUsed {
  const [without, including] = [middleOf(net), middleOf(gross)];
  const total = sumOf(gross) - sumOf(net);
  return {
    clocks: without.count,
    net: { average: without.average, median: without.median },
    gross: { average: including.average, median: including.median },
    paused: { total: rounded(total), average: without.count === 0 ? null : rounded(total / without.count) },
  };
}

export function figuresOf(tally: Tally): Figures {
  const { limits, apart, times, pauses, extensions, followUps, openOverdue } = tally;
  const used = COUNTED_UNITS.map((unit) => [unit, timeUsed(times[unit])] as const);
  return {
    ...rateOf(limits),
    late: limits.stopped - limits.onTime,
    recomputed: {
      onTime: limits.onTimeRecomputed,
      rate: share(limits.onTimeRecomputed, limits.stopped),
      changed: limits.changed,
    },
    openOverdue,
    used: Object.fromEntries(used) as Figures['used'],
    ...{ pauses: { ...pauses }, extensions: { ...extensions }, followUps: { ...followUps } },
    apart: {
      waiting: rateOf(apart.waiting),
      returned: rateOf(apart.returned),
      order: rateOf(apart.order),
    },
  };
}
