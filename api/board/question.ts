import { z } from 'zod';
import { civilDateOf, endOfDay, minInstant, startOfDay, type Instant } from '../../domain/calendar/instant';
import type { Calendar } from '../../domain/calendar/calendar';
import type { DueSpan } from '../../domain/case/duty-groups';
import { NEVER_LATE } from '../../domain/case/state';
import { lateSince, soonEnd } from '../../domain/figures/board';
import { monthsAfter, startOfMonth } from '../../domain/figures/month';
import type { OrganisationNode } from '../../ledger/organisations';
import { Prisma } from '../../prisma/client';
import { placeAsked } from '../lines/place';
import { hasWords } from '../lines/words';
import type { Deps } from '../ports';
import { civilDate, id, month, role, toDate } from '../schema';
import type { Scope } from '../scope';
import { startsWith } from '../where';

const sql = Prisma.sql;

/** What narrows the board: shared by its list, its figures, its tree, its strip of days and its exports. */
export const boardFilters = {
  organisationId: id.optional().meta({ description: 'This organisation and everything below it' }),
  programme: id.optional(),
  stage: id.optional(),
  grade: id.optional(),
  kind: z.enum(['PROJECT', 'MATTER']).optional(),
  ownerRole: role.optional().meta({ description: 'Cases whose turn it is of this kind of post' }),
  ownerId: id.optional().meta({ description: 'Cases whose turn it is of this person, by name or by post' }),
  due: z
    .enum(['overdue', 'soon'])
    .optional()
    .meta({ description: '`soon`: due within three working days (三日内到期)' }),
  lateBy: z.coerce
    .number()
    .int()
    .min(1)
    .max(3650)
    .optional()
    .meta({ description: 'Late by at least so many working days' }),
  dueOn: civilDate.optional().meta({ description: 'The last day is this one' }),
  dueIn: month
    .optional()
    .meta({ description: 'The last day is in this month: with `due=overdue`, its overdue list' }),
  rung: z
    .string()
    .max(60)
    .regex(/^[a-z0-9][a-z0-9.+-]*$/)
    .optional()
    .meta({ description: 'A running limit has reached this rung (催办级)' }),
  acknowledged: z.enum(['true', 'false']).optional().meta({
    description:
      'Somebody has said "seen, mine" (签收) of the last reminder that asked for it, or nobody has',
  }),
  text: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .optional()
    .meta({ description: 'Part of the title or of the number' }),
};
export type BoardFilters = z.output<z.ZodObject<typeof boardFilters>>;

/** A question to the board, ready to be asked. */
export interface BoardAsked {
  readonly filters: BoardFilters;
  /** The organisation it is about; null = all that the caller may see. */
  readonly place: OrganisationNode | null;
  readonly paths: readonly string[];
  /** By when the cases are due. */
  readonly span: DueSpan;
  readonly soon: Instant;
  readonly now: Instant;
}

/** Reads the filters of a request; "not found" for an organisation out of reach. */
export async function askBoard(
  deps: Pick<Deps, 'ledger'>,
  scope: Pick<Scope, 'paths' | 'covers'>,
  filters: BoardFilters,
  now: Instant,
): Promise<BoardAsked> {
  const place = await placeAsked(deps, filters.organisationId, scope);
  const calendars = await deps.ledger.reference.calendars();
  const calendar = place === null ? calendars.national : calendars.of(place.id);
  const soon = soonEnd(calendar, now);
  return { filters, place, paths: scope.paths, span: spanOf(filters, calendar, soon, now), soon, now };
}

const later = (a: Instant | null, b: Instant | null): Instant | null =>
  a === null || (b !== null && b > a) ? b : a;

/** All that is asked about the due date, as one span. */
function spanOf(asked: BoardFilters, calendar: Calendar, soon: Instant, now: Instant): DueSpan {
  const { due, lateBy, dueOn, dueIn } = asked;
  const after = [
    due === 'soon' ? now : null,
    dueOn === undefined ? null : startOfDay(dueOn),
    dueIn === undefined ? null : startOfMonth(dueIn),
  ].reduce(later, null);
  const until = minInstant(
    due === 'overdue' ? now : due === 'soon' ? soon : null,
    lateBy === undefined ? null : lateSince(calendar, now, lateBy),
    dueOn === undefined ? null : endOfDay(dueOn),
    // A limit that ends at 24:00 of the last day belongs to the month.
    dueIn === undefined ? null : startOfMonth(monthsAfter(dueIn, 1)),
  );
  return { after, until };
}

