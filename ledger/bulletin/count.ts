import type { PoolClient } from 'pg';
import type { Calendar } from '../../domain/calendar/calendar';
import { daysBetween } from '../../domain/calendar/civil-date';
import { addMs, civilDateOf, HOUR_MS, instantOfEpochMs, type Instant } from '../../domain/calendar/instant';
import { workingMsBetween } from '../../domain/calendar/remaining';
import { workdaysBetween } from '../../domain/calendar/workdays';
import { Refusal } from '../../domain/errors';
import {
  countsOf,
  differences,
  NO_COUNTS,
  sumOfCounts,
  type Counts,
  type Cumulated,
  type Single,
  type TownRow,
  type TypeCounts,
} from '../../domain/bulletin/counts';
import type { OrganisationNode } from '../organisations';
import { countCases, countLimits, type Asked, type PausedClock } from './questions';

type Tree = ReadonlyMap<string, OrganisationNode>;

/** Towns of a city: whatever is not below one of them is the city's own. */
interface Towns {
  readonly rows: readonly OrganisationNode[];
  townOf(path: string): string;
}

const idsOf = (path: string): string[] => path.split('/').filter((id) => id !== '');

/** By code points of the path, the city itself first; it has a row only when something is counted for it. */
export function townsOf(city: OrganisationNode, tree: Tree): Towns {
  const below = [...tree.values()].filter(({ path }) => path.startsWith(city.path));
  const towns = below.filter(({ level }) => level === 'STREET').sort((a, b) => (a.path < b.path ? -1 : 1));
  const known = new Set(towns.map(({ id }) => id));
  return {
    rows: [city, ...towns],
    townOf: (path) => idsOf(path).find((id) => known.has(id)) ?? city.id,
  };
}

/** Figures of one place while they are added up. */
class Adding {
  private readonly month = new Map<Cumulated, number>();
  private readonly total = new Map<Cumulated, number>();
  private readonly single = new Map<Single, number>();
  private readonly types = new Map<string, TypeCounts>();
  private readonly communities = new Set<string>();

  cumulate(key: Cumulated, [month, total]: readonly [month: number, total: number]): void {
    this.month.set(key, (this.month.get(key) ?? 0) + month);
    this.total.set(key, (this.total.get(key) ?? 0) + total);
  }

  add(key: Single, n: number): void {
    this.single.set(key, (this.single.get(key) ?? 0) + n);
  }

  type(id: string, more: TypeCounts): void {
    const so = this.types.get(id);
    this.types.set(id, {
      confirmedMonth: (so?.confirmedMonth ?? 0) + more.confirmedMonth,
      confirmedTotal: (so?.confirmedTotal ?? 0) + more.confirmedTotal,
      doneTotal: (so?.doneTotal ?? 0) + more.doneTotal,
    });
  }

  /** A community with a project, however many it has. */
  cover(community: string): void {
    if (this.communities.has(community)) return;
    this.communities.add(community);
    this.add('covered', 1);
  }

  counts(): Counts {
    return countsOf(
      (key) => this.month.get(key) ?? 0,
      (key) => this.total.get(key) ?? 0,
      (key) => this.single.get(key) ?? 0,
      Object.fromEntries(this.types),
    );
  }
}

/** Whether the limit would have been kept had nobody paused it: the whole time used against what the limit gave. */
export function keptWithPauses(clock: PausedClock, calendar: Calendar): boolean {
  const start = instantOfEpochMs(clock.startedAt.getTime());
  const due = instantOfEpochMs(clock.dueAt.getTime());
  const [first, last] = [civilDateOf(start), civilDateOf(addMs(due, -1))];
  const paused = clock.usedGross - clock.usedNet;
  const given =
    clock.unit === 'workday'
      ? workdaysBetween(calendar, first, last)
      : clock.unit === 'hour'
        ? workingMsBetween(calendar, start, due) / HOUR_MS
        : daysBetween(first, last);
  return clock.usedGross <= given - paused + 0.005;
}

interface Place {
  readonly city: OrganisationNode;
  readonly tree: Tree;
  readonly calendarOf: (organisationId: string) => Calendar;
}

type Answers = Awaited<ReturnType<typeof countCases>> & Awaited<ReturnType<typeof countLimits>>;

const FUNNEL_OF_CASES = ['applied', 'confirmed', 'funded', 'started', 'done', 'budgetFen'] as const;

