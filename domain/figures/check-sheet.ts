import type { CivilDate } from '../calendar/civil-date';
import { civilDateOf, compareInstants, startOfDay, type Instant } from '../calendar/instant';
import { periodOf } from '../case/inspections';
import { findingName, RESULT_NAMES } from '../case/line-overlay';
import { pathOf } from '../case/path';
import { isOverlay, type CaseState, type Clock, type Finding, type Inspection } from '../case/state';
import { STATUS_NAMES } from '../case/status';
import type { Fen } from '../money';
import type { Words } from '../errors';
import type { Programme } from '../programme/schema';
import { monthsAfter, startOfMonth } from './month';

/** A quarter of the calendar, `2026-Q4`. */
export type Quarter = string;

const MONTHS = 3;

export function isQuarter(text: string): boolean {
  return /^(19|20)\d{2}-Q[1-4]$/.test(text);
}

/** From an instant until before another. */
export interface Span {
  readonly from: Instant;
  readonly until: Instant;
}

/** From its first instant to that of the next one. */
export function spanOfQuarter(quarter: Quarter): Span {
  const first = (Number(quarter.slice(-1)) - 1) * MONTHS + 1;
  const month = `${quarter.slice(0, 4)}-${String(first).padStart(2, '0')}`;
  return { from: startOfMonth(month), until: startOfMonth(monthsAfter(month, MONTHS)) };
}

export function quarterOf(day: CivilDate): Quarter {
  return `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / MONTHS)}`;
}

/** Whether the inspection of the quarter was made; `none`: no works ran that had to be looked at. */
export type Inspected = 'done' | 'due' | 'missed' | 'none';

/** One project on the sheet that a town goes through every quarter (ZJ15; domain.md 5). */
export interface SheetRow {
  readonly caseId: string;
  readonly number: string;
  readonly title: string;
  readonly organisationId: string;
  readonly status: CaseState['status'];
  /** When the works began and, as far as they have by now, ended. */
  readonly beganOn: CivilDate | null;
  readonly endedOn: CivilDate | null;
  readonly inspected: Inspected;
  /** Visits of the quarter, in their order, also when they were told later. */
  readonly visits: readonly Pick<
    Inspection,
    'visitedOn' | 'by' | 'result' | 'percentDone' | 'percentPlanned'
  >[];
  /** Findings raised by the end of the quarter that it began with or brought. */
  readonly findings: readonly { readonly kindName: Words; readonly status: Finding['status'] }[];
  /** Limits of its course that were missed, the latest first; `open`: it is still late. */
  readonly overruns: readonly { readonly name: Words; readonly dueDate: CivilDate; readonly open: boolean }[];
  /** Documents that stages already passed ask for and that are not there. */
  readonly missing: readonly Words[];
  readonly approvedFen: Fen | null;
  readonly overrides: readonly { readonly per: string; readonly amountFen: Fen; readonly reason: string }[];
  readonly track: string | null;
  /** Numbers of other projects that look like parts of the same one. */
  readonly splitWith: readonly string[];
  /** What has become of it since the quarter ended; nothing while it still runs. */
  readonly since: readonly Words[];
}

/** A project as it stands, and as it stood when the quarter ended; the same while that has not ended yet. */
export interface Standing {
  readonly now: CaseState;
  readonly then: CaseState;
}

function missingOf(state: CaseState, programme: Programme): Words[] {
  // Projects that were given up lack no documents.
  if (state.outcome !== null && !state.outcome.success) return [];
  const here = programme.stages.findIndex(({ id }) => id === state.stageId);
  const passed = pathOf(state, programme).filter(
    (stage) => state.endedAt !== null || programme.stages.indexOf(stage) < here,
  );
  const asked = new Set(passed.flatMap(({ evidence }) => evidence));
  return [...asked]
    .filter((kind) => !state.evidence.some((one) => one.kind === kind))
    .map((kind) => programme.documents.find(({ id }) => id === kind)?.name ?? { zh: kind, en: kind });
}

const within = (at: Instant, { from, until }: Span): boolean =>
  compareInstants(at, from) >= 0 && compareInstants(at, until) < 0;

