import { z } from 'zod';
import { decodeCursor, pageOf, pageQuery, toPage } from '../../cursor';
import { defineRoute } from '../../route';
import { civilDate } from '../../schema';

const day = z.strictObject({ date: civilDate, name: z.string() });
const yearSchema = z
  .strictObject({
    year: z.number().int(),
    status: z.enum(['OFFICIAL', 'PROVISIONAL']),
    source: z.string(),
    rest: z.array(day),
    work: z.array(day),
  })
  .meta({ id: 'CalendarYear' });

export const listCalendarYears = defineRoute({
  operation: 'listCalendarYears',
  method: 'get',
  path: '/api/v1/calendar/years',
  tag: 'rules',
  summary: 'The working calendar, year by year, with the notice each comes from',
  description: 'Years without a notice hold the statutory days only and are provisional (暂定).',
  query: z.strictObject(pageQuery),
  answer: { status: 200, description: 'A page of years', body: pageOf(yearSchema) },
  handle: async ({ deps, query: { limit, cursor } }) => {
    const after = decodeCursor(cursor, z.tuple([z.number().int()]));
    const { years: all } = await deps.ledger.reference.calendar();
    const years = all.filter((year) => after === null || year.year > after[0]);
    return toPage(
      years,
      limit,
      (year) => [year.year],
      ({ year, status, source, rest, work }) => ({ year, status, source, rest: [...rest], work: [...work] }),
    );
  },
});
