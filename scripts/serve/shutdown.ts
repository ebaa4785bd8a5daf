interface Part {
  readonly name: string;
  readonly stop: () => Promise<void>;
}

/** What was started, to be stopped in the opposite order, once. */
export class Shutdown {
  private readonly parts: Part[] = [];
  private stopping: Promise<void> | undefined;

  constructor(private readonly say: (line: string) => void) {}

  add(name: string, stop: () => Promise<void>): void {
    if (this.stopping)
      void stop(); // it came up while everything else was going down
    else this.parts.unshift({ name, stop });
  }

  /** Stops everything; a part that cannot be stopped does not keep the others running. */
  run(): Promise<void> {
    this.stopping ??= this.stopAll();
    return this.stopping;
  }

  private async stopAll(): Promise<void> {
    for (const { name, stop } of this.parts) {
      try {
        await stop();
        this.say(`${name}: stopped`);
      } catch (error) {
        this.say(`${name} did not stop: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  }
}
