import type { CivilDate } from './calendar/civil-date';
import type { ClosureKind } from './calendar/closures';
import type { Words } from './errors';

/**
 * What makes open limits be computed anew (重算). `from` and `to` are the first and the last day that changed, null when
 * none did: clocks that had stopped by then are judged anew beside their own verdict.
 */
export type RolloutCause =
  CalendarCause | ClosureCause | HoursCause | ProgrammeCause | LaddersCause | SeveralCauses;

/** The year has another calendar, or is no longer provisional (暂定). */
export interface CalendarCause {
  readonly kind: 'calendar';
  readonly year: number;
  readonly source: string;
  readonly from: CivilDate | null;
  readonly to: CivilDate | null;
}

/** One part of the tree rests or works on a day by itself, or no longer does. */
export interface ClosureCause extends PlaceOf {
  readonly kind: 'closure';
  readonly closure: ClosureKind;
  readonly name: string;
  readonly cancelled: boolean;
  readonly from: CivilDate;
  readonly to: CivilDate;
}

/** One part of the tree keeps other working hours. */
export interface HoursCause extends PlaceOf {
  readonly kind: 'hours';
}

interface PlaceOf {
  readonly organisationId: string;
  readonly orgPath: string;
  /** What people call the place. */
  readonly place: string;
}

/** Open cases of a programme take over the limits of a newer version; each keeps its own version otherwise. */
export interface ProgrammeCause {
  readonly kind: 'programme';
  readonly code: string;
  readonly version: number;
  readonly versionId: string;
  readonly name: Words;
}

/** Cases from before there were reminders (催办阶梯) get those of their programme; no date moves by it. */
export interface LaddersCause {
  readonly kind: 'ladders';
}

/** The calendar changed again while the walk went on: it begins anew, and people are told once of everything. */
export interface SeveralCauses {
  readonly kind: 'several';
  readonly causes: readonly Exclude<RolloutCause, SeveralCauses>[];
}

export type RolloutKind = RolloutCause['kind'];
export const ROLLOUT_KINDS = [
  'calendar',
  'closure',
  'hours',
  'programme',
  'ladders',
  'several',
] as const satisfies readonly RolloutKind[];

export const ROLLOUT_STATUSES = ['RUNNING', 'DONE', 'CANCELLED'] as const;
export type RolloutStatus = (typeof ROLLOUT_STATUSES)[number];

/** Open limits are moved first, then stopped clocks are judged anew. */
export const ROLLOUT_PHASES = ['MOVING', 'REVIEWING'] as const;
export type RolloutPhase = (typeof ROLLOUT_PHASES)[number];

const CLOSURE_WORDS: Readonly<Record<ClosureKind, Words>> = {
  CLOSED: { zh: '临时停工', en: 'closed' },
  OPEN: { zh: '临时上班', en: 'open' },
};

/** What the change is, for the ledger, for lists and for whoever is told that a date moved. */
export function causeWords(cause: RolloutCause): Words {
  switch (cause.kind) {
    case 'calendar':
      return {
        zh: `${cause.year} 年放假安排（${cause.source}）`,
        en: `Calendar of ${cause.year} (${cause.source})`,
      };
    case 'closure': {
      const kind = CLOSURE_WORDS[cause.closure];
      const days = cause.from === cause.to ? cause.from : `${cause.from} – ${cause.to}`;
      return {
        zh: `${cause.cancelled ? '撤销' : ''}${cause.place} ${days} ${kind.zh}（${cause.name}）`,
        en: `${cause.place} ${kind.en} on ${days} (${cause.name})${cause.cancelled ? ', cancelled' : ''}`,
      };
    }
    case 'hours':
      return { zh: `${cause.place}工作时间调整`, en: `Working hours of ${cause.place}` };
    case 'programme':
      return {
        zh: `${cause.name.zh}第 ${cause.version} 版`,
        en: `${cause.name.en}, version ${cause.version}`,
      };
    case 'ladders':
      return {
        zh: '为以前版本的事项补上催办阶梯',
        en: 'Reminders for cases of an older version',
      };
    case 'several': {
      const all = cause.causes.map(causeWords);
      return { zh: all.map(({ zh }) => zh).join('；'), en: all.map(({ en }) => en).join('; ') };
    }
    default:
      return cause satisfies never;
  }
}

/** The same for the engine's own views: nothing that somebody typed. */
export function plainWords(cause: RolloutCause): string {
  switch (cause.kind) {
    case 'calendar':
      return `calendar of ${cause.year}`;
    case 'closure':
      return `closure of ${cause.organisationId} on ${cause.from}`;
    case 'hours':
      return `working hours of ${cause.organisationId}`;
    case 'programme':
      return `programme ${cause.code}, version ${cause.version}`;
    case 'ladders':
      return 'reminders for cases of an older version';
    case 'several':
      return cause.causes.map(plainWords).join('; ');
    default:
      return cause satisfies never;
  }
}

const causesOf = (cause: RolloutCause): readonly Exclude<RolloutCause, SeveralCauses>[] =>
  cause.kind === 'several' ? cause.causes : [cause];

/** One walk for both. The same one twice is still one. */
export function joined(a: RolloutCause, b: RolloutCause): RolloutCause {
  const all = new Map([...causesOf(a), ...causesOf(b)].map((cause) => [JSON.stringify(cause), cause]));
  const causes = [...all.values()];
  return causes.length === 1 ? a : { kind: 'several', causes };
}

/** The highest organisation that two places have in common, as a path. */
function commonPath(a: string, b: string): string {
  const other = b.split('/');
  const same = a.split('/').findIndex((name, i) => name !== other[i]);
  return same === -1 ? a : `${other.slice(0, same).join('/')}/`;
}

/** The subtree whose cases are concerned; the whole tree for what holds everywhere. */
export function pathOfCause(cause: RolloutCause): string {
  return causesOf(cause)
    .map((one) => ('orgPath' in one ? one.orgPath : '/'))
    .reduce(commonPath);
}

/** Two walks over the same limits for reasons of the same kind: the second would only tell people twice. */
export function overlaps(a: RolloutCause, b: RolloutCause): boolean {
  if (a.kind === 'programme' || b.kind === 'programme')
    return a.kind === 'programme' && b.kind === 'programme' && a.code === b.code;
  const [one, other] = [pathOfCause(a), pathOfCause(b)];
  return one.startsWith(other) || other.startsWith(one);
}

/** The days on which stopped clocks are judged anew; null when the change says nothing of the past. */
export function reviewedDays(cause: RolloutCause): { from: CivilDate; to: CivilDate } | null {
  const days = causesOf(cause)
    .flatMap((one) => (one.kind === 'calendar' || one.kind === 'closure' ? [one.from, one.to] : []))
    .filter((day) => day !== null)
    .sort();
  const [from, to] = [days[0], days.at(-1)];
  return from === undefined || to === undefined ? null : { from, to };
}
