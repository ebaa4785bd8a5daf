import type { RolloutProgress } from '../../activities';
import type { Instant } from '../../domain/calendar/instant';
import type { RolloutCause } from '../../domain/rollout';
import type { RolloutStep } from '../../ledger/rollout/rollouts';
import type { RolloutRow } from '../../ledger/rollout/rows';

const CAUSE: RolloutCause = {
  ...{ kind: 'closure', organisationId: 'zjg-daxin', orgPath: '/zjg/zjg-daxin/', place: '大新镇' },
  ...{ closure: 'CLOSED', name: '王秀英家门口塌方', cancelled: false, from: '2027-04-30', to: '2027-04-30' },
};

/** The ledger's promises about rollouts without a database: each step goes on where the last one ended. */
export class FakeRollouts {
  readonly rows = new Map<string, RolloutRow>();
  /** What was called, in order. */
  readonly calls: string[] = [];
  readonly times: Instant[] = [];
  /** Runs before each step; throw here to fail it. */
  before: (name: string) => Promise<void> | void = () => undefined;
  /** How long the calendar still has to settle. */
  waitMs = 0;

  start(id: string, total: number): void {
    this.rows.set(id, {
      ...{ id, cause: CAUSE, dryRun: false, status: 'RUNNING', phase: 'MOVING', total },
      ...{ startedBy: null, startedAt: '2027-04-29T02:00:00.000Z', finishedAt: null, cursor: null },
      ...{ done: 0, moved: 0, reviewed: 0, changedMsAgo: 0 },
    });
  }

  row(id: string): RolloutRow {
    const found = this.rows.get(id);
    if (found === undefined) throw new Error(`no rollout ${id}`);
    return found;
  }

  /** Somebody ends it, or the calendar changes once more. */
  change(id: string, change: Partial<RolloutRow>): void {
    this.rows.set(id, { ...this.row(id), ...change });
  }

  private progress(id: string, over: boolean, waitMs = 0): RolloutProgress {
    const { status, phase, total, done, moved, reviewed } = this.row(id);
    return { status, phase, total, done, moved, reviewed, over, waitMs };
  }

  private async called(name: string, now: Instant): Promise<void> {
    await this.before(name);
    this.calls.push(name);
    this.times.push(now);
  }

  async running(): Promise<RolloutRow[]> {
    return [...this.rows.values()].filter(({ status }) => status === 'RUNNING');
  }

  async move({ rolloutId: id, now, limit }: RolloutStep): Promise<RolloutProgress> {
    await this.called('move', now);
    const { status, phase, done, total } = this.row(id);
    if (status !== 'RUNNING' || phase !== 'MOVING') return this.progress(id, true);
    if (this.waitMs > 0) {
      const wait = this.waitMs;
      this.waitMs = 0;
      return this.progress(id, false, wait);
    }
    const next = Math.min(total, done + limit);
    const last = next === total;
    this.change(id, { done: next, moved: next, ...(last && { phase: 'REVIEWING' }) });
    return this.progress(id, last);
  }

  async review({ rolloutId: id, now }: RolloutStep): Promise<RolloutProgress> {
    await this.called('review', now);
    return this.progress(id, true);
  }

  async finish({ rolloutId: id, now }: { rolloutId: string; now: Instant }): Promise<RolloutProgress> {
    await this.called('finish', now);
    const { status, phase } = this.row(id);
    if (status !== 'RUNNING') return this.progress(id, true);
    if (phase === 'MOVING') return this.progress(id, false);
    this.change(id, { status: 'DONE', finishedAt: now });
    return this.progress(id, true);
  }
}
