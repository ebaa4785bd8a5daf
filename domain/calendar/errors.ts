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
