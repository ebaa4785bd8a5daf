import type { CivilDate } from '../../domain/calendar/civil-date';
import { addDays } from '../../domain/calendar/civil-date';
import { addMs, HOUR_MS, startOfDay, type Instant } from '../../domain/calendar/instant';
import type { CommandType } from '../../domain/case/commands';
import type { CaseKind } from '../../domain/programme/schema';
import type { Role } from '../../domain/roles';

/** A day of a story as a date: `d(0)` is its first day. */
export type DayOf = (day: number) => CivilDate;

/** What is known only when a story is played. */
export interface Known {
  /** The case of another story. */
  caseOf(storyId: string): string;
  /** The suggestions of its own case, in the story's order. */
  suggestions: readonly string[];
  /** The documents handed in so far, in their order. */
  files: readonly string[];
}

/** A story that stands by itself. */
export const ALONE: Known = {
  caseOf: (storyId) => {
    throw new Error(`no case of story ${storyId} here`);
  },
  suggestions: [],
  files: [],
};

/** What a step says, with days of its story. */
export type StepData = (d: DayOf, known: Known) => object;

/** One thing somebody does, or a document they hand in. Days are counted from the story's first day. */
export interface StoryStep {
  day: number;
  /** Local hour; 10 unless told, later steps of a day come after earlier ones. */
  hour?: number;
  by: readonly [Role, string];
  type: CommandType;
  data?: StepData;
  /** For `attach`: which document. */
  file?: { kind: string; name: string };
}

/** Words of a resident as they came in. */
export interface StorySuggestion {
  channel: string;
  words: string;
}

/** A case as an article tells it, or in its manner, as data: the demo plays it, tests drive it over HTTP. */
export interface Story {
  id: string;
  programme: string;
  kind: CaseKind;
  place: string;
  title: string;
  openedBy: readonly [Role, string];
  suggestions: readonly StorySuggestion[];
  steps: readonly StoryStep[];
}

/** Instant of an hour of a story's day. */
export function instantOf(start: CivilDate, day: number, hour = 10): Instant {
  return addMs(startOfDay(addDays(start, day)), hour * HOUR_MS);
}

/** A short step: who, when, what. */
export function step(
  day: number,
  by: readonly [Role, string],
  type: CommandType,
  data: object | StepData = {},
): StoryStep {
  return { day, by, type, data: typeof data === 'function' ? (data as StepData) : () => data };
}

/** A document handed in. */
export function paper(day: number, by: readonly [Role, string], kind: string, name: string): StoryStep {
  return { day, by, type: 'attach', file: { kind, name } };
}
