/** A pause that somebody else can cut short; a call that comes while nobody waits cuts the next one. */
export interface Pause {
  wake(): void;
  wait(ms: number, options: { readonly signal: AbortSignal; readonly deaf?: boolean }): Promise<void>;
}

export function pausable(): Pause {
  let called = false;
  let cut: (() => void) | undefined;
  return {
    wake() {
      called = true;
      cut?.();
    },
    wait(ms, { signal, deaf = false }) {
      return new Promise((resolve) => {
        const end = (): void => {
          clearTimeout(timer);
          signal.removeEventListener('abort', end);
          [cut, called] = [undefined, false];
          resolve();
        };
        const timer = setTimeout(end, ms);
        signal.addEventListener('abort', end);
        if (!deaf) cut = end;
        if (signal.aborted || (called && !deaf)) end();
      });
    },
  };
}
