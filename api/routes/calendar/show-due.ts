import { z } from 'zod';
import { isCivilDate } from '../../../domain/calendar/civil-date';
import { describeStep, explainDue } from '../../../domain/calendar/due';
import { localTextOf, parseInstant, startOfDay } from '../../../domain/calendar/instant';
import { parseLimit } from '../../../domain/calendar/limit';
import { languageOf } from '../../problem';
import { defineRoute } from '../../route';
import { civilDate, id, shownInstant } from '../../schema';
import { calendarAt } from './calendar-at';

const dueSchema = z
  .strictObject({
    due: z.string().meta({
      description: 'The day, or day and time under an hour limit, in Asia/Shanghai',
      example: '2026-03-04',
    }),
    dueDate: civilDate,
    dueAt: shownInstant,
    provisional: z.boolean().meta({ description: 'Touches a year whose notice is not out yet (暂定)' }),
    steps: z.array(z.looseObject({ kind: z.string(), text: z.string() })),
  })
  .meta({ id: 'Due' });

export const showDue = defineRoute({
  operation: 'showDue',
  method: 'get',
  path: '/api/v1/calendar/due',
  tag: 'rules',
  summary: 'When a limit ends, and why on that day',
  query: z.strictObject({
    from: z
      .string()
      .max(40)
      .meta({ description: 'The day it starts (not counted), or an instant', example: '2026-02-12' }),
    limit: z.string().max(40).meta({ description: '10wd, 7d, 1week, 1month, 2h', example: '10wd' }),
    roll: z
      .enum(['true', 'false'])
      .default('true')
      .meta({ description: 'Whether an end on a rest day moves on' }),
    organisationId: id
      .optional()
      .meta({ description: 'With the closures and hours of this place; left out, those of the country' }),
  }),
  answer: { status: 200, description: 'The due date and every step to it', body: dueSchema },
  refuses: ['calendar-year-missing', 'not-found'],
  handle: async ({ deps, query, request }) => {
    const limit = parseLimit(query.limit);
    const start = isCivilDate(query.from) ? startOfDay(query.from) : parseInstant(query.from);
    const calendar = await calendarAt(deps.ledger, query.organisationId);
    const steps = explainDue(calendar, { start, limit, roll: query.roll === 'true' });
    const last = steps.at(-1);
    if (last?.kind !== 'due') throw new Error('The explanation does not end with a due date.');
    const { dueDate, dueAt, provisional } = last.due;
    const language = languageOf(request);
    return {
      due: limit.unit === 'hour' ? localTextOf(dueAt) : dueDate,
      dueDate,
      dueAt,
      provisional,
      steps: steps.map((step) => ({ ...step, text: describeStep(step, language) })),
    };
  },
});
