import { z } from 'zod';
import { civilDateOf } from '../../../domain/calendar/instant';
import { describeClockStep, explainClock as explain } from '../../../domain/case/why-clock';
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
  summary: 'Why this date: what was counted, skipped, paused, extended and rolled',
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
  handle: async ({ deps, actor, params, now }) => {
    const { state } = await visibleCase(deps, actor, params.caseId);
    const clock = state.clocks.find((c) => c.id === params.clockId);
    if (clock === undefined) throw new Refusal('not-found');
    const places = await deps.ledger.reference.places(civilDateOf(now));
    const steps = explain(clock, places(state.organisationId).calendarFor(clock.owner));
    return {
      ...{ clockId: clock.id, dueDate: clock.dueDate, dueAt: clock.dueAt, provisional: clock.provisional },
      steps: steps.map((step) => ({
        step: { ...step },
        words: { zh: describeClockStep(step, 'zh'), en: describeClockStep(step, 'en') },
      })),
    };
  },
});
