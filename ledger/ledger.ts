import type { Pool } from 'pg';
import type { Instant } from '../domain/calendar/instant';
import type { CaseState } from '../domain/case/state';
import type { QuietHours } from '../domain/messages/quiet-hours';
import { append, type Append } from './append';
import * as arming from './arming';
import { createBulletins, type Bulletins } from './bulletin/bulletins';
import { createCalendarDesk, type CalendarDesk } from './calendar/desk';
import { enforce, type Enforce, type Enforced } from './enforce';
import { open, type Open } from './open-case';
import { statesAt } from './past';
import { loadCase, type LoadedCase, type Receipt } from './read';
import { rebuild } from './rebuild';
import { createReference, type Reference } from './reference';
import { takeRelease, type Release, type Released } from './release';
import { createRollouts, type Rollouts } from './rollout/rollouts';
import { createSpotChecks, type SpotChecks } from './spot-check/checks';
import { refuseSuggestion, reopenSuggestion, type RefuseSuggestion } from './suggestion-refusals';
import { verify, type LedgerReport } from './verify';

/** The truth and its only writer. Everything that changes a case goes through one of these. */
export interface Ledger {
  readonly reference: Reference;
  /** A changed calendar or programme walks through the open cases. */
  readonly rollouts: Rollouts;
  readonly calendar: CalendarDesk;
  /** Random spot checks (抽查). */
  readonly spotChecks: SpotChecks;
  /** Monthly bulletins (通报). */
  readonly bulletins: Bulletins;
  open(input: Open): Promise<Receipt>;
  append(input: Append): Promise<Receipt>;
  /** Says no to words that no case takes up (不予采纳). */
  refuseSuggestion(input: RefuseSuggestion): Promise<void>;
  reopenSuggestion(input: Pick<RefuseSuggestion, 'suggestionId' | 'by' | 'now'>): Promise<void>;
  /** A case as it stands, with the people behind its words; null if there is none. */
  load(caseId: string): Promise<LoadedCase | null>;
  /** Cases as they stood at an instant, what happened then included; those that were not open yet are missing. */
  statesAt(caseIds: readonly string[], at: Instant): Promise<Map<string, CaseState>>;
  enforce(input: Enforce): Promise<Enforced>;
  verify(caseId?: string): Promise<LedgerReport>;
  /** Puts the rules of a release in force, and starts the rollouts that open cases need for it. */
  release(release: Release): Promise<Released>;
  /** Rows of an older shape are made anew from their ledger; `all` does it for every case. */
  rebuild(all?: boolean): Promise<number>;
  unarmed(limit: number): Promise<arming.Unarmed[]>;
  markArmed(rows: readonly Pick<arming.Unarmed, 'caseId' | 'wakeAt' | 'armEpoch'>[]): Promise<void>;
  endedWithWorkflow(limit: number): Promise<{ caseId: string }[]>;
  markWorkflowEnded(caseIds: readonly string[]): Promise<void>;
  rehydrate(): Promise<number>;
  disarm(caseIds: readonly string[]): Promise<void>;
  /** After an import: reminders that nobody waits for count as read, and every case is armed anew. */
  settleImported(caseIds: readonly string[]): Promise<void>;
  disarmLate(now: string, graceMs: number, limit: number): Promise<number>;
  openCases(after: string | null, limit: number): Promise<arming.OpenCaseRow[]>;
  heartbeat(beat: arming.Heartbeat): Promise<void>;
}

/**
 * The ledger over one pool of connections; it opens and closes nothing itself. `channels` are those that are
 * configured: a message is put into the outbox for each of them that its rung names.
 */
export function createLedger(pool: Pool, channels: readonly string[] = [], quietHours?: QuietHours): Ledger {
  const deps = { pool, reference: createReference(pool), channels, quietHours };
  return {
    reference: deps.reference,
    rollouts: createRollouts(deps),
    calendar: createCalendarDesk(deps),
    spotChecks: createSpotChecks(deps),
    bulletins: createBulletins(deps),
    open: (input) => open(deps, input),
    append: (input) => append(deps, input),
    refuseSuggestion: (input) => refuseSuggestion(deps, input),
    reopenSuggestion: (input) => reopenSuggestion(deps, input),
    load: (caseId) => loadCase(deps.pool, caseId, null),
    statesAt: (caseIds, at) => statesAt(deps, caseIds, at),
    enforce: (input) => enforce(deps, input),
    verify: (caseId) => verify(deps, caseId ?? null),
    release: (input) => takeRelease(deps, input),
    rebuild: (all) => rebuild(deps, all),
    unarmed: (limit) => arming.unarmed(deps, limit),
    markArmed: (rows) => arming.markArmed(deps, rows),
    endedWithWorkflow: (limit) => arming.endedWithWorkflow(deps, limit),
    markWorkflowEnded: (caseIds) => arming.markWorkflowEnded(deps, caseIds),
    rehydrate: () => arming.rehydrate(deps),
    disarm: (caseIds) => arming.disarm(deps, caseIds),
    settleImported: (caseIds) => arming.settleImported(deps, caseIds),
    disarmLate: (now, graceMs, limit) => arming.disarmLate(deps, now, graceMs, limit),
    openCases: (after, limit) => arming.openCases(deps, after, limit),
    heartbeat: (beat) => arming.heartbeat(deps, beat),
  };
}
