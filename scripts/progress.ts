const SILENT_MS = 2_000;
const REPEAT_MS = 15_000;

export interface Step {
  /** What is happening inside the step, shown next to the elapsed time. */
  detail(text: string): void;
}

export interface Progress {
  /** Runs `work`; shows name and elapsed time when it takes longer than two seconds. */
  readonly step: <T>(name: string, work: (step: Step) => Promise<T>, hint?: string) => Promise<T>;
  readonly line: (text: string) => void;
}

export interface ProgressOutput {
  readonly isTTY?: boolean | undefined;
  write(text: string): unknown;
}

/** Progress for people: a moving line on a terminal, a plain line now and then everywhere else. */
export function createProgress(output: ProgressOutput & NodeJS.WritableStream = process.stdout): Progress {
  return output.isTTY ? terminalProgress(output) : plainProgress(output);
}

/** Plain lines: one when the wait is noticed, one every fifteen seconds, one at the end. */
export function plainProgress(output: ProgressOutput): Progress {
  const line = (text: string): void => void output.write(`${text}\n`);
  return {
    line,
    async step(name, work, hint) {
      const started = Date.now();
      let detail = '';
      let shown = false;
      const tell = (): void => {
        line(`${name} … ${elapsed(started)}${detail}${shown || !hint ? '' : ` (${hint})`}`);
        shown = true;
      };
      let repeat: NodeJS.Timeout | undefined;
      const first = setTimeout(() => {
        tell();
        repeat = setInterval(tell, REPEAT_MS);
      }, SILENT_MS);
      try {
        return await work({ detail: (text) => (detail = `: ${text}`) });
      } finally {
        clearTimeout(first);
        clearInterval(repeat);
        if (shown) line(`${name} … done after ${elapsed(started)}`);
      }
    },
  };
}

function terminalProgress(output: NodeJS.WritableStream): Progress {
  return {
    line: (text) => void output.write(`${text}\n`),
    async step(name, work, hint) {
      const started = Date.now();
      let detail = '';
      const { default: ora } = await import('ora'); // only here: the tests' module loader cannot read it
      const spinner = ora({ stream: output, discardStdin: false, hideCursor: true });
      const show = (): void => {
        spinner.text = `${name} … ${elapsed(started)}${detail}${hint ? ` (${hint})` : ''}`;
        if (!spinner.isSpinning) spinner.start();
      };
      const timer = setInterval(() => Date.now() - started >= SILENT_MS && show(), 250);
      try {
        return await work({ detail: (text) => (detail = `: ${text}`) });
      } finally {
        clearInterval(timer);
        spinner.stop();
      }
    },
  };
}

function elapsed(started: number): string {
  const seconds = Math.round((Date.now() - started) / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
