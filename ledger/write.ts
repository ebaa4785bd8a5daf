import type { Pool, PoolClient } from 'pg';
import { compareInstants, minInstant, type Instant } from '../domain/calendar/instant';
import { dutiesOf } from '../domain/case/duties';
import type { CaseEvent } from '../domain/case/events';
import { evolve } from '../domain/case/evolve';
import { messagesOf } from '../domain/case/messages';
import { climbOf, NEVER_LATE, type CaseState, type Clock, type ClockKind } from '../domain/case/state';
import type { Place } from '../domain/case/place';
import { nextWake } from '../domain/case/time';
import type { Programme } from '../domain/programme/schema';
import { callAfter, type Call } from './calls';
import { chain } from './chain';
import type { Receipt } from './read';
import { findingRows, inspectionRows } from './overlay-rows';
import { address, organisationFor, type NotificationRow, type Outlets } from './recipients';
import type { OrganisationNode } from './organisations';
import { statementOf } from './statements';

/** Decided events of one case, ready to be written with everything projected from them. */
export interface CaseWrite {
  id: string;
  /** Null for a case that is opened by these events. */
  before: CaseState | null;
  last: { seq: number; hash: string };
  events: readonly CaseEvent[];
  programme: Programme;
  place: Place;
  programmeVersionId: string;
  proposers: readonly (string | null)[];
  commandId: string | null;
  /** The case's own workflow arms itself with the new wake (enforce). */
  rearmed: boolean;
  /** Import of old cases: nobody is told again of what was done, and nothing of it is lateness of ours (issue 3, 8). */
  quiet: boolean;
}

export interface ReceiptRow {
  scope: string;
  key: string;
  bodyHash: string;
  receipt: Receipt;
}

export interface Link {
  suggestion_id: string;
  case_id: string;
  linked_at: string;
  how: 'opened' | 'joined' | 'merged-from' | 'split-from';
}

/** A rung that fired; the same one twice breaks the key, and with it the whole write. */
export interface RungRow {
  case_id: string;
  clock_id: string;
  rung: string;
  planned_at: string;
  fired_at: string;
  acknowledge_by: string | null;
  measured: boolean;
}

/** Somebody said "seen, mine" for rungs of one clock: written to the rungs and to all messages about them. */
export interface AckRow {
  case_id: string;
  clock_id: string;
  rungs: readonly string[];
  at: string;
  by: string;
}

type Tree = ReadonlyMap<string, OrganisationNode>;

/** What lies over the case is late by itself and a notice simply ends: neither makes the case overdue (CA5). */
function makesCaseLate(clock: Clock): boolean {
  return clock.status === 'RUNNING' && !(NEVER_LATE as readonly ClockKind[]).includes(clock.kind);
}

/** The instant at which the case is or becomes overdue. */
export function caseDue(state: CaseState): { at: string | null; provisional: boolean } {
  const running = state.clocks.filter(makesCaseLate);
  const at = minInstant(...running.map((clock) => clock.dueAt));
  return { at, provisional: running.some((clock) => clock.dueAt === at && clock.provisional) };
}

function caseRow(write: CaseWrite, state: CaseState, hash: string) {
  const due = caseDue(state);
  return {
    id: write.id,
    expected_seq: write.last.seq,
    number: state.number,
    programme_code: state.programme.code,
    programme_version_id: write.programmeVersionId,
    kind: state.kind,
    title: state.title,
    organisation_id: state.organisationId,
    org_path: state.orgPath,
    status: state.status,
    stage_id: state.stageId,
    track: state.track,
    grade: state.grade,
    state,
    suggestion_ids: state.suggestions,
    seq: state.seq,
    hash,
    opened_at: state.openedAt,
    ended_at: state.endedAt,
    outcome: state.outcome?.reasonCode ?? null,
    approved_fen: state.money.approvedFen,
    paid_fen: state.money.paidFen,
    due_at: due.at,
    due_provisional: due.provisional,
    wake_at: nextWake(state),
    rearmed: write.rearmed,
  };
}

/**
 * Whether it is ours to have been late with what was due at an instant: not of the past of an import, and not where the
 * instant had passed already when a limit was moved there. What was due by the newest line was done with that line.
 */
function measured({ quiet, before }: CaseWrite, at: Instant): boolean {
  return !quiet && (before === null || compareInstants(at, before.lastAt) >= 0);
}

function clockRows(write: CaseWrite, state: CaseState, tree: Tree) {
  const old = new Map(write.before?.clocks.map((clock) => [clock.id, clock]));
  return state.clocks
    .filter((clock) => old.get(clock.id) !== clock)
    .map((clock) => ({
      case_id: state.id,
      clock_id: clock.id,
      kind: clock.kind,
      stage_id: clock.stageId,
      status: clock.status,
      started_at: clock.startedAt,
      due_at: clock.dueAt,
      provisional: clock.provisional,
      stopped_at: clock.stoppedAt,
      verdict: clock.verdict,
      overdue_at: clock.overdueAt,
      measured: clock.overdueAt !== null && measured(write, clock.overdueAt),
      owner_role: clock.owner.role,
      owner_organisation_id: organisationFor(clock.owner, state, tree),
      unit: clock.limit.unit,
      used_net: clock.used?.net ?? null,
      used_gross: clock.used?.gross ?? null,
    }));
}

