import type { Instant } from '../../domain/calendar/instant';
import { monthsAfter, monthsBetween, startOfMonth, type Month } from '../../domain/figures/month';
import { LIMIT_KINDS, type Cell } from '../../domain/figures/tally';
import { Prisma, type PrismaClient } from '../../prisma/client';
import { toDate } from '../schema';

export interface CellsAsked {
  organisationIds: readonly string[];
  from: Month;
  until: Month;
  programme: string | undefined;
  /** What is overdue is overdue at this instant. */
  now: Instant;
}

interface MonthRow {
  organisation_id: string;
  month: string;
  cells: (Omit<Cell, 'organisationId' | 'month' | 'stage'> & { stage?: string })[];
}

/** What has stopped. Months in which a clock changed since they were last read are made anew first. */
async function stoppedCells(prisma: PrismaClient, asked: CellsAsked): Promise<Cell[]> {
  await prisma.$queryRaw`select refresh_figures()`;
  const rows = await prisma.$queryRaw<MonthRow[]>`
    select organisation_id, month, cells from month_figures
     where organisation_id = any(${asked.organisationIds}::text[]) and month between ${asked.from} and ${asked.until}`;
  return rows.flatMap(({ organisation_id: organisationId, month, cells }) =>
    cells
      .filter(({ programme }) => asked.programme === undefined || programme === asked.programme)
      .map((cell) => Object.assign(cell, { stage: cell.stage ?? null, organisationId, month })),
  );
}

/** A limit that has ended and still runs, whether or not time has recorded it yet. */
export const openOverdue = (now: Instant): Prisma.Sql => Prisma.sql`(k.stopped_at is null
  and (k.overdue_at is not null or (k.status = 'RUNNING' and k.due_at <= ${toDate(now)})))`;

interface OpenRow {
  organisation_id: string;
  month: number;
  programme: string;
  stage: string | null;
  kind: Cell['kind'];
  n: number;
}

async function openCells(prisma: PrismaClient, asked: CellsAsked): Promise<Cell[]> {
  const months = monthsBetween(asked.from, asked.until);
  const starts = [...months, monthsAfter(asked.until, 1)].map((month) => toDate(startOfMonth(month)));
  const programme =
    asked.programme === undefined ? Prisma.empty : Prisma.sql`and c.programme_code = ${asked.programme}`;
  const rows = await prisma.$queryRaw<OpenRow[]>`
    select k.owner_organisation_id as organisation_id, width_bucket(k.due_at, ${starts}::timestamptz[]) as month,
           c.programme_code as programme, k.stage_id as stage, k.kind, count(*)::int as n
      from clocks k join cases c on c.id = k.case_id
     where k.owner_organisation_id = any(${asked.organisationIds}::text[])
       and k.due_at >= ${starts[0]} and k.due_at < ${starts.at(-1)} and ${openOverdue(asked.now)}
       and k.kind = any(${[...LIMIT_KINDS]}::text[]) ${programme}
     group by 1, 2, 3, 4, 5`;
  return rows.map(({ organisation_id: organisationId, month, programme: code, stage, kind, n }) => ({
    ...{ organisationId, month: months[month - 1] ?? '', programme: code, stage, kind, openOverdue: n },
  }));
}

/** Everything that on-time figures are added up from. */
export async function readCells(prisma: PrismaClient, asked: CellsAsked): Promise<Cell[]> {
  const [stopped, open] = await Promise.all([stoppedCells(prisma, asked), openCells(prisma, asked)]);
  return [...stopped, ...open];
}
