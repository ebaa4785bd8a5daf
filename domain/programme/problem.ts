/** One thing wrong with a programme file, told so that a clerk can find and mend it. */
export interface Problem {
  readonly file: string;
  /** Where in the file, e.g. `stages.town-review.limit`; empty for the file as a whole. */
  readonly path: string;
  /** Counted from 1. */
  readonly line: number;
  readonly message: string;
}

/** A way down a parsed file: keys of maps and indexes of lists. */
export type Keys = readonly (string | number)[];

/** A problem before its line is known. */
export interface Fault {
  /** Known already when the fault is in a comment; otherwise found from the keys. */
  readonly line?: number;
  readonly keys: Keys;
  readonly message: string;
}

/** Writes a problem as editors and terminals know it: `file:line path: message`. */
export function formatProblem({ file, line, path, message }: Problem): string {
  return path === '' ? `${file}:${line} ${message}` : `${file}:${line} ${path}: ${message}`;
}

/** A programme file that cannot be used, with everything that is wrong with it. */
export class ProgrammeError extends Error {
  constructor(readonly problems: readonly Problem[]) {
    super(problems.map(formatProblem).join('\n'));
    this.name = 'ProgrammeError';
  }
}
