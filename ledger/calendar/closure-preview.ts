import type { CivilDate } from '../../domain/calendar/civil-date';
import { closureDays } from '../../domain/calendar/closures';
import { startOfDay } from '../../domain/calendar/instant';
import { noSuchPlace } from '../no-such-place';
import type { LedgerDeps } from '../deps';
import { makeCalendars, nationalCalendar } from './calendars';
import { checkClosure } from './closure-checks';
import type { NewClosure } from './closures';
import { loadCalendarData } from './load';
import { countMoves, type Moves } from './preview';

export interface ClosurePreview {
  /** Days that would be other than they are now; the others are so already. */
  readonly days: readonly CivilDate[];
  readonly moves: Moves;
}

/** What entering a closure would do to open cases of its place. Reads only; throws what entering it would throw. */
export async function previewClosure(
  deps: LedgerDeps,
  { maySee, date, until = date, ...about }: NewClosure & { maySee: (orgPath: string) => boolean },
): Promise<ClosurePreview> {
  const { organisationId } = about;
  const tree = await deps.reference.organisations();
  const place = tree.get(organisationId);
  if (place === undefined) throw noSuchPlace();
  const wanted = { ...about, date, until };
  const days = await checkClosure(deps.pool, tree, wanted);
  const data = await loadCalendarData(deps.pool);
  const own = data.places.get(organisationId) ?? { closures: [], hours: null };
  const places = new Map(data.places).set(organisationId, {
    ...own,
    closures: [...own.closures, ...closureDays(wanted)],
  });
  const calendars = makeCalendars({ ...data, places }, nationalCalendar(data.years), tree);
  // An opening moves limits that end behind it; both leave what ends before the first day.
  const reach = { from: startOfDay(date), under: place.path };
  return { days, moves: await countMoves(deps, { calendars, tree }, reach, maySee) };
}
