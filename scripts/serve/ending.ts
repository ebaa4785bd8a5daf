const FORCED = 130;

export interface Ending {
  /** Resolves once: with the reason when something failed, with nothing when a person asked. */
  readonly reason: Promise<Error | undefined>;
  readonly fail: (error: unknown) => void;
}

/** Waits for Ctrl-C, for a signal of the system, or for a failure; a second Ctrl-C ends at once. */
export function listenForEnd(exit: (code: number) => void = (code) => process.exit(code)): Ending {
  const { promise, resolve } = withResolvers<Error | undefined>();
  let asked = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      // What still runs is ended by the guardian, which notices that this process is gone.
      if (asked) exit(FORCED);
      asked = true;
      resolve(undefined);
    });
  }
  return {
    reason: promise,
    fail: (error) => resolve(error instanceof Error ? error : new Error(String(error))),
  };
}

function withResolvers<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((done) => (resolve = done));
  return { promise, resolve };
}
