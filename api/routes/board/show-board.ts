import { z } from 'zod';
import { maxInstant, type Instant } from '../../../domain/calendar/instant';
import { isWorkday, type Calendar } from '../../../domain/calendar/calendar';
import {
  dueByDay,
  soonEnd,
  stripEnd,
  sumBoard,
  type BoardFigures,
  type BoardGroup,
} from '../../../domain/figures/board';
import type { Calendars } from '../../../ledger/calendar/calendars';
import type { OrganisationNode } from '../../../ledger/organisations';
import { askBoard, boardFilters, isWithin, type BoardAsked } from '../../board/question';
import { comparable, readGroups, readWeekAgo } from '../../board/read-groups';
import type { Deps } from '../../ports';
import { defineRoute } from '../../route';
import { civilDate, level, shownInstant } from '../../schema';

const figures = {
  open: z.int().meta({ description: '在办' }),
  dueSoon: z.int().meta({ description: '三日内到期: within three working days' }),
  overdue: z.int().meta({ description: '逾期' }),
  averageLate: z.number().nullable().meta({ description: '平均逾期工作日; null when nothing is overdue' }),
};
const figuresSchema = z.strictObject(figures).meta({ id: 'BoardFigures' });
const organisationSchema = z
  .strictObject({
    id: z.string(),
    parentId: z
      .string()
      .nullable()
      .meta({ description: 'Null also for the highest that the reader may see' }),
    name: z.string(),
    level,
    ...figures,
  })
  .meta({ id: 'BoardOrganisation' });
const daySchema = z
  .strictObject({ date: civilDate, workday: z.boolean(), due: z.int() })
  .meta({ id: 'BoardDay' });

const boardSchema = z
  .strictObject({
    asOf: shownInstant,
    figures: figuresSchema,
    weekAgo: figuresSchema
      .nullable()
      .meta({ description: 'Null when a filter asks for something that is known of today only' }),
    organisations: z
      .array(organisationSchema)
      .meta({ description: 'Of everything the reader may see, whichever organisation is chosen' }),
    days: z.array(daySchema).meta({ description: 'Two weeks from today, whichever day is chosen' }),
  })
  .meta({ id: 'Board' });

const NOTHING: BoardFigures = { open: 0, dueSoon: 0, overdue: 0, averageLate: null };
const ALL = '';

type Tree = ReadonlyMap<string, OrganisationNode>;

/** The calendar of an organisation by its path, whose last part is its id. */
function byPath(calendars: Calendars): (orgPath: string) => Calendar {
  return (orgPath) => calendars.of(orgPath.split('/').at(-2) ?? '');
}

/** An organisation and those above it, as far up as the reader may see. */
function visibleAbove(paths: readonly string[]): (orgPath: string) => string[] {
  return (orgPath) => {
    const above: string[] = [];
    for (let end = orgPath.length; end > 1; end = orgPath.lastIndexOf('/', end - 2) + 1)
      above.push(orgPath.slice(0, end));
    return above.filter((path) => paths.some((top) => path.startsWith(top)));
  };
}

function organisationsOf(
  sums: ReadonlyMap<string, BoardFigures>,
  asked: BoardAsked,
  tree: Tree,
): z.input<typeof organisationSchema>[] {
  const seen = (path: string) => asked.paths.some((top) => path.startsWith(top));
  return [...tree.values()]
    .filter(({ path }) => seen(path) && (sums.has(path) || asked.paths.includes(path)))
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .map(({ id, parentId, name, level: at, path }) => {
      const above = parentId === null ? undefined : tree.get(parentId);
      const parent = above !== undefined && seen(above.path) ? above.id : null;
      return { id, parentId: parent, name, level: at, ...(sums.get(path) ?? NOTHING) };
    });
}

async function weekAgo(deps: Deps, asked: BoardAsked, calendarOf: (path: string) => Calendar, own: Calendar) {
  if (!comparable(asked.filters)) return null;
  const { groups, as } = await readWeekAgo(deps.prisma, asked, (then) => soonEnd(own, then));
  const here = groups.filter(({ orgPath }) => orgPath.startsWith(asked.place?.path ?? ALL));
  return sumBoard(here, as.then, as.soon, calendarOf, () => [ALL]).get(ALL) ?? NOTHING;
}

export const showBoard = defineRoute({
  operation: 'showBoard',
  method: 'get',
  path: '/api/v1/board',
  tag: 'work',
  summary:
    'The overdue board: figures with those of a week ago, the tree of organisations, and what falls due when',
  query: z.strictObject(boardFilters),
  answer: { status: 200, description: 'The board', body: boardSchema },
  refuses: ['not-found'],
  handle: async ({ deps, scope, query, now }) => {
    const { reference } = deps.ledger;
    const [asked, tree, calendars] = await Promise.all([
      askBoard(deps, scope, query, now),
      reference.organisations(),
      reference.calendars(),
    ]);
    const { place, span, soon } = asked;
    const calendar = place === null ? calendars.national : calendars.of(place.id);
    const calendarOf = byPath(calendars);
    const horizon = maxInstant(stripEnd(now), soon, span.until);
    const [groups, before] = await Promise.all([
      readGroups(deps.prisma, asked, horizon),
      weekAgo(deps, asked, calendarOf, calendar),
    ]);
    const chosen = groups.filter(({ dueAt }) => isWithin(span, dueAt));
    const here = ({ orgPath }: BoardGroup) => orgPath.startsWith(place?.path ?? ALL);
    const sums = sumBoard(chosen, now, soon, calendarOf, visibleAbove(asked.paths));
    return {
      asOf: now,
      figures: sumBoard(chosen.filter(here), now, soon, calendarOf, () => [ALL]).get(ALL) ?? NOTHING,
      weekAgo: before,
      organisations: organisationsOf(sums, asked, tree),
      days: strip(groups.filter(here), now, calendar),
    };
  },
});

function strip(groups: readonly BoardGroup[], now: Instant, calendar: Calendar) {
  return dueByDay(groups, now).map(({ date, due }) => ({ date, due, workday: isWorkday(calendar, date) }));
}