const visitsIn = ({ inspections }: CaseState, span: Span): Inspection[] =>
  inspections.filter(({ visitedOn }) => within(startOfDay(visitedOn), span));

/** The regular inspections that were due by the end of the quarter. */
const dueIn = (state: CaseState, { supervision: { inspection } }: Programme, span: Span): Clock[] =>
  inspection === undefined
    ? []
    : state.clocks.filter(
        (clock) =>
          clock.kind === 'inspection' && within(startOfDay(periodOf(inspection.every, clock).until), span),
      );

/** Whether its works ran in the quarter: they had begun and not ended before, or somebody was there or had to be. */
export function ranIn({ now, then }: Standing, programme: Programme, span: Span): boolean {
  const { worksBeganOn: began, worksEndedOn: ended } = now;
  const hasBegun = began !== null && compareInstants(startOfDay(began), span.until) < 0;
  const over = ended !== null && compareInstants(startOfDay(ended), span.from) < 0;
  return (
    (hasBegun && !over) ||
    dueIn(then, programme, span).some(({ stoppedAt }) => stoppedAt === null || within(stoppedAt, span)) ||
    visitsIn(now, span).length > 0
  );
}

/**
 * Whether the quarter's inspection was made, is still due, or was missed: a visit of the quarter itself makes it, or one
 * within the limit where that ends on a later working day. What ended with the works was not due any more.
 */
function inspectedIn({ now, then }: Standing, programme: Programme, span: Span): Inspected {
  if (visitsIn(now, span).length > 0) return 'done';
  const waiting = dueIn(then, programme, span).filter(
    ({ status, overdueAt, verdict }) => status !== 'STOPPED' || overdueAt !== null || verdict === 'OVERDUE',
  );
  const today = now.clocks.filter(({ id }) => waiting.some((clock) => clock.id === id));
  if (today.some(({ overdueAt, verdict }) => overdueAt !== null || verdict === 'OVERDUE')) return 'missed';
  if (today.some(({ status }) => status !== 'STOPPED')) return 'due';
  const ended = new Set(now.inspections.flatMap(({ clockIds }) => clockIds));
  return today.some(({ id }) => ended.has(id)) ? 'done' : 'none';
}

const lateOf = ({ clocks }: CaseState): Clock[] =>
  clocks.filter(({ overdueAt, kind }) => overdueAt !== null && !isOverlay(kind));

/** What the sheet says of one project: how it stood when the quarter ended, and what has become of that since. */
export function sheetRow(standing: Standing, programme: Programme, span: Span): SheetRow {
  const { now, then } = standing;
  const concerns = ({ raisedAt, status, verdicts }: Finding): boolean =>
    compareInstants(raisedAt, span.until) < 0 &&
    (status !== 'VERIFIED' || compareInstants(verdicts.at(-1)?.at ?? raisedAt, span.from) >= 0);
  return {
    ...{ caseId: then.id, number: then.number, title: then.title, organisationId: then.organisationId },
    ...{ status: then.status, track: then.track, approvedFen: then.money.approvedFen },
    ...{ beganOn: now.worksBeganOn, endedOn: now.worksEndedOn },
    inspected: inspectedIn(standing, programme, span),
    visits: visitsIn(now, span).map(({ visitedOn, by, result, percentDone, percentPlanned }) => ({
      ...{ visitedOn, by, result, percentDone, percentPlanned },
    })),
    findings: then.findings
      .filter(concerns)
      .map(({ kind, status }) => ({ kindName: findingName({ programme }, kind), status })),
    overruns: lateOf(then)
      .map(({ name, dueDate, stoppedAt }) => ({ name, dueDate, open: stoppedAt === null }))
      .sort((a, b) => (a.dueDate < b.dueDate ? 1 : -1)),
    missing: missingOf(then, programme),
    overrides: then.money.capOverrides.map(({ per, amountFen, reason }) => ({ per, amountFen, reason })),
    ...{ splitWith: [], since: then === now ? [] : sinceThen(standing, programme) },
  };
}

