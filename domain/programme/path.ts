import type { Limit } from '../calendar/limit';
import type { CaseKind, Programme, Stage, StageKind } from './schema';

/** What decides which stages a case passes: `null` is the standard track, or a programme without grades. */
export interface PathChoice {
  kind: CaseKind;
  track: string | null;
  grade: string | null;
}

type Narrowing = NonNullable<Stage['only']>;

/** Whether a case answers every list of a narrowing; a list that is not there asks nothing. */
function matchesAll(narrowing: Narrowing, choice: PathChoice): boolean {
  const has = (list: readonly string[] | undefined, value: string | null): boolean =>
    list === undefined || (value !== null && list.includes(value));
  return (
    has(narrowing.kind, choice.kind) &&
    has(narrowing.track, choice.track) &&
    has(narrowing.grade, choice.grade)
  );
}

/** Whether a case is named by any list of a narrowing. */
function matchesAny(narrowing: Narrowing, choice: PathChoice): boolean {
  const has = (list: readonly string[] | undefined, value: string | null): boolean =>
    value !== null && (list?.includes(value) ?? false);
  return (
    has(narrowing.kind, choice.kind) ||
    has(narrowing.track, choice.track) ||
    has(narrowing.grade, choice.grade)
  );
}

/** The stages a case passes, in the order of the file. */
export function stagePath(programme: Programme, choice: PathChoice): Stage[] {
  return programme.stages.filter(
    (stage) =>
      (stage.only === undefined || matchesAll(stage.only, choice)) &&
      (stage.except === undefined || !matchesAny(stage.except, choice)),
  );
}

/** The limit of a stage for a case on this track. */
export function limitFor(stage: Stage, track: string | null): Limit | undefined {
  const byTrack = stage['limit-on-track'] ?? {};
  const own = track !== null && Object.hasOwn(byTrack, track) ? byTrack[track] : undefined;
  return own ?? stage.limit;
}

/** How long a stage may wait to be opened: by the urgency first, which is a contract (peers.md 8.3), as with ladders. */
export function openWithin(stage: Stage, of: Pick<PathChoice, 'track' | 'grade'>): Limit | undefined {
  const byOwn = (limits: Readonly<Record<string, Limit>> | undefined, name: string | null) =>
    limits !== undefined && name !== null && Object.hasOwn(limits, name) ? limits[name] : undefined;
  return (
    byOwn(stage['open-within-on-grade'], of.grade) ??
    byOwn(stage['open-within-on-track'], of.track) ??
    stage['open-within']
  );
}

/** The keys of a stage that say how long it may wait to be opened. */
export const WAITING_KEYS = ['open-within', 'open-within-on-track', 'open-within-on-grade'] as const;

/** Every combination of kind, track and grade that a case of this programme can have. */
export function pathChoices(programme: Programme): PathChoice[] {
  const tracks = [null, ...Object.keys(programme.tracks)];
  const grades = programme.grades.length === 0 ? [null] : programme.grades.map((grade) => grade.id);
  return programme.kinds.flatMap((kind) =>
    tracks.flatMap((track) => grades.map((grade): PathChoice => ({ kind, track, grade }))),
  );
}

/** Kinds of stage that wait for a command of their own before they run: a meeting is called, a notice is posted. */
export const OPENED_BY_COMMAND: readonly StageKind[] = [
  'deliberate',
  'vote',
  'review',
  'notice',
  'implement',
];

/** Whether a stage of this kind waits for a command of its own before it runs. */
export function waitsToOpen(kind: StageKind): boolean {
  return OPENED_BY_COMMAND.includes(kind);
}
