import type { Pool, PoolClient } from 'pg';
import { dayAt, isWorked, type Calendar } from '../../domain/calendar/calendar';
import { dayNumber, daysBetween, type CivilDate } from '../../domain/calendar/civil-date';
import {
  closureDays,
  MOST_CLOSURE_DAYS,
  type ClosureKind,
  type ClosureSpan,
} from '../../domain/calendar/closures';
import { Refusal, type Words } from '../../domain/errors';
import { makeCalendars, nationalCalendar, type Tree } from './calendars';
import { loadCalendarData } from './load';

/** A closure as somebody wants it, for one place. */
export interface WantedClosure extends ClosureSpan {
  readonly organisationId: string;
}

interface Problem extends Words {
  readonly pointer: string;
}

const daysOf = (date: CivilDate, until: CivilDate): string => (date === until ? date : `${date} – ${until}`);

/** What is wrong with the days themselves. */
function spanProblems({ date, until }: ClosureSpan): Problem[] {
  const days = daysBetween(date, until) + 1;
  if (days < 1)
    return [
      {
        pointer: '/until',
        zh: `结束日 ${until} 早于起始日 ${date}。`,
        en: `The last day ${until} is before the first one, ${date}.`,
      },
    ];
  if (days <= MOST_CLOSURE_DAYS) return [];
  return [
    {
      pointer: '/until',
      zh: `共 ${days} 天，一条安排最多 ${MOST_CLOSURE_DAYS} 天。`,
      en: `These are ${days} days; one entry may cover ${MOST_CLOSURE_DAYS} at most.`,
    },
  ];
}

interface Taken {
  readonly date: CivilDate;
  readonly until: CivilDate;
  readonly kind: ClosureKind;
  readonly name: string;
}

/** Entries of the same place that share a day with this one; the wrong way round, those of the days between. */
async function takenDays(db: Pool | PoolClient, wanted: WantedClosure): Promise<Problem[]> {
  const [first, last] = [wanted.date, wanted.until].sort();
  const { rows } = await db.query<Taken>(
    `SELECT date, COALESCE(until, date) AS until, kind, name FROM local_closures
     WHERE organisation_id = $1 AND cancelled_at IS NULL AND date <= $3 AND COALESCE(until, date) >= $2 ORDER BY date`,
    [wanted.organisationId, first, last],
  );
  return rows.map(({ date, until, kind, name }) => ({
    pointer: '/date',
    zh: `${daysOf(date, until)} 已有${kind === 'OPEN' ? '上班' : '停工'}安排（${name}），如需更改，请先撤销。`,
    en: `${daysOf(date, until)} has an entry already (${kind}, ${name}): cancel it first.`,
  }));
}

/** The place has an entry on one of these days. */
export function alreadyThere(problems: readonly Problem[]): Refusal {
  if (problems.length > 0) return refusalWith('already-exists', problems);
  return new Refusal('already-exists', {
    zh: '该组织当日已有一条停工或上班安排；如需更改，请先撤销。',
    en: 'This place has a closure for that day already; cancel it first.',
  });
}

function refusalWith(code: 'already-exists' | 'invalid-input', problems: readonly Problem[]): Refusal {
  const detail = {
    zh: problems.map(({ zh }) => zh).join(''),
    en: problems.map(({ en }) => en).join(' '),
  };
  const errors = problems.map(({ pointer, zh, en }) => ({ pointer, message: { zh, en } }));
  return new Refusal(code, detail, { errors });
}

/** Days that would be other than the calendar of the place says now. */
export function changedDays(calendar: Calendar, wanted: ClosureSpan): CivilDate[] {
  return closureDays(wanted)
    .filter(({ date, kind }) => isWorked(dayAt(calendar, dayNumber(date))) !== (kind === 'OPEN'))
    .map(({ date }) => date);
}

/** An entry that the calendar of the place already says, day by day, would only hide a slip of the pen. */
function needless(calendar: Calendar, { date, until, kind }: ClosureSpan): Refusal {
  const { name } = dayAt(calendar, dayNumber(date));
  const because =
    name === null || date !== until ? { zh: '', en: '' } : { zh: `（${name}）`, en: ` (${name})` };
  const days = daysOf(date, until);
  const are =
    date === until
      ? { works: 'is a working day', off: 'is off' }
      : { works: 'are working days', off: 'are off' };
  return new Refusal(
    'closure-needless',
    kind === 'OPEN'
      ? { zh: `${days} 本来就上班${because.zh}。`, en: `${days} ${are.works} already${because.en}.` }
      : { zh: `${days} 本来就放假${because.zh}。`, en: `${days} ${are.off} already${because.en}.` },
  );
}

/**
 * Whether a closure can be entered; answers the days that change by it. Every problem of its days is told at once.
 * Throws 'invalid-input' (the last day before the first, too many days), 'already-exists' (one of its days is
 * taken), 'closure-needless' (no day would change), and CalendarError 'year-missing' for a day that no calendar reaches.
 */
export async function checkClosure(
  db: Pool | PoolClient,
  tree: Tree,
  wanted: WantedClosure,
): Promise<readonly CivilDate[]> {
  const [span, taken] = [spanProblems(wanted), await takenDays(db, wanted)];
  if (span.length > 0) throw refusalWith('invalid-input', [...span, ...taken]);
  if (taken.length > 0) throw alreadyThere(taken);
  const data = await loadCalendarData(db);
  const calendar = makeCalendars(data, nationalCalendar(data.years), tree).of(wanted.organisationId);
  const days = changedDays(calendar, wanted);
  if (days.length === 0) throw needless(calendar, wanted);
  return days;
}