/** What has happened to what the sheet shows, after the quarter had ended. */
function sinceThen({ now, then }: Standing, programme: Programme): Words[] {
  const status = STATUS_NAMES[now.status];
  const told = now.inspections.slice(then.inspections.length);
  const ended = lateOf(then).filter(
    ({ id, stoppedAt }) => stoppedAt === null && now.clocks.some((one) => one.id === id && one.stoppedAt),
  );
  const verified = now.findings.filter(
    (one, i) =>
      one.status === 'VERIFIED' && then.findings[i] !== undefined && then.findings[i].status !== 'VERIFIED',
  );
  const lacks = new Set(missingOf(now, programme).map(({ zh }) => zh));
  const handedIn = missingOf(then, programme).filter(({ zh }) => !lacks.has(zh));
  const named = (all: readonly Words[], zh: string, en: string): Words[] =>
    all.map((name) => ({ zh: `${zh}：${name.zh}`, en: `${en}: ${name.en}` }));
  return [
    ...(now.status === then.status ? [] : [{ zh: `现为${status.zh}`, en: `now ${status.en}` }]),
    ...told.map(({ visitedOn, recordedAt, result }) => ({
      zh: `${civilDateOf(recordedAt)} 登记 ${visitedOn} 的检查（${RESULT_NAMES[result].zh}）`,
      en: `visit of ${visitedOn} recorded on ${civilDateOf(recordedAt)} (${RESULT_NAMES[result].en})`,
    })),
    ...named(
      ended.map(({ name }) => name),
      '逾期环节已办结',
      'no longer late',
    ),
    ...named(
      verified.map(({ kind }) => findingName({ programme }, kind)),
      '问题已整改',
      'put right',
    ),
    ...named(handedIn, '材料已补齐', 'handed in'),
  ];
}

/** Projects this close in time may be one that was split to stay under a cap. default: not stated in the document. */
const NEAR_MONTHS = 6;
/** Share of the pairs of letters that two titles have in common. default: not stated in the document. */
const ALIKE = 0.6;

function pairsOf(title: string): Set<string> {
  const letters = Array.from(title.replace(/[\d\s\p{P}一二三四五六七八九十期段]/gu, ''));
  return new Set(letters.slice(1).map((letter, i) => `${letters[i] ?? ''}${letter}`));
}

function alike(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  if (a.size === 0 || b.size === 0) return false;
  const common = [...a].filter((pair) => b.has(pair)).length;
  return (2 * common) / (a.size + b.size) >= ALIKE;
}

/** What the hint needs of a project. */
export type Splittable = Pick<CaseState, 'id' | 'number' | 'title' | 'organisationId' | 'openedAt'> & {
  readonly money: Pick<CaseState['money'], 'approvedFen' | 'estimateFen'>;
};

const amountOf = ({ money }: Splittable): number => money.approvedFen ?? money.estimateFen ?? 0;

/**
 * Pairs of projects of one community that look like one that was split: alike in name, within half a year, each within the
 * cap of a project and together above it (domain.md 2.3). A hint to ask, not a verdict.
 *
 * @returns the numbers of the others, by id of the case
 */
export function splitAlarms(states: readonly Splittable[], capFen: Fen): Map<string, string[]> {
  const found = new Map<string, string[]>();
  const add = (state: Splittable, other: Splittable): void =>
    void found.set(state.id, [...(found.get(state.id) ?? []), other.number]);
  const pairs = new Map(states.map((state) => [state.id, pairsOf(state.title)]));
  const near = (a: Splittable, b: Splittable): boolean =>
    compareInstants(b.openedAt, startOfMonth(monthsAfter(a.openedAt.slice(0, 7), -NEAR_MONTHS))) >= 0 &&
    compareInstants(a.openedAt, startOfMonth(monthsAfter(b.openedAt.slice(0, 7), -NEAR_MONTHS))) >= 0;
  states.forEach((one, i) => {
    for (const other of states.slice(i + 1)) {
      if (one.organisationId !== other.organisationId || !near(one, other)) continue;
      const [a, b] = [amountOf(one), amountOf(other)];
      if (a === 0 || b === 0 || a > capFen || b > capFen || a + b <= capFen) continue;
      if (!alike(pairs.get(one.id) ?? new Set(), pairs.get(other.id) ?? new Set())) continue;
      add(one, other);
      add(other, one);
    }
  });
  return found;
}
