import { z } from 'zod';
import { compareInstants } from '../../../domain/calendar/instant';
import type { Place } from '../../../domain/case/place';
import type { CaseState } from '../../../domain/case/state';
import { describeClockStep, explainClock } from '../../../domain/case/why-clock';
import { civilDate, shownInstant, words } from '../../schema';

export const publicNextSchema = z
  .strictObject({
    dueAt: shownInstant,
    dueDate: civilDate,
    provisional: z.boolean(),
    paused: z.boolean(),
    why: z.array(words),
  })
  .meta({ id: 'PublicNext' });

/** The date by which the stage of a case must be done, with every step that leads to it; null when none runs. */
export function publicNext(
  { clocks, stageId }: CaseState,
  place: Place,
): z.input<typeof publicNextSchema> | null {
  const [clock] = clocks
    .filter((each) => each.status !== 'STOPPED' && each.stageId !== null && each.stageId === stageId)
    .sort((a, b) => compareInstants(a.dueAt, b.dueAt));
  if (clock === undefined) return null;
  const { dueAt, dueDate, provisional, status } = clock;
  const steps = explainClock(clock, place.calendarFor(clock.owner));
  return {
    ...{ dueAt, dueDate, provisional, paused: status === 'PAUSED' },
    why: steps.map((step) => ({ zh: describeClockStep(step, 'zh'), en: describeClockStep(step, 'en') })),
  };
}
