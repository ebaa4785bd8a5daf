import type { CalendarYear } from '../../domain/calendar/calendar';
import type { OpeningHours, Pause } from '../../domain/calendar/due';

/** The rules once more, as slowly and plainly as possible, on the platform's UTC dates and none of our arithmetic. */
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const SHANGHAI_MS = 8 * 60 * MINUTE_MS;

export const dayText = (n: number) => new Date(n * DAY_MS).toISOString().slice(0, 10);
export const dayIndex = (text: string) => Date.parse(`${text}T00:00:00Z`) / DAY_MS;
const shanghaiDay = (instant: string) =>
  dayIndex(new Date(Date.parse(instant) + SHANGHAI_MS).toISOString().slice(0, 10));

export interface NaiveInput {
  readonly start: string;
  readonly amount: number;
  readonly pauses: readonly Pause[];
}

export function makeNaive(
  years: readonly CalendarYear[],
  closures: readonly { date: string; kind: 'CLOSED' | 'OPEN' }[] = [],
) {
  const rest = new Set(years.flatMap((y) => y.rest.map((d) => d.date)));
  const work = new Set(years.flatMap((y) => y.work.map((d) => d.date)));
  const works = (n: number) => {
    const date = dayText(n);
    const local = closures.findLast((closure) => closure.date === date);
    if (local) return local.kind === 'OPEN';
    if (work.has(date)) return true;
    if (rest.has(date)) return false;
    return ![0, 6].includes(new Date(n * DAY_MS).getUTCDay());
  };

  /** A day lies in a pause when the clock stood at its 24:00 or resumed on it. */
  const paused = (n: number, pauses: readonly Pause[]) =>
    pauses.some(({ from, to }) => to !== null && shanghaiDay(from) < n && n <= shanghaiDay(to));

  /** The first day on or after `n` that is not taken by a pause begun on it or before, and works if it must. */
  const settle = (n: number, pauses: readonly Pause[], mustWork: boolean): number => {
    const lasting = pauses.find(
      ({ from, to }) => to !== null && shanghaiDay(from) <= n && shanghaiDay(to) > n,
    );
    if (lasting?.to) return settle(shanghaiDay(lasting.to), pauses, mustWork);
    return mustWork && !works(n) ? settle(n + 1, pauses, mustWork) : n;
  };

  const nth = (input: NaiveInput, counts: (n: number) => boolean): number => {
    let day = shanghaiDay(input.start);
    for (let left = input.amount; left > 0;) {
      day++;
      if (counts(day) && !paused(day, input.pauses)) left--;
    }
    return day;
  };

  return {
    works,
    workdays: (input: NaiveInput) => dayText(settle(nth(input, works), input.pauses, true)),
    days: (input: NaiveInput, roll: boolean) =>
      dayText(
        settle(
          nth(input, () => true),
          input.pauses,
          roll,
        ),
      ),
    /** Minute by minute; start and pauses must be whole minutes. */
    hours: (input: NaiveInput, hours: readonly OpeningHours[]): string => {
      const minuteOf = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
      const openings = hours.map(({ from, to }) => [minuteOf(from), minuteOf(to)] as const);
      const stands = input.pauses.map(
        ({ from, to }) => [Date.parse(from), to === null ? NaN : Date.parse(to)] as const,
      );
      let at = Date.parse(input.start);
      for (let left = input.amount * 60; left > 0; at += MINUTE_MS) {
        const minute = ((at + SHANGHAI_MS) % DAY_MS) / MINUTE_MS;
        if (!openings.some(([from, to]) => from <= minute && minute < to)) continue;
        if (stands.some(([from, to]) => from <= at && at < to)) continue;
        if (works(Math.floor((at + SHANGHAI_MS) / DAY_MS))) left--;
      }
      return new Date(at).toISOString();
    },
  };
}
