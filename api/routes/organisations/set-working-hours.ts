import { z } from 'zod';
import { CalendarError } from '../../../domain/calendar/errors';
import { readHours, type OpeningHours } from '../../../domain/calendar/opening-hours';
import { refusalAt } from '../../../domain/errors';
import { defineRoute } from '../../route';
import { id } from '../../schema';
import { recompute, startedRollout } from '../calendar/calendar-schema';

const time = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'expected a time of the form HH:MM')
  .meta({ example: '09:00' });
const hoursSchema = z
  .array(z.strictObject({ from: time, to: time }))
  .min(1)
  .max(6)
  .nullable()
  .meta({ description: 'Stretches of a working day in order; null = those of the place above' });

/** Hours that would leave an hour limit without an end, or count a moment twice, are refused. */
function checked(hours: OpeningHours[] | null): OpeningHours[] | null {
  if (hours === null) return null;
  try {
    readHours(hours);
    return hours;
  } catch (error) {
    if (!(error instanceof CalendarError)) throw error;
    const words = {
      zh: '各时段须先后有序、互不重叠，且结束晚于开始。',
      en: 'Stretches must end after they begin, follow one another and not overlap.',
    };
    throw refusalAt('invalid-input', '/hours', words);
  }
}

export const setWorkingHours = defineRoute({
  operation: 'setWorkingHours',
  method: 'put',
  path: '/api/v1/organisations/{organisationId}/working-hours',
  tag: 'organisations',
  summary: 'Set when an organisation works: hour limits and messages go by it',
  description:
    'For everything below it too, unless that has hours of its own. By default 9–12 and 13:30–17:30.',
  params: z.strictObject({ organisationId: id }),
  body: z.strictObject({ hours: hoursSchema, recompute }),
  answer: {
    status: 200,
    description: 'Set',
    body: z.strictObject({ organisationId: z.string(), hours: hoursSchema, rolloutId: startedRollout }),
  },
  handle: async ({ deps: { ledger }, actor, body, organisation, now }) => {
    const hours = checked(body.hours);
    const { rolloutId } = await ledger.calendar.setWorkingHours({
      ...{ organisationId: organisation.id, hours, by: actor.personId, now, recompute: body.recompute },
    });
    return { organisationId: organisation.id, hours, rolloutId };
  },
});
