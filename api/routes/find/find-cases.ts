import { z } from 'zod';
import { PERMISSIONS } from '../../../domain/permissions';
import type { OrganisationNode } from '../../../ledger/organisations';
import { decodeCursor, pageOf, pageQuery, toPage } from '../../cursor';
import { readFound, type FoundRow } from '../../find/find';
import { caseLines } from '../../lines/case-line';
import { defineRoute } from '../../route';
import { scopeOf } from '../../scope';
import { caseSummarySchema } from '../cases/case-schema';

const WAYS = ['number', 'title', 'place', 'suggestion'] as const;

export const foundCaseSchema = z
  .strictObject({
    ...caseSummarySchema.shape,
    matched: z.array(z.enum(WAYS)).meta({ description: 'Where the words were found' }),
  })
  .meta({ id: 'FoundCase' });

const keys = z.tuple([z.iso.datetime(), z.string().max(64)]);

/** More places than this that are called so say nothing: they are the commonest part of names. */
const MOST_PLACES = 20;

function placesCalled(
  tree: ReadonlyMap<string, OrganisationNode>,
  text: string,
  seen: (path: string) => boolean,
) {
  const places = [...tree.values()].filter(({ name, path }) => name.includes(text) && seen(path));
  return places.length > MOST_PLACES ? [] : places;
}

function matched(row: FoundRow, text: string, places: readonly OrganisationNode[], path: string) {
  const words = text.toLowerCase();
  const ways: Readonly<Record<(typeof WAYS)[number], boolean>> = {
    number: row.number.toLowerCase().includes(words),
    title: row.title.toLowerCase().includes(words),
    place: places.some((place) => path.startsWith(place.path)),
    suggestion: row.said,
  };
  return WAYS.filter((way) => ways[way]);
}

export const findCases = defineRoute({
  operation: 'findCases',
  method: 'get',
  path: '/api/v1/find',
  tag: 'cases',
  summary:
    'Find cases by words of their title, number or place, or of the suggestions behind them; newest first',
  description:
    'Of the places you cover. Words of suggestions count for those who may read suggestions. By the name or phone of a proposer: `POST /api/v1/find/by-proposer`.',
  query: z.strictObject({
    ...pageQuery,
    text: z.string().trim().min(1).max(100),
    open: z.enum(['true', 'false']).optional(),
  }),
  answer: { status: 200, description: 'A page of cases', body: pageOf(foundCaseSchema) },
  refuses: ['cursor-invalid'],
  handle: async ({ deps, actor, scope, query, now }) => {
    const { text, limit } = query;
    const tree = await deps.ledger.reference.organisations();
    const places = placesCalled(tree, text, (path) => scope.covers(path));
    const rows = await readFound(deps.prisma, tree, {
      ...{ text, paths: scope.paths, places },
      // By the line of the permission table for their own list.
      suggestionPaths: scopeOf(actor, PERMISSIONS.listSuggestions).paths,
      open: query.open === undefined ? undefined : query.open === 'true',
      after: decodeCursor(query.cursor, keys),
      limit: limit + 1,
    });
    const line = await caseLines(deps, rows, now);
    const pathOf = (row: FoundRow) => tree.get(row.organisation_id)?.path ?? '';
    return toPage(
      rows,
      limit,
      (row) => [row.opened_at.toISOString(), row.id],
      (row) => ({ ...line(row), matched: matched(row, text, places, pathOf(row)) }),
    );
  },
});