/** Whether a due instant lies in a span; without a limit only in one that has no ends. */
export function isWithin({ after, until }: DueSpan, dueAt: Instant | null): boolean {
  if (dueAt === null) return after === null && until === null;
  return (after === null || dueAt > after) && (until === null || dueAt <= until);
}

/** SQL on cases `c`: below one of these paths. */
export const below = (paths: readonly string[]): Prisma.Sql =>
  sql`(${Prisma.join(
    paths.map((path) => sql`c.org_path like ${startsWith(path)}`),
    ' or ',
  )})`;

/** Limits of case `c` that can make it late, as table `k`. */
const RUNNING = sql`k.case_id = c.id and k.stopped_at is null and k.kind <> all(${[...NEVER_LATE]}::text[])`;
const MAIN_DUTY = sql`d.key like 'stage.%'`;

/** SQL: rungs of the running limits of case `c`, as `r`. */
const rungs = (what: Prisma.Sql): Prisma.Sql => sql`exists (
  select from clocks k join rungs r on r.case_id = k.case_id and r.clock_id = k.clock_id where ${RUNNING} and ${what})`;

function ownedBy(personId: string, now: Instant): Prisma.Sql {
  const today = civilDateOf(now);
  return sql`c.id in (
    select d.case_id from duties d where d.person_id = ${personId} and ${MAIN_DUTY}
    union all
    select d.case_id from posts p
      join duties d on d.person_id is null and d.role = p.role and d.organisation_id = p.organisation_id and ${MAIN_DUTY}
     where p.person_id = ${personId} and p.from_date <= ${today} and (p.until_date is null or p.until_date >= ${today}))`;
}

/** SQL on cases `c`, open ones unless told otherwise: everything that is asked except place and due date. */
export function fits({ filters: asked, now }: Pick<BoardAsked, 'filters' | 'now'>, open = true): Prisma.Sql {
  const parts = [
    ...(asked.programme === undefined ? [] : [sql`c.programme_code = ${asked.programme}`]),
    ...(asked.stage === undefined ? [] : [sql`c.stage_id = ${asked.stage}`]),
    ...(asked.grade === undefined ? [] : [sql`c.grade = ${asked.grade}`]),
    ...(asked.kind === undefined ? [] : [sql`c.kind = ${asked.kind}`]),
    ...(asked.ownerRole === undefined
      ? []
      : [sql`c.id in (select d.case_id from duties d where d.role = ${asked.ownerRole} and ${MAIN_DUTY})`]),
    ...(asked.ownerId === undefined ? [] : [ownedBy(asked.ownerId, now)]),
    ...(asked.rung === undefined ? [] : [rungs(sql`r.rung = ${asked.rung}`)]),
    ...(asked.acknowledged === undefined ? [] : [acknowledged(asked.acknowledged === 'true')]),
    ...(asked.text === undefined ? [] : [hasWords(asked.text, { open })]),
  ];
  return parts.length === 0 ? sql`true` : Prisma.join(parts, ' and ');
}

function acknowledged(wanted: boolean): Prisma.Sql {
  const awaiting = rungs(sql`r.acknowledge_by is not null and r.acknowledged_at is null`);
  if (!wanted) return awaiting;
  return sql`not ${awaiting} and ${rungs(sql`r.acknowledged_at is not null`)}`;
}

/** SQL: due within a span, on an expression of the due instant. */
export function dueWithin(due: Prisma.Sql, { after, until }: DueSpan): Prisma.Sql {
  return sql`${after === null ? Prisma.empty : sql`and ${due} > ${toDate(after)}`}
    ${until === null ? Prisma.empty : sql`and ${due} <= ${toDate(until)}`}`;
}
