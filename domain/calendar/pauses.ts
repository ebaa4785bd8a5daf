import { CalendarError } from './errors';
import { dayNumberOfMs, epochMs, type Instant } from './instant';

/** A stretch in which the clock stands; `to: null` while it still does. */
export interface Pause {
  readonly from: Instant;
  readonly to: Instant | null;
}

/** A finished pause, in milliseconds for hour limits and day numbers for all others. */
export interface PauseSpan {
  readonly fromMs: number;
  readonly toMs: number;
  readonly from: number;
  readonly to: number;
}

export interface PausePlan {
  readonly closed: readonly PauseSpan[];
  /** When the pause that still lasts began. */
  readonly openFromMs: number | null;
}

function toSpan(fromMs: number, toMs: number): PauseSpan {
  return { fromMs, toMs, from: dayNumberOfMs(fromMs), to: dayNumberOfMs(toMs) };
}

/** In order, cut at the start, overlapping ones joined, so that no moment is given back twice. */
export function planPauses(pauses: readonly Pause[], startMs: number): PausePlan {
  const stretches = pauses
    .map(({ from, to }) => {
      const [fromMs, toMs] = [epochMs(from), to === null ? Infinity : epochMs(to)];
      if (toMs < fromMs) {
        throw new CalendarError('instant-invalid', `A pause ends at ${to} before it begins at ${from}.`, {
          value: from,
        });
      }
      return { fromMs: Math.max(fromMs, startMs), toMs };
    })
    .filter(({ fromMs, toMs }) => toMs >= fromMs)
    .sort((a, b) => a.fromMs - b.fromMs || a.toMs - b.toMs);
  const joined: { fromMs: number; toMs: number }[] = [];
  for (const next of stretches) {
    const last = joined.at(-1);
    if (last && next.fromMs < last.toMs) last.toMs = Math.max(last.toMs, next.toMs);
    else joined.push({ ...next });
  }
  const open = joined.find(({ toMs }) => toMs === Infinity);
  const closed = joined.filter((stretch) => stretch !== open).map(({ fromMs, toMs }) => toSpan(fromMs, toMs));
  return { closed, openFromMs: open?.fromMs ?? null };
}