/** Adds what was counted by the place of a case. A null place stands for everything together. */
function addCases(answers: Answers, at: (path: string | null) => Adding, tree: Tree): void {
  for (const row of answers.cases) {
    const sum = at(row.place);
    for (const key of FUNNEL_OF_CASES) sum.cumulate(key, row[key]);
    if (row.place === null) continue;
    sum.type(row.itemType ?? '', {
      ...{ confirmedMonth: row.confirmed[0], confirmedTotal: row.confirmed[1], doneTotal: row.done[1] },
    });
    const community = idsOf(row.place).find((id) => tree.get(id)?.level === 'COMMUNITY');
    if (row.confirmed[1] > 0 && community !== undefined) sum.cover(community);
  }
  for (const row of answers.money)
    for (const key of ['disbursedFen', 'paidFen'] as const) at(row.place).cumulate(key, row[key]);
  for (const row of answers.suggestions) at(row.place).cumulate('suggestions', row.suggestions);
  for (const row of answers.due) {
    at(row.place).add('inspectionsDue', row.due);
    at(row.place).add('inspectionsMissed', row.missed);
  }
  for (const row of answers.done) at(row.place).add('inspectionsDone', row.done);
  for (const row of answers.findings) {
    at(row.place).add('findingsRaised', row.raised);
    at(row.place).add('findingsClosed', row.closed);
    at(row.place).add('findingsOpen', row.open);
  }
  for (const key of ['communities', 'covered'] as const)
    for (const row of answers.coverage) at(null).add(key, row[key]);
}

/** Adds what was counted by the organisation whose limit it was. */
function addLimits(
  answers: Answers,
  at: (path: string | null) => Adding,
  { tree, calendarOf }: Pick<Place, 'tree' | 'calendarOf'>,
): void {
  const owned = (owner: string | null): Adding => at(owner === null ? null : (tree.get(owner)?.path ?? ''));
  for (const row of answers.stopped) {
    const sum = owned(row.owner);
    for (const key of ['stopped', 'onTime', 'determined', 'determinedNet', 'determinedGross'] as const)
      sum.add(key, row[key]);
    sum.add('onTimeGross', row.onTime);
  }
  for (const clock of answers.paused) {
    if (keptWithPauses(clock, calendarOf(clock.owner))) continue;
    owned(clock.owner).add('onTimeGross', -1);
    at(null).add('onTimeGross', -1);
  }
  for (const row of answers.overdue) owned(row.owner).add('overdue', row.n);
}

/** Organisations whose limits count: those below the city. */
export const ownersOf = (city: OrganisationNode, tree: Tree): string[] =>
  [...tree.values()].filter(({ path }) => path.startsWith(city.path)).map(({ id }) => id);

const nothing = (counts: Counts): boolean => differences(counts, NO_COUNTS).length === 0;

/** The figures of a month by town. The sum is counted anew by the database; when it is not that of the towns, nothing is answered. */
export async function countMonth(
  db: PoolClient,
  asked: Asked,
  place: Place,
): Promise<{ towns: TownRow[]; sum: Counts }> {
  const { city, tree } = place;
  const cases = await countCases(db, asked);
  const limits = await countLimits(db, asked, ownersOf(city, tree));
  const towns = townsOf(city, tree);
  const sums = new Map(towns.rows.map(({ id }) => [id, new Adding()]));
  const whole = new Adding();
  const at = (path: string | null): Adding =>
    path === null ? whole : (sums.get(towns.townOf(path)) ?? whole);
  const answers = { ...cases, ...limits };
  addCases(answers, at, tree);
  addLimits(answers, at, place);
  for (const { level, path } of tree.values()) {
    if (level !== 'COMMUNITY' || !path.startsWith(city.path)) continue;
    at(path).add('communities', 1);
  }
  const rows = towns.rows
    .map(({ id, name }) => ({ id, name, counts: sums.get(id)?.counts() ?? NO_COUNTS }))
    .filter(({ id, counts }) => id !== city.id || !nothing(counts));
  const sum = sumOfCounts(rows.map(({ counts }) => counts));
  checkSum(sum, whole.counts());
  return { towns: rows, sum };
}

/** Throws 'count-wrong' and names the figures: a bulletin whose sum is not its towns' is not sent to anybody. */
export function checkSum(summed: Counts, counted: Counts): void {
  const wrong = differences(summed, counted);
  if (wrong.length === 0) return;
  throw new Refusal('count-wrong', {
    zh: `合计与各单位之和不符：${wrong.join('、')}。`,
    en: `The sum is not that of the places: ${wrong.join(', ')}.`,
  });
}

export type { Asked, Instant, Place };
