import type { Calendar } from '../../domain/calendar/calendar';
import { computeDue } from '../../domain/calendar/due';
import type { Instant } from '../../domain/calendar/instant';
import type { Limit } from '../../domain/calendar/limit';
import type { nextRung } from '../../domain/case/ladder';
import type { Clock } from '../../domain/case/state';
import { ladderSchema, type Ladder } from '../../domain/programme/ladder-schema';

export type Dated = Parameters<typeof nextRung>[1];

/** A ladder of the rungs that matter to a test, for the owner. */
export const ladderOf = (...rungs: object[]): Ladder =>
  ladderSchema.parse({
    id: 'test',
    name: { zh: '试', en: 'Test' },
    rungs: rungs.map((rung, i) => ({ id: `r${i}`, to: ['owner'], ...rung })),
  });

/** A clock that runs since `start`, dated by the one function that dates clocks. */
export function clockOf(
  start: Instant,
  limit: Limit,
  cal: Calendar,
  more: Partial<Pick<Clock, 'pauses' | 'fired'>> & { roll?: boolean } = {},
): Dated {
  const { pauses = [], fired = [], roll = true } = more;
  const { dueAt, dueDate } = computeDue(cal, { start, limit, pauses, roll });
  return { startedAt: start, limit, pauses, fired, dueAt, dueDate };
}
