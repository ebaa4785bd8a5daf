import { z } from 'zod';
import type { Instant } from '../../domain/calendar/instant';
import type { LimitUnit } from '../../domain/calendar/limit';
import { SIGN_TONES, SIGN_UNITS, signOf, signOfClock } from '../../domain/case/sign';
import { NEVER_LATE, type Clock } from '../../domain/case/state';
import type { Calendars } from '../../ledger/calendar/calendars';
import { Prisma } from '../../prisma/client';
import { civilDate, shownInstant, toInstant, words } from '../schema';

export const signSchema = z
  .strictObject({
    dueAt: shownInstant,
    dueDate: civilDate.meta({ description: 'The last day on which it is in time' }),
    provisional: z
      .boolean()
      .meta({ description: '暂定: the holidays of a year it touches are not published yet' }),
    overdue: z.boolean(),
    tone: z.enum(SIGN_TONES).meta({ description: '`soon`: due today or by the next working day' }),
    unit: z.enum(SIGN_UNITS).meta({ description: 'That of the limit; weeks and months are told in days' }),
    amount: z.number().meta({ description: 'What is left, 0 on the last day; negative once overdue' }),
    paused: z
      .strictObject({ since: shownInstant, until: civilDate.nullable() })
      .nullable()
      .meta({ description: 'Since when it stands still, and the last day of that where one is set' }),
    words: words.meta({ description: '剩 3 个工作日 · 逾期 2 个工作日 · 今天截止' }),
  })
  .meta({ id: 'TimeSign' });
export type ShownSign = z.input<typeof signSchema>;

/** The clock by which something is due, as `clockOfDue` finds it. */
export interface DueRow {
  due_at: Date | null;
  /** Null where no clock was found, or one that an older version wrote. */
  unit: LimitUnit | null;
  owner_organisation_id: string | null;
  provisional: boolean | null;
  organisation_id: string;
  /** Where no limit runs: the one that stands still and would make the case late next, and whose it is. */
  paused_clock: Clock | null;
  paused_place: string | null;
}

/** SQL: the columns that `clockOfDue` and `pausedClock` give. */
export const DUE_COLUMNS = Prisma.sql`k.unit, k.owner_organisation_id, p.paused_clock, p.paused_place`;

/** SQL: of a case without a limit that runs, the one that stands still; nothing is read of others. */
export const pausedClock = (
  caseId: Prisma.Sql,
  dueAt: Prisma.Sql,
  state: Prisma.Sql,
): Prisma.Sql => Prisma.sql`
  left join lateral (
    select x as paused_clock, q.owner_organisation_id as paused_place
      from clocks q cross join lateral json_array_elements(${state}->'clocks') x
     where ${dueAt} is null and q.case_id = ${caseId} and q.status = 'PAUSED'
       and q.kind <> all(${[...NEVER_LATE]}::text[]) and x->>'id' = q.clock_id
     order by q.due_at, q.clock_id limit 1) p on true`;

/** SQL: unit, owner and 暂定 of the clock of a case that is due at an instant; of one that stands still, that clock. */
export const clockOfDue = (
  caseId: Prisma.Sql,
  dueAt: Prisma.Sql,
  state: Prisma.Sql,
): Prisma.Sql => Prisma.sql`
  left join lateral (
    select k.unit, k.owner_organisation_id, k.provisional from clocks k
     where k.case_id = ${caseId} and k.due_at = ${dueAt} and k.status = 'RUNNING'
     order by k.kind = any(${[...NEVER_LATE]}::text[]), k.clock_id limit 1) k on true
  ${pausedClock(caseId, dueAt, state)}`;

/** The sign of a row of a list; null without a limit. */
export function signOfRow(row: DueRow, calendars: Calendars, now: Instant): ShownSign | null {
  const { due_at: due, unit, owner_organisation_id: owner, provisional, organisation_id: place } = row;
  const { paused_clock: still, paused_place: owns } = row;
  if (due === null) return still && signOfClock(still, calendars.of(owns ?? place), now);
  const limit = { dueAt: toInstant(due), unit: unit ?? 'day', provisional: provisional ?? false };
  return signOf(limit, calendars.of(owner ?? place), now);
}
