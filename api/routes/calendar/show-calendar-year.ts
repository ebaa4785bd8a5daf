import { z } from 'zod';
import { dayAt, isWorked } from '../../../domain/calendar/calendar';
import { dateOfDayNumber } from '../../../domain/calendar/civil-date';
import { defineRoute } from '../../route';
import { civilDate, id } from '../../schema';
import { yearStatus } from './calendar-schema';
import { calendarAt } from './calendar-at';
import { Refusal } from '../../../domain/errors';

const daySchema = z.strictObject({
  date: civilDate,
  kind: z.enum(['workday', 'weekend', 'holiday', 'makeup-workday']),
  name: z.string().nullable().meta({ description: 'The festival, or the reason of a local closure' }),
  local: z.boolean().meta({ description: 'This place alone: a closure, not the notice' }),
});

const yearSchema = z
  .strictObject({
    year: z.number().int(),
    status: yearStatus,
    source: z.string(),
    workdays: z.number().int(),
    hours: z.array(z.strictObject({ from: z.string(), to: z.string() })),
    days: z.array(daySchema),
  })
  .meta({ id: 'CalendarYearView' });

export const showCalendarYear = defineRoute({
  operation: 'showCalendarYear',
  method: 'get',
  path: '/api/v1/calendar/years/{year}',
  tag: 'rules',
  summary: 'Every day of a year, for the whole country or for one place with its closures and hours',
  params: z.strictObject({
    year: z
      .string()
      .regex(/^\d{4}$/, 'expected a year of four digits')
      .transform(Number)
      .meta({ type: 'integer', example: 2026 }),
  }),
  query: z.strictObject({ organisationId: id.optional() }),
  answer: { status: 200, description: 'The year, day by day', body: yearSchema },
  refuses: ['not-found', 'calendar-year-missing'],
  handle: async ({ deps, params, query }) => {
    const calendar = await calendarAt(deps.ledger, query.organisationId);
    const span = calendar.spans.find(({ year }) => year === params.year);
    const year = calendar.years.find((one) => one.year === params.year);
    if (span === undefined || year === undefined) throw new Refusal('calendar-year-missing');
    const days = Array.from({ length: span.last - span.first + 1 }, (_, i) => span.first + i);
    return {
      ...{ year: year.year, status: year.status, source: year.source },
      workdays: days.filter((n) => isWorked(dayAt(calendar, n))).length,
      hours: calendar.hours.map(({ from, to }) => ({ from, to })),
      days: days.map((n) => {
        const { kind, name, local = false } = dayAt(calendar, n);
        return { date: dateOfDayNumber(n), kind, name, local };
      }),
    };
  },
});
