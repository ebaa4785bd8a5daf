import type { EnforceLedger } from '../activities';
import type { Instant } from '../domain/calendar/instant';

/** An open case whose engine timer would be too late, or that has none. */
export interface UnarmedCase {
  readonly caseId: string;
  readonly wakeAt: Instant;
  /** Goes up with every enforce; a mark made for an older epoch says nothing about the timer of today. */
  readonly armEpoch: number;
  readonly programme: string;
  readonly stage: string | null;
  readonly number: string;
  readonly urgency: string | null;
  readonly summary: string;
}

export interface Heartbeat {
  readonly workerId: string;
  readonly engineOk: boolean;
  readonly behindSince: Instant | null;
  readonly detail: object;
}

/** What arming needs of the ledger. */
export interface ArmingLedger {
  unarmed(limit: number): Promise<UnarmedCase[]>;
  markArmed(rows: Pick<UnarmedCase, 'caseId' | 'wakeAt' | 'armEpoch'>[]): Promise<void>;
  endedWithWorkflow(limit: number): Promise<{ caseId: string }[]>;
  markWorkflowEnded(caseIds: string[]): Promise<void>;
  disarmLate(now: Instant, graceMs: number, limit: number): Promise<number>;
}

export interface WorkerLedger extends EnforceLedger, ArmingLedger {
  heartbeat(input: Heartbeat): Promise<void>;
}

/** The part of a pino logger that the worker uses. */
export interface Log {
  info(data: object, message: string): void;
  warn(data: object, message: string): void;
  error(data: object, message: string): void;
}
