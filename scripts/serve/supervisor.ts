import { setTimeout as sleep } from 'node:timers/promises';

const WINDOW_MS = 60_000;
const MOST_IN_WINDOW = 5;
const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 8_000;

/** A running child process, as far as the supervisor cares. */
export interface Child {
  readonly exited: Promise<{ readonly how: string }>;
  stop(): Promise<void>;
}

export interface SupervisorOptions {
  readonly name: string;
  readonly start: () => Child;
  readonly say: (line: string) => void;
  /** Called when the child crashed too often to go on. */
  readonly onGiveUp: (reason: string) => void;
  readonly now?: () => number;
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<void>;
}

export interface Supervised {
  readonly stop: () => Promise<void>;
}

/** Keeps a child running: restarts it after a crash, a little later each time, and gives up after five in a minute. */
export function supervise(options: SupervisorOptions): Supervised {
  const stopping = new AbortController();
  let child = options.start();
  const loop = (async () => {
    const { now = Date.now, wait = pause } = options;
    let crashes: number[] = [];
    for (;;) {
      const { how } = await child.exited;
      if (stopping.signal.aborted) return;
      crashes = [...crashes.filter((at) => now() - at < WINDOW_MS), now()];
      if (crashes.length >= MOST_IN_WINDOW) {
        options.onGiveUp(`${options.name} ended ${crashes.length} times within a minute (last: ${how})`);
        return;
      }
      const delay = Math.min(FIRST_DELAY_MS * 2 ** (crashes.length - 1), LONGEST_DELAY_MS);
      options.say(`${options.name} ended (${how}); starting it again in ${delay / 1000} s`);
      await wait(delay, stopping.signal);
      if (stopping.signal.aborted) return;
      child = options.start();
    }
  })();
  return {
    async stop() {
      stopping.abort();
      await child.stop();
      await loop;
    },
  };
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => undefined);
}
