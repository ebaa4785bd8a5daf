import { createStore } from '../shared/store';
import { removeOldReports, reportsOf } from './reports';
import { sendReport, type Halt, type Progress } from './send';

/** Of all tabs of this browser one sends at a time. */
const LOCK = 'banjie-visits-sync';
const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 5 * 60_000;

/** What the line at the bottom of the screen says. */
export interface SyncState {
  readonly progress: Progress | null;
  readonly halt: Halt | null;
}

export const syncState = createStore<SyncState>({ progress: null, halt: null });

/** Sends by itself while it is started: at once, when the network is back, and later again where it was not possible. */
export class Sync {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private wait = FIRST_WAIT_MS;
  private stopped = false;
  private running: Promise<void> | null = null;

  constructor(private readonly personId: string) {}

  start(): void {
    this.stopped = false;
    addEventListener('online', this.now);
    document.addEventListener('visibilitychange', this.whenSeen);
    this.now();
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
    removeEventListener('online', this.now);
    document.removeEventListener('visibilitychange', this.whenSeen);
  }

  /** Tries at once; whoever presses the button twice starts it once. */
  readonly now = (): void => {
    this.running ??= this.run().finally(() => {
      this.running = null;
    });
  };

  private readonly whenSeen = (): void => {
    if (document.visibilityState === 'visible') this.now();
  };

  private async run(): Promise<void> {
    clearTimeout(this.timer);
    const halt = await alone(() => this.sendAll());
    if (halt === 'elsewhere' || halt === null) {
      this.wait = FIRST_WAIT_MS;
      if (halt === null) return;
    }
    if (this.stopped || halt === 'signed-out') return;
    this.timer = setTimeout(this.now, this.wait);
    this.wait = Math.min(this.wait * 2, LONGEST_WAIT_MS);
  }

  private async sendAll(): Promise<Halt | null> {
    let halt: Halt | null = null;
    try {
      await removeOldReports(this.personId);
      const waiting = (await reportsOf(this.personId)).filter(({ state }) => state === 'waiting').reverse();
      for (const { id } of waiting) {
        if (this.stopped) break;
        const stopped = await sendReport(id, (progress) => syncState.set({ progress, halt: null }));
        halt = stopped ?? halt;
        // One report that the server cannot take now does not keep the others back.
        if (stopped === 'no-network' || stopped === 'signed-out') break;
      }
    } finally {
      syncState.set({ progress: null, halt });
    }
    return halt;
  }
}

/** Does the work unless another tab is at it. Without https there are no locks: the keys of the reports still hold. */
async function alone(work: () => Promise<Halt | null>): Promise<Halt | 'elsewhere' | null> {
  const locks = navigator.locks as LockManager | undefined;
  if (locks === undefined) return work();
  return locks.request(LOCK, { ifAvailable: true }, async (lock) => (lock === null ? 'elsewhere' : work()));
}
