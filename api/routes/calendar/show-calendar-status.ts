import { z } from 'zod';
import type { VersionStatus } from '../../../ledger/calendar/status';
import { defineRoute } from '../../route';
import { civilDate, shownInstant } from '../../schema';
import { yearStatus } from './calendar-schema';

const version = {
  status: yearStatus,
  source: z.string(),
  papers: z.array(z.string()),
  importedBy: z.string().nullable(),
  importedByName: z.string().nullable(),
  importedAt: shownInstant.nullable(),
};

const statusSchema = z
  .strictObject({
    years: z.array(
      z.strictObject({
        year: z.number().int(),
        ...version,
        restDays: z.number().int(),
        makeUpDays: z.number().int(),
        history: z.array(z.strictObject(version)).meta({ description: 'Every version, the newest first' }),
      }),
    ),
    coveredUntil: civilDate
      .nullable()
      .meta({ description: 'Dates up to this day are certain, every later one is provisional (暂定)' }),
    wanted: z
      .strictObject({ year: z.number().int(), missing: z.boolean() })
      .meta({ description: 'The year whose notice should be out: from 1 November the next one' }),
    nextLook: shownInstant.meta({
      description: 'When it is looked at again, and somebody reminded if need be',
    }),
  })
  .meta({ id: 'CalendarStatus' });

const show = ({ papers, ...rest }: VersionStatus): z.input<z.ZodObject<typeof version>> => ({
  ...{ papers: [...papers], status: rest.status, source: rest.source },
  ...{ importedBy: rest.importedBy, importedByName: rest.importedByName, importedAt: rest.importedAt },
});

export const showCalendarStatus = defineRoute({
  operation: 'showCalendarStatus',
  method: 'get',
  path: '/api/v1/calendar/status',
  tag: 'rules',
  summary: 'Which years are official, from which notice, by whom; and whether one is missing',
  answer: { status: 200, description: 'The state of the calendar', body: statusSchema },
  handle: async ({ deps: { ledger }, now }) => {
    const { years, coveredUntil, wanted, nextLook } = await ledger.calendar.status(now);
    return {
      ...{ coveredUntil, wanted: { ...wanted }, nextLook },
      years: years.map((one) => ({
        ...{ year: one.year, restDays: one.restDays, makeUpDays: one.makeUpDays },
        ...show(one),
        history: one.history.map(show),
      })),
    };
  },
});
