/** What one task of a bench program takes and answers. */
export type Tasks = Readonly<Record<string, (input: never) => Promise<unknown>>>;

interface Question {
  readonly id: number;
  readonly task: string;
  readonly input: unknown;
}

/** Answers what the bench asks over the channel it opened, until it closes it. */
export function serveTasks(tasks: Tasks, close: () => Promise<void> = () => Promise.resolve()): void {
  const answer = async ({ id, task, input }: Question): Promise<void> => {
    try {
      const work = tasks[task] as ((input: unknown) => Promise<unknown>) | undefined;
      if (work === undefined) throw new Error(`no task ${task}`);
      process.send?.({ id, value: await work(input) });
    } catch (error) {
      process.send?.({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
  };
  process.on('message', (question: Question) => void answer(question));
  const end = (): void => {
    void close().finally(() => {
      if (process.connected) process.disconnect();
    });
  };
  process.once('SIGTERM', end);
  process.once('disconnect', end);
}
