import type { EnforceAnswer, EnforceInput } from '../../activities';
import type { Instant } from '../../domain/calendar/instant';
import type { Ledger } from '../../ledger/ledger';
import type { Heartbeat, WorkerLedger } from '../../worker/ports';

type RepairLedger = Pick<Ledger, 'rehydrate' | 'openCases' | 'disarm'>;

export interface FakeCase {
  /** What is still to fall due. */
  due: Instant[];
  /** What was recorded, each with the workflow's time at which it was. */
  recorded: { dueAt: Instant; now: Instant }[];
  armedWakeAt: Instant | null;
  armEpoch: number;
  hasWorkflow: boolean;
  ended: boolean;
  /** Where the case stands. */
  stage: string;
  /** The case ends by itself after its last instant. */
  endsAfterLast: boolean;
}

/** The ledger's promises about time without a database: every instant is recorded once, by whoever comes first. */
export class FakeLedger implements WorkerLedger, RepairLedger {
  readonly cases = new Map<string, FakeCase>();
  readonly enforced: EnforceInput[] = [];
  readonly beats: Heartbeat[] = [];
  /** Runs before each enforce; throw here to fail it, wait here to make it slow. */
  beforeEnforce: (input: EnforceInput) => Promise<void> | void = () => undefined;
  /** How an enforce goes on with other cases that are due, as the real one does. */
  cooperative = true;

  open(caseId: string, due: Instant[], endsAfterLast = false): FakeCase {
    const opened: FakeCase = {
      ...{ due: [...due].sort(), recorded: [], armedWakeAt: null, armEpoch: 0 },
      ...{ hasWorkflow: false, ended: false, stage: 'town-review', endsAfterLast },
    };
    this.cases.set(caseId, opened);
    return opened;
  }

  case(caseId: string): FakeCase {
    const found = this.cases.get(caseId);
    if (found === undefined) throw new Error(`no case ${caseId}`);
    return found;
  }

  /** As a command would: the next instants are others now. */
  reschedule(caseId: string, due: Instant[]): void {
    this.case(caseId).due = [...due].sort();
  }

  end(caseId: string): void {
    Object.assign(this.case(caseId), { ended: true, due: [] });
  }

  async enforce(input: EnforceInput): Promise<EnforceAnswer> {
    this.enforced.push(input);
    await this.beforeEnforce(input);
    const own = this.case(input.caseId);
    let recorded = this.fall(own, input.now);
    if (!input.ownCaseOnly && this.cooperative) {
      for (const other of this.cases.values()) recorded += this.fall(other, input.now);
    }
    const wakeAt = own.due[0] ?? null;
    own.armedWakeAt = wakeAt;
    own.armEpoch += 1;
    return {
      wakeAt,
      ended: own.ended,
      ...{ stage: own.stage, urgency: null },
      recorded,
      summary: wakeAt === null ? 'nothing due' : `review, due ${wakeAt}`,
    };
  }

  private fall(one: FakeCase, now: Instant): number {
    const due = one.due.filter((at) => at <= now);
    one.due = one.due.filter((at) => at > now);
    one.recorded.push(...due.map((dueAt) => ({ dueAt, now })));
    if (due.length > 0 && one.due.length === 0 && one.endsAfterLast) one.ended = true;
    return due.length;
  }

  async unarmed(limit: number) {
    const late = [...this.cases].filter(([, { due, armedWakeAt }]) => {
      const wakeAt = due[0];
      return wakeAt !== undefined && (armedWakeAt === null || wakeAt < armedWakeAt);
    });
    const rows = late.map(([caseId, { due, armEpoch, stage }]) => ({
      ...{ caseId, wakeAt: due[0] ?? '', armEpoch, programme: 'zhangjiagang', stage },
      ...{ number: `N-${caseId}`, urgency: null, summary: `review, due ${due[0]}` },
    }));
    return rows.sort((a, b) => a.wakeAt.localeCompare(b.wakeAt)).slice(0, limit);
  }

  async markArmed(rows: { caseId: string; wakeAt: Instant; armEpoch: number }[]): Promise<void> {
    for (const { caseId, wakeAt, armEpoch } of rows) {
      const one = this.case(caseId);
      one.hasWorkflow = true;
      if (one.armEpoch === armEpoch) one.armedWakeAt = wakeAt;
    }
  }

  async endedWithWorkflow(limit: number) {
    const ended = [...this.cases].filter(([, one]) => one.ended && one.hasWorkflow);
    return ended.slice(0, limit).map(([caseId]) => ({ caseId }));
  }

  async markWorkflowEnded(caseIds: string[]): Promise<void> {
    for (const caseId of caseIds) this.case(caseId).hasWorkflow = false;
  }

  async disarmLate(now: Instant, graceMs: number, limit: number): Promise<number> {
    const edge = new Date(Date.parse(now) - graceMs).toISOString();
    const late = [...this.cases.values()].filter(
      ({ due: [at], armedWakeAt }) => at && at < edge && armedWakeAt,
    );
    return this.forget(late.slice(0, limit));
  }

  async disarm(caseIds: string[]): Promise<void> {
    this.forget(caseIds.map((caseId) => this.case(caseId)));
  }

  async rehydrate(): Promise<number> {
    return this.forget([...this.cases.values()].filter(({ ended }) => !ended));
  }

  private forget(some: FakeCase[]): number {
    for (const one of some) Object.assign(one, { armedWakeAt: null, armEpoch: one.armEpoch + 1 });
    return some.length;
  }

  async openCases(after: string | null, limit: number) {
    const open = [...this.cases].filter(
      ([caseId, { ended }]) => !ended && (after === null || caseId > after),
    );
    const rows = open.map(([caseId, { due, armedWakeAt, hasWorkflow }]) => ({
      ...{ caseId, wakeAt: due[0] ?? null, armedWakeAt, hasWorkflow },
    }));
    return rows.sort((a, b) => (a.caseId < b.caseId ? -1 : 1)).slice(0, limit);
  }

  async heartbeat(input: Heartbeat): Promise<void> {
    this.beats.push(input);
  }
}
