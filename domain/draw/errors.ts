export type DrawErrorCode = 'population-invalid' | 'size-invalid' | 'seed-invalid' | 'strata-invalid';

/** Why a sample cannot be drawn. Nothing has been drawn when it is thrown. */
export class DrawError extends Error {
  override readonly name = 'DrawError';

  constructor(
    readonly code: DrawErrorCode,
    readonly zh: string,
    readonly en: string,
    /** The line of the population's file that is at fault, the header being line 1. */
    readonly line: number | null = null,
  ) {
    super(en);
  }
}
