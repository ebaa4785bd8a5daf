import type { Child } from './supervisor';

interface Startable {
  readonly exited: Promise<void>;
  stop(): Promise<void>;
}

/** Turns a server that is already started, and the way to start it again, into what the supervisor wants. */
export function startAgain<T extends Startable>(first: T, again: () => Promise<T>): () => Child {
  let next: Promise<T> | undefined = Promise.resolve(first);
  return () => {
    const running = next ?? again();
    next = undefined;
    const exited = running.then(
      async (server) => {
        await server.exited;
        return { how: 'it was killed or stopped by itself' };
      },
      (error: unknown) => ({ how: error instanceof Error ? error.message : String(error) }),
    );
    const stop = async (): Promise<void> => {
      const server = await running.catch(() => undefined);
      await server?.stop();
    };
    return { exited, stop };
  };
}
