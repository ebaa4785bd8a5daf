import type { Pool } from 'pg';
import type { BulletinContent, OverdueLine } from '../../domain/bulletin/counts';
import { isEmpty } from '../../domain/bulletin/counts';
import { cutOffOf } from '../../domain/bulletin/edition';
import { addMs, civilDateOf, instantOfEpochMs, type Instant } from '../../domain/calendar/instant';
import type { ClockKind } from '../../domain/case/state';
import { Refusal } from '../../domain/errors';
import { workdaysLate } from '../../domain/figures/board';
import { monthsAfter, startOfMonth, type Month } from '../../domain/figures/month';
import type { Programme } from '../../domain/programme/schema';
import { rungWords } from '../../domain/programme/rung-words';
import { roleName } from '../../domain/role-names';
import type { Role } from '../../domain/roles';
import type { OrganisationNode, Reference } from '../reference';
import { countMonth, ownersOf, type Asked, type Place } from './count';
import { listOverdue, type OverdueRow } from './questions';

/** So many lines are listed, the latest first; how many there are is always said. */
const OVERDUE_LISTED = 200;

/** Limits that belong to no stage. */
const KIND_NAMES: Readonly<Partial<Record<ClockKind, string>>> = {
  grade: '整体时限',
  rework: '返工整改',
  suspension: '暂停截止',
  'follow-up': '定期跟进',
  inspection: '巡查',
  reinspection: '复查',
  visit: '走访',
  rectification: '整改',
  verification: '复核',
  opinion: '监督意见答复',
};

export interface Built {
  readonly city: OrganisationNode;
  readonly content: BulletinContent;
}

interface Question {
  readonly programme: string;
  readonly organisationId: string;
  readonly month: Month;
}

/** Stages by whose limits a project is determined, and the working days that they give. */
function determiningOf({ stages }: Programme): { ids: string[]; within: number | null } {
  const approving = stages.filter(({ kind }) => kind === 'approve');
  const limits = approving.flatMap((stage) =>
    'limit' in stage && stage.limit !== undefined ? [stage.limit] : [],
  );
  const workdays = limits.find(({ unit }) => unit === 'workday');
  return { ids: approving.map(({ id }) => id), within: workdays?.amount ?? null };
}

const at = (date: Date): Instant => instantOfEpochMs(date.getTime());

async function overdueLines(
  rows: readonly OverdueRow[],
  cutOff: Instant,
  { tree, calendarOf }: Place,
  reference: Reference,
): Promise<OverdueLine[]> {
  const lines: OverdueLine[] = [];
  for (const row of rows) {
    const programme = await reference.programme(row.versionId);
    const stage = programme.stages.find(({ id }) => id === row.stageId);
    const holder = row.role === null ? '' : ` ${roleName(row.role as Role).zh}`;
    lines.push({
      ...{ number: row.number, title: row.title },
      rung: row.rung === null ? null : rungWords(programme, row.ladder, row.rung).zh,
      place: tree.get(row.organisationId)?.name ?? row.organisationId,
      what: row.kind === 'stage' ? (stage?.name.zh ?? row.stageId ?? '') : (KIND_NAMES[row.kind] ?? row.kind),
      holder: `${tree.get(row.owner)?.name ?? row.owner}${holder}`,
      dueDate: civilDateOf(addMs(at(row.dueAt), -1)),
      workdaysLate: workdaysLate(calendarOf(row.owner), cutOff, at(row.dueAt)),
    });
  }
  return lines;
}

/** Counts a month that is over. Throws 'unknown-reference', or 'count-wrong' when a sum does not hold. */
export async function buildContent(
  { pool, reference }: { pool: Pool; reference: Reference },
  { programme: code, organisationId, month }: Question,
): Promise<Built> {
  const tree = await reference.organisations();
  const city = tree.get(organisationId);
  const cutOff = cutOffOf(month);
  const current = await reference.current(code, civilDateOf(addMs(cutOff, -1)));
  if (city === undefined || current === null) throw new Refusal('unknown-reference');
  const { programme } = current;
  const { ids: determining, within } = determiningOf(programme);
  const calendars = await reference.calendars();
  const place: Place = { city, tree, calendarOf: (id) => calendars.of(id) };
  const asked: Asked = { programme: code, path: city.path, from: startOfMonth(month), cutOff, determining };
  const before = { ...asked, from: startOfMonth(monthsAfter(month, -1)), cutOff: startOfMonth(month) };
  const [now, then, listed] = await Promise.all([
    countMonth(pool, asked, place),
    countMonth(pool, before, place),
    listOverdue(pool, asked, ownersOf(city, tree), OVERDUE_LISTED),
  ]);
  const content: BulletinContent = {
    programme: { code, name: programme.name },
    organisation: { id: city.id, name: city.name },
    ...{ month, cutOff, towns: now.towns, sum: now.sum, before: then.sum },
    overdue: await overdueLines(listed, cutOff, place, reference),
    itemTypes: programme['item-types'].map(({ id, name }) => ({ id, name })),
    determineWithin: within,
    empty: isEmpty(now.sum),
  };
  return { city, content };
}
