import { z } from 'zod';
import { addMonths } from '../../../domain/calendar/civil-date';
import { civilDateOf, startOfDay } from '../../../domain/calendar/instant';
import { chainOf } from '../../../ledger/recipients';
import type { OrganisationNode } from '../../../ledger/organisations';
import { readSimilar } from '../../find/similar';
import { caseLines } from '../../lines/case-line';
import { defineRoute } from '../../route';
import { id, line, text } from '../../schema';
import { caseSummarySchema } from '../cases/case-schema';

const similarSchema = z
  .strictObject({
    ...caseSummarySchema.shape,
    score: z.number().min(0).max(1).meta({ description: '1 for the same words; 0.4 and more are shown' }),
  })
  .meta({ id: 'SimilarCase' });

const MONTHS_BACK = -24;

/** What is compared: everything in the street of an organisation, or below it when it stands above streets. */
function streetOf(organisationId: string, tree: ReadonlyMap<string, OrganisationNode>): string {
  const chain = chainOf(organisationId, tree);
  return (chain.find(({ level }) => level === 'STREET') ?? chain[0])?.path ?? '';
}

export const listSimilarCases = defineRoute({
  operation: 'listSimilarCases',
  method: 'get',
  path: '/api/v1/similar-cases',
  tag: 'cases',
  summary: 'Cases that a new one may be the same as, while its title is typed: the likeliest first',
  description:
    'Of the last two years in the same street, as far as your posts see it. Compares pairs of characters, which Chinese needs.',
  query: z.strictObject({
    organisationId: id.meta({ description: 'Where the new case would be' }),
    title: line(300),
    words: text(2000)
      .optional()
      .meta({ description: 'Words of the suggestion that say more than the title' }),
    limit: z.coerce.number().int().min(1).max(10).default(5),
  }),
  answer: {
    status: 200,
    description: 'The likeliest, with a score',
    body: z.strictObject({ items: z.array(similarSchema) }),
  },
  handle: async ({ deps, scope, query, now }) => {
    const tree = await deps.ledger.reference.organisations();
    const street = streetOf(query.organisationId, tree);
    const there = [...tree.values()].filter(({ path }) => path.startsWith(street) && scope.covers(path));
    const rows = await readSimilar(deps.prisma, {
      words: query.words === undefined ? query.title : `${query.title}\n${query.words}`,
      organisationIds: there.map((place) => place.id),
      since: startOfDay(addMonths(civilDateOf(now), MONTHS_BACK)),
      limit: query.limit,
    });
    const show = await caseLines(deps, rows, now);
    return { items: rows.map((row) => ({ ...show(row), score: row.score })) };
  },
});
