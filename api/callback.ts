/** Waits for something that reports by callback, as Express middleware and sessions do. */
export function called(run: (done: (error?: unknown) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    run((error) => {
      if (error === undefined || error === null) resolve();
      else
        reject(error instanceof Error ? error : new Error('a callback reported a failure', { cause: error }));
    });
  });
}
