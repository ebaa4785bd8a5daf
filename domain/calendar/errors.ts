export type CalendarErrorCode =
  'date-invalid' | 'instant-invalid' | 'limit-invalid' | 'year-missing' | 'calendar-invalid';

/** What the calendar refuses to answer. Match on `code`: `instanceof` does not survive the workflow sandbox. */
export class CalendarError extends Error {
  override readonly name = 'CalendarError';

  constructor(
    readonly code: CalendarErrorCode,
    message: string,
    /** The values the message speaks of, for a caller that words it in another language. */
    readonly details: Readonly<Record<string, string | number>> = {},
  ) {
    super(message);
  }
}

const QUOTED_CHARS = 40;

/** A refused value as a message may repeat it: on one line and never longer than a line. */
export function quoted(value: string): string {
  const head = Array.from(value.slice(0, 2 * QUOTED_CHARS + 2))
    .slice(0, QUOTED_CHARS)
    .join('');
  return JSON.stringify(head.length < value.length ? `${head}…` : value);
}
