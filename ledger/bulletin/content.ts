import type { Pool, PoolClient } from 'pg';
import type { BulletinContent, OverdueLine } from '../../domain/bulletin/counts';
import { isEmpty } from '../../domain/bulletin/counts';
import { cutOffOf } from '../../domain/bulletin/edition';
import { addMs, civilDateOf, instantOfEpochMs, type Instant } from '../../domain/calendar/instant';
import type { ClockKind } from '../../domain/case/state';
import { Refusal, type Words } from '../../domain/errors';
import { noSuchPlace } from '../no-such-place';
import { workdaysLate } from '../../domain/figures/board';
import { monthsAfter, startOfMonth, type Month } from '../../domain/figures/month';
import type { Programme } from '../../domain/programme/schema';
import { rungWords } from '../../domain/programme/rung-words';
import { roleName } from '../../domain/role-names';
import type { Role } from '../../domain/roles';
import { type Reference } from '../reference';
import { loadOrganisations, type OrganisationNode } from '../organisations';
import { snapshot } from '../snapshot';
import { countMonth, ownersOf, type Asked, type Place } from './count';
import { listOverdue, type OverdueRow } from './questions';

/** So many lines are listed, the latest first; how many there are is always said. */
const OVERDUE_LISTED = 200;

/** Limits that belong to no stage. */
const KIND_NAMES: Readonly<Partial<Record<ClockKind, Words>>> = {
  grade: { zh: '整体时限', en: 'the whole case' },
  rework: { zh: '返工整改', en: 'rework' },
  suspension: { zh: '暂停截止', en: 'end of a pause' },
  'follow-up': { zh: '定期跟进', en: 'follow-up' },
  inspection: { zh: '巡查', en: 'inspection' },
  reinspection: { zh: '复查', en: 'repeated inspection' },
  visit: { zh: '走访', en: 'visit' },
  rectification: { zh: '整改', en: 'rectification' },
  verification: { zh: '复核', en: 'verification' },
  opinion: { zh: '监督意见答复', en: 'answer to an opinion' },
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

const same = (text: string): Words => ({ zh: text, en: text });

function nameOf({ kind, stageId }: OverdueRow, { stages }: Programme): Words {
  if (kind !== 'stage') return KIND_NAMES[kind] ?? same(kind);
  return stages.find(({ id }) => id === stageId)?.name ?? same(stageId ?? '');
}

function holderOf({ owner, role }: OverdueRow, tree: Place['tree']): Words {
  const organisation = tree.get(owner)?.name ?? owner;
  if (role === null) return same(organisation);
  const { zh, en } = roleName(role as Role);
  return { zh: `${organisation} ${zh}`, en: `${organisation} ${en}` };
}

async function overdueLines(
  rows: readonly OverdueRow[],
  cutOff: Instant,
  { tree, calendarOf }: Place,
  programmeOf: (versionId: string) => Promise<Programme>,
): Promise<OverdueLine[]> {
  const lines: OverdueLine[] = [];
  for (const row of rows) {
    const programme = await programmeOf(row.versionId);
    lines.push({
      ...{ number: row.number, title: row.title },
      rung: row.rung === null ? null : rungWords(programme, row.ladder, row.rung),
      place: tree.get(row.organisationId)?.name ?? row.organisationId,
      what: nameOf(row, programme),
      holder: holderOf(row, tree),
      dueDate: civilDateOf(addMs(at(row.dueAt), -1)),
      workdaysLate: workdaysLate(calendarOf(row.owner), cutOff, at(row.dueAt)),
    });
  }
  return lines;
}

/** Counts a month that is over, everything as of one moment. Throws 'unknown-reference', or 'count-wrong' when a sum does not hold. */
export async function buildContent(
  { pool, reference }: { pool: Pool; reference: Reference },
  question: Question,
): Promise<Built> {
  const { month, programme: code } = question;
  const cutOff = cutOffOf(month);
  const current = await reference.current(code, civilDateOf(addMs(cutOff, -1)));
  if (current === null)
    throw new Refusal('unknown-reference', {
      zh: `${month} 月末没有施行中的项目制度“${code}”。`,
      en: `No programme "${code}" was in force at the end of ${month}.`,
    });
  const calendars = await reference.calendars();
  const known: Known = { programme: current.programme, calendarOf: (id) => calendars.of(id), cutOff };
  return snapshot(pool, (db) => counted(db, question, known, (id) => reference.programme(id, db)));
}

interface Known {
  readonly programme: Programme;
  readonly calendarOf: Place['calendarOf'];
  readonly cutOff: Instant;
}

async function counted(
  db: PoolClient,
  { programme: code, organisationId, month }: Question,
  { programme, calendarOf, cutOff }: Known,
  programmeOf: (versionId: string) => Promise<Programme>,
): Promise<Built> {
  const tree = await loadOrganisations(db);
  const city = tree.get(organisationId);
  if (city === undefined) throw noSuchPlace();
  const { ids: determining, within } = determiningOf(programme);
  const place: Place = { city, tree, calendarOf };
  const asked: Asked = { programme: code, path: city.path, from: startOfMonth(month), cutOff, determining };
  const now = await countMonth(db, asked, place);
  const lastMonth = { from: startOfMonth(monthsAfter(month, -1)), cutOff: startOfMonth(month) };
  const then = await countMonth(db, { ...asked, ...lastMonth }, place);
  const listed = await listOverdue(db, asked, ownersOf(city, tree), OVERDUE_LISTED);
  const content: BulletinContent = {
    programme: { code, name: programme.name },
    organisation: { id: city.id, name: city.name },
    issuer: programme.supervision.bulletin?.issuer,
    ...{ month, cutOff, towns: now.towns, sum: now.sum, before: then.sum },
    overdue: await overdueLines(listed, cutOff, place, programmeOf),
    itemTypes: programme['item-types'].map(({ id, name }) => ({ id, name })),
    determineWithin: within,
    empty: isEmpty(now.sum),
  };
  return { city, content };
}
