import { useEffect, useEffectEvent, useReducer } from 'react';
import type { SpotCheck } from '../../api/generated/schema';
import { agrees, pictures, published, type ShownStratum } from './play';

/** The whole show, however many strata there are. */
const SHOW_MS = 14_000;
const PICTURE_MS = { least: 16, most: 130 } as const;
/** Between two strata, to read who was drawn. */
const REST_MS = 900;

export interface Show {
  readonly shown: readonly ShownStratum[];
  readonly over: boolean;
  /** Whether this machine came to what is published; null: it was not computed here. */
  readonly agrees: boolean | null;
  readonly error: Error | null;
}

const wait = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });

/** How long one picture stands. */
function pictureMs({ sample }: Pick<SpotCheck, 'sample'>): number {
  const cases = (sample ?? []).reduce(
    (all, { population, quota }) => all + (quota > 0 ? Math.min(population, 48) : 0),
    0,
  );
  return Math.max(PICTURE_MS.least, Math.min(PICTURE_MS.most, SHOW_MS / Math.max(1, cases)));
}

type Told = Partial<Show> | 'again';

const FIRST: Show = { shown: [], over: false, agrees: null, error: null };

/**
 * Plays the draw from the published file. Without motion, or when nothing can be computed here, the end is shown at once.
 *
 * @param run counts how often it was asked for; 0 = only its end
 */
export function useShow(check: SpotCheck, file: ArrayBuffer | null | undefined, run: number): Show {
  const [show, tell] = useReducer(
    (before: Show, told: Told): Show => (told === 'again' ? FIRST : { ...before, ...told }),
    FIRST,
  );
  // The sample is fixed once it is there; what else changes in the check must not begin the show anew.
  const play = useEffectEvent(async (of: ArrayBuffer, signal: AbortSignal): Promise<void> => {
    const slow = run > 0 && !matchMedia('(prefers-reduced-motion: reduce)').matches;
    const ms = pictureMs(check);
    let last: readonly ShownStratum[] = [];
    for await (const picture of pictures(check, of)) {
      if (signal.aborted) return;
      if (slow && last.length > 0 && picture.length > last.length) await wait(REST_MS, signal);
      last = picture;
      if (!slow) continue;
      tell({ shown: picture });
      await wait(ms, signal);
    }
    if (slow) await wait(REST_MS, signal);
    if (!signal.aborted) tell({ shown: last, over: true, agrees: agrees(last, check) });
  });
  const showEnd = useEffectEvent((error: Error | null) =>
    tell({ shown: published(check), over: true, error }),
  );
  useEffect(() => {
    const ending = new AbortController();
    tell('again');
    if (file === null) showEnd(null);
    else if (file !== undefined)
      play(file, ending.signal).catch((error: unknown) => {
        if (!ending.signal.aborted) showEnd(error instanceof Error ? error : new Error(String(error)));
      });
    return () => ending.abort();
  }, [check.id, check.seed, file, run]);
  return show;
}