function dutyRows(write: CaseWrite, state: CaseState, tree: Tree) {
  const rows = (of: CaseState) =>
    dutiesOf(of, write.programme, of.lastAt).map(({ owner, ...duty }) => ({
      key: duty.key,
      stage_id: duty.stageId,
      role: owner.role,
      organisation_id: organisationFor(owner, of, tree),
      person_id: duty.personId,
      since: duty.since,
      due_at: duty.dueAt,
    }));
  const now = rows(state);
  const then = write.before === null ? [] : rows(write.before);
  const same = (row: (typeof now)[number]): string => JSON.stringify({ ...row, since: null });
  const unchanged = write.before !== null && now.map(same).join() === then.map(same).join();
  return unchanged ? [] : [{ case_id: state.id, duties: now }];
}

function eventRow(line: ReturnType<typeof chain>[number]) {
  const { type, at, actorId, actorPost, facts, moves } = line.event;
  return {
    case_id: line.caseId,
    seq: line.seq,
    type,
    at,
    actor_id: actorId,
    actor_post: actorPost,
    command_id: line.commandId,
    data: { facts, moves },
    prev_hash: line.prevHash,
    hash: line.hash,
  };
}

/** A rung, or a call that climbed (`overdue+1`), with the instants by which our own lateness is measured. */
function rungRows(write: CaseWrite, event: CaseEvent): RungRow[] {
  // Of an import nobody can say when time looked: as if it had looked in time.
  const fired = (clockId: string, plannedAt: Instant, firedAt: Instant) => ({
    ...{ case_id: write.id, clock_id: clockId, planned_at: plannedAt },
    ...{ fired_at: write.quiet ? plannedAt : firedAt, measured: measured(write, plannedAt) },
  });
  if (event.type === 'RungsReached') {
    const { clockId, rungs, firedAt, acknowledgeBy } = event.facts;
    return rungs.map(({ id, at }, i) => ({
      ...{ ...fired(clockId, at, firedAt), rung: id },
      acknowledge_by: i === rungs.length - 1 ? acknowledgeBy : null,
    }));
  }
  if (event.type !== 'CallClimbed') return [];
  const { clockId, rung, step, plannedAt, firedAt, acknowledgeBy } = event.facts;
  const climbed = { rung: climbOf(rung, step), acknowledge_by: acknowledgeBy };
  return [{ ...fired(clockId, plannedAt, firedAt), ...climbed }];
}

/** "Seen, mine" is said for everything that was told of a clock so far, however often it had climbed. */
function ackRows(caseId: string, event: CaseEvent): AckRow[] {
  if (event.type !== 'Acknowledged' || event.actorId === null) return [];
  const { clockId, rungs } = event.facts;
  return [{ case_id: caseId, clock_id: clockId, rungs, at: event.at, by: event.actorId }];
}

/** Of an import only what still waits for an answer (签收) is told, in the product: it would climb unseen. Nothing leaves. */
function stillAsked(messages: readonly NotificationRow[], { calls }: CaseState): NotificationRow[] {
  const asked = (message: NotificationRow): boolean =>
    message.acknowledge_by !== null && calls.some(({ clockId }) => clockId === message.clock_id);
  return messages.filter(asked).map((message) => ({ ...message, channels: [] }));
}

/** Everything one case's events turn into. */
function project(write: CaseWrite, outlets: Outlets) {
  const lines = chain(write.id, write.last, write.events, write.commandId);
  let state = write.before;
  const telling = { programme: write.programme, place: write.place, quietHours: outlets.quietHours };
  const messages: NotificationRow[] = [];
  for (const event of write.events) {
    state = evolve(state, event);
    const after = state;
    messages.push(
      ...messagesOf(after, event, telling).flatMap((m) => address(m, after, outlets, write.proposers)),
    );
  }
  if (state === null) throw new Error('nothing to write');
  return {
    state,
    row: caseRow(write, state, lines.at(-1)?.hash ?? write.last.hash),
    events: lines.map(eventRow),
    clocks: clockRows(write, state, outlets.tree),
    duties: dutyRows(write, state, outlets.tree),
    messages: write.quiet ? stillAsked(messages, state) : messages,
    rungs: write.events.flatMap((event) => rungRows(write, event)),
    acks: write.events.flatMap((event) => ackRows(write.id, event)),
    inspections: inspectionRows(write.before, state),
    findings: findingRows(write.before, state, outlets.tree),
  };
}

/** Whom a write concerns: those who deliver and open pages, and whoever sets timers if time must act earlier or no more. */
function callsOf({ before, rearmed }: CaseWrite, projected: ReturnType<typeof project> | undefined): Call[] {
  if (projected === undefined) return [];
  const { state, messages } = projected;
  const told: Call[] = messages.some(({ channels }) => channels.length > 0)
    ? ['banjie_outbox']
    : messages.length > 0
      ? ['banjie_message']
      : [];
  const [then, now] = [before && nextWake(before), nextWake(state)];
  const earlier = now !== null && (then === null || compareInstants(now, then) < 0);
  const over = now === null && then !== null;
  return (earlier && !rearmed) || over ? [...told, 'banjie_arm'] : told;
}

/**
 * The one writer of case data: all writes and their projections in a single statement, or none of them. Rejects
 * with SQLSTATE BJ001 when a case has moved on since it was read (see `cameSecond`).
 */
export async function writeCases(
  db: Pool | PoolClient,
  writes: readonly CaseWrite[],
  outlets: Outlets,
  receipts: (states: readonly CaseState[]) => readonly ReceiptRow[] = () => [],
  links: readonly Link[] = [],
): Promise<CaseState[]> {
  const projected = writes.map((write) => project(write, outlets));
  const states = projected.map((p) => p.state);
  const rows = receipts(states).map((r) => ({
    scope: r.scope,
    key: r.key,
    body_hash: r.bodyHash,
    receipt: r.receipt,
  }));
  await db.query(statementOf(projected, rows, links));
  callAfter(db, [...new Set(writes.flatMap((write, i) => callsOf(write, projected[i])))]);
  return states;
}
