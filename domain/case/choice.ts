import type { Words } from '../errors';

/** One value to choose, by the name people know it by. */
export interface Option {
  readonly value: string;
  readonly name: Words;
}

/** Values that a case and its programme leave to choose from; `field` may lie inside another: `papers.paper`. */
export interface Choice {
  readonly field: string;
  readonly options: readonly Option[];
  readonly required?: boolean;
}
