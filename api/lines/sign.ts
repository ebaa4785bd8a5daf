import { z } from 'zod';
import type { Instant } from '../../domain/calendar/instant';
import type { LimitUnit } from '../../domain/calendar/limit';
import { SIGN_TONES, SIGN_UNITS, signOf } from '../../domain/case/sign';
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
    words: words.meta({ description: '剩 3 个工作日 · 逾期 2 个工作日 · 今天截止' }),
  })
  .meta({ id: 'TimeSign' });
export type ShownSign = z.input<typeof signSchema>;

/** The clock by which something is due, as `CLOCK_OF_DUE` finds it. */
export interface DueRow {
  due_at: Date | null;
  /** Null where no clock was found, or one that an older version wrote. */
  unit: LimitUnit | null;
  owner_organisation_id: string | null;
  provisional: boolean | null;
  organisation_id: string;
}

/** SQL: unit, owner and 暂定 of the clock of a case that is due at an instant. */
export const clockOfDue = (caseId: Prisma.Sql, dueAt: Prisma.Sql): Prisma.Sql => Prisma.sql`
  left join lateral (
    select k.unit, k.owner_organisation_id, k.provisional from clocks k
     where k.case_id = ${caseId} and k.due_at = ${dueAt} and k.status = 'RUNNING'
     order by k.kind in ('follow-up', 'notice'), k.clock_id limit 1) k on true`;

/** The sign of a row of a list; null without a limit that runs. */
export function signOfRow(row: DueRow, calendars: Calendars, now: Instant): ShownSign | null {
  const { due_at: due, unit, owner_organisation_id: owner, provisional, organisation_id: place } = row;
  if (due === null) return null;
  const limit = { dueAt: toInstant(due), unit: unit ?? 'day', provisional: provisional ?? false };
  return signOf(limit, calendars.of(owner ?? place), now);
}
