import type { Instant } from '../../domain/calendar/instant';
import { Refusal, refusalAt } from '../../domain/errors';
import { monthOf, monthsAfter, type Month } from '../../domain/figures/month';
import type { Place } from '../../domain/figures/on-time';
import type { Deps } from '../ports';
import { id, month } from '../schema';
import type { Scope } from '../scope';

/** Longest span of one question. */
const MOST_MONTHS = 36;

/** Query members of everything about on-time figures. */
export const onTimeQuery = {
  from: month.optional().meta({ description: 'First month; left out, January of the last one’s year' }),
  until: month.optional().meta({ description: 'Last month, included; left out, the current one' }),
  organisationId: id.optional().meta({ description: 'This organisation and everything below it' }),
  programme: id.optional(),
};

/** The months of a question, both ends included. */
export function spanOf(
  query: { from?: Month | undefined; until?: Month | undefined },
  now: Instant,
): { from: Month; until: Month } {
  const until = query.until ?? monthOf(now);
  const from = query.from ?? `${until.slice(0, 4)}-01`;
  if (from <= until && until < monthsAfter(from, MOST_MONTHS)) return { from, until };
  throw refusalAt('invalid-input', '/query/from', {
    zh: `起始月份不得晚于截止月份，跨度不得超过 ${MOST_MONTHS} 个月。`,
    en: `The first month may not come after the last, and at most ${MOST_MONTHS} months can be asked for.`,
  });
}

/** The organisations that are asked about and that the caller may see, with their names. */
export async function placesOf(
  { ledger }: Deps,
  scope: Scope,
  organisationId: string | undefined,
): Promise<Map<string, Place>> {
  const tree = await ledger.reference.organisations();
  const wanted = organisationId === undefined ? undefined : tree.get(organisationId);
  if (organisationId !== undefined && (wanted === undefined || !scope.covers(wanted.path)))
    throw new Refusal('not-found');
  const places = [...tree.values()].filter(({ path }) =>
    wanted === undefined ? scope.covers(path) : path.startsWith(wanted.path),
  );
  return new Map(places.map(({ id: key, name, level, path }) => [key, { id: key, name, level, path }]));
}
