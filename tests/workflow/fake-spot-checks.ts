import type { Instant } from '../../domain/calendar/instant';
import type { Advanced, SpotChecks } from '../../ledger/spot-check/checks';

/** The ledger's promises about one spot check without a database: each step answers where the check stands then. */
export class FakeSpotChecks implements Pick<SpotChecks, 'running' | 'advance'> {
  /** When each step was asked for. */
  readonly steps: Instant[] = [];
  /** What a step answers; throw here to fail it. */
  next: (now: Instant) => Advanced = () => ({ over: false, wakeAt: null, status: 'DEFINED' });
  private seq = 0;
  private checkId: string | null = null;

  start(checkId: string): void {
    this.checkId = checkId;
    this.seq = 1;
  }

  /** Somebody did something. */
  said(): void {
    this.seq += 1;
  }

  running(): Promise<{ id: string; seq: number }[]> {
    return Promise.resolve(this.checkId === null ? [] : [{ id: this.checkId, seq: this.seq }]);
  }

  advance({ checkId, now }: { checkId: string; now: Instant }): Promise<Advanced> {
    const answer = this.next(now);
    this.steps.push(now);
    if (answer.over && checkId === this.checkId) this.checkId = null;
    return Promise.resolve(answer);
  }
}
