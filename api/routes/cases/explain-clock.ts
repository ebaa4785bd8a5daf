import { z } from 'zod';
import { describeStep, explainDue } from '../../../domain/calendar/due';
import { Refusal } from '../../../domain/errors';
import { defineRoute } from '../../route';
import { civilDate, id, shownInstant, words } from '../../schema';
import { visibleCase } from './visible-case';

const whySchema = z
  .strictObject({
    clockId: z.string(),
    dueDate: civilDate,
    dueAt: shownInstant,
    provisional: z.boolean(),
    steps: z.array(z.strictObject({ step: z.record(z.string(), z.unknown()), words })),
  })
  .meta({ id: 'WhyThisDate' });

export const explainClock = defineRoute({
  operation: 'explainClock',
  method: 'get',
  path: '/api/v1/cases/{caseId}/clocks/{clockId}/why',
  tag: 'cases',
  summary: 'Why this date: what was counted, skipped, paused and rolled',
  description:
    'Counted by the calendar of today; the date itself was fixed when the clock started or resumed.',
  params: z.strictObject({
    caseId: id,
    clockId: z
      .string()
      .max(100)
      .regex(/^[a-z0-9.-]+$/),
  }),
  answer: { status: 200, description: 'The steps', body: whySchema },
  refuses: ['not-found', 'calendar-year-missing'],
  handle: async ({ deps, actor, params }) => {
    const { state } = await visibleCase(deps, actor, params.caseId);
    const clock = state.clocks.find((c) => c.id === params.clockId);
    if (clock === undefined) throw new Refusal('not-found');
    const calendar = await deps.ledger.reference.calendar();
    const { startedAt: start, limit, roll, pauses } = clock;
    const steps = explainDue(calendar, { start, limit, roll, pauses });
    return {
      ...{ clockId: clock.id, dueDate: clock.dueDate, dueAt: clock.dueAt, provisional: clock.provisional },
      steps: steps.map((step) => ({
        step: { ...step },
        words: { zh: describeStep(step, 'zh'), en: describeStep(step, 'en') },
      })),
    };
  },
});
