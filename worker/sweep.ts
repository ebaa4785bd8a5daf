import { isNoAnswer } from './case-engine';
import { pausable } from './pause';
import type { Log } from './ports';

/** Something that looks again and again, and at once when it is called. */
export interface Sweep {
  /** There is something to do now. */
  nudge(): void;
  run(signal: AbortSignal): Promise<void>;
}

/**
 * Looks every `everyMs` and whenever it is nudged. A look that fails is said once, and once when it works again; until
 * then nudges are not heard, because whoever calls cannot know that nothing works at the moment.
 */
export function sweep(
  look: () => Promise<void>,
  { everyMs, log, what }: { readonly everyMs: number; readonly log: Log; readonly what: string },
): Sweep {
  const pause = pausable();
  return {
    nudge: () => pause.wake(),
    async run(signal) {
      let well = true;
      while (!signal.aborted) {
        try {
          await look();
          if (!well) log.info({}, `${what} go on again`);
          well = true;
        } catch (error) {
          if (well) log.warn({ err: error, engine: isNoAnswer(error) }, `${what} cannot go on yet`);
          well = false;
        }
        await pause.wait(everyMs, { signal, deaf: !well });
      }
    },
  };
}
