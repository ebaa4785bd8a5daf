import type { z } from 'zod';
import type { Instant } from '../../domain/calendar/instant';
import { STATUS_NAMES, type CaseStatus } from '../../domain/case/status';
import { Prisma, type PrismaClient } from '../../prisma/client';
import type { Deps } from '../ports';
import type { caseSummarySchema } from '../routes/cases/case-schema';
import { toDate, toInstant } from '../schema';
import { namesFor, type NamedRow } from './case-names';
import { clockOfDue, DUE_COLUMNS, signOfRow, type DueRow } from './sign';

/** A case as lists read it. */
export interface CaseLineRow extends NamedRow, DueRow {
  id: string;
  number: string;
  title: string;
  kind: 'PROJECT' | 'MATTER';
  programme_code: string;
  status: CaseStatus;
  seq: number;
  opened_at: Date;
  ended_at: Date | null;
  due_provisional: boolean;
}

const sql = Prisma.sql;

/** SQL: what a line needs of cases `c`. */
export const CASE_COLUMNS = sql`c.id, c.number, c.title, c.kind, c.programme_code, c.programme_version_id,
  c.organisation_id, c.status, c.stage_id, c.grade, c.seq, c.opened_at, c.ended_at, c.due_at, c.due_provisional`;

/** The cases that fit, in an order that an index has; their clocks are looked up for the page only. */
export function readCases(
  prisma: PrismaClient,
  where: Prisma.Sql,
  order: Prisma.Sql,
  limit: number,
): Promise<CaseLineRow[]> {
  return prisma.$queryRaw<CaseLineRow[]>`
    select c.*, ${DUE_COLUMNS}, c.due_provisional as provisional
      from (select ${CASE_COLUMNS} from cases c where ${where} order by ${order} limit ${limit}) c
      join cases s on s.id = c.id
      ${clockOfDue(sql`c.id`, sql`c.due_at`, sql`s.state`)}
     order by ${order}`;
}

/** Shows rows of cases with every name and their time sign. */
export async function caseLines(
  { ledger }: Pick<Deps, 'ledger'>,
  rows: readonly CaseLineRow[],
  now: Instant,
) {
  const [calendars, names] = await Promise.all([
    ledger.reference.calendars(),
    namesFor(ledger.reference, rows),
  ]);
  const today = toDate(now);
  return (row: CaseLineRow): z.input<typeof caseSummarySchema> => ({
    ...{ id: row.id, number: row.number, title: row.title, kind: row.kind },
    ...{ programmeCode: row.programme_code, organisationId: row.organisation_id },
    ...{ status: row.status, statusName: STATUS_NAMES[row.status], stageId: row.stage_id, grade: row.grade },
    ...{ seq: row.seq, openedAt: toInstant(row.opened_at), endedAt: toInstant(row.ended_at) },
    ...{ dueAt: toInstant(row.due_at), provisional: row.due_provisional },
    overdue: row.ended_at === null && row.due_at !== null && row.due_at <= today,
    ...names(row),
    sign: row.ended_at === null ? signOfRow(row, calendars, now) : null,
  });
}
