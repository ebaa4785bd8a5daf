import { ALONE, instantOf, type Story, type StoryStep } from '../../../cli/demo/story';
import { addDays, type CivilDate } from '../../../domain/calendar/civil-date';
import { parseInstant, type Instant } from '../../../domain/calendar/instant';
import type { Bureau } from './bureau';

/** A moment of a day in Asia/Shanghai. */
export function at(day: CivilDate, time = '10:00'): Instant {
  return parseInstant(`${day}T${time}:00+08:00`);
}

export interface Told {
  caseId: string;
  number: string;
  /** Receipts of the suggestions the story began with, in its order. */
  receipts: string[];
  suggestions: string[];
}

/** Opens a story's case as its first day began: the words come in, then somebody makes a case of them. */
export async function begin(bureau: Bureau, story: Story, start: CivilDate): Promise<Told> {
  const { programme, kind, place, title, openedBy } = story;
  const clerk = bureau.as(...openedBy);
  const nine = instantOf(start, 0, 9);
  const suggested = [];
  for (const words of story.suggestions)
    suggested.push(await clerk.suggest({ programme, place, ...words, proposer: null }, nine));
  const suggestions = suggested.map(({ id }) => id);
  const { caseId, number } = await clerk.open({ programme, kind, place, title, suggestions }, nine);
  return { caseId, number, suggestions, receipts: suggested.map(({ receiptNo }) => receiptNo) };
}

/** One step of a story; the case's own clock is brought to its instant first, so what is due falls due before it. */
export async function act(bureau: Bureau, caseId: string, start: CivilDate, step: StoryStep): Promise<void> {
  const now = instantOf(start, step.day, step.hour);
  await bureau.timePasses(caseId, now);
  const person = bureau.as(...step.by);
  if (step.file !== undefined) await person.attach(caseId, step.file.kind, now, step.file.name);
  else await person.give(caseId, step.type, step.data?.((day) => addDays(start, day), ALONE) ?? {}, now);
}

/** A whole story, or as far as `steps` go. */
export async function tell(
  bureau: Bureau,
  story: Story,
  start: CivilDate,
  steps: readonly StoryStep[] = story.steps,
): Promise<Told> {
  const told = await begin(bureau, story, start);
  for (const step of steps) await act(bureau, told.caseId, start, step);
  return told;
}
