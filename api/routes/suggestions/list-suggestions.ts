import { z } from 'zod';
import { Refusal } from '../../../domain/errors';
import { decodeCursor, pageOf, pageQuery, toPage } from '../../cursor';
import { defineRoute } from '../../route';
import { id, line, shownInstant, toDate, toInstant } from '../../schema';
import { below, inAny } from '../../where';

const suggestionSchema = z
  .strictObject({
    id: z.string(),
    receiptNo: z.string(),
    programmeCode: z.string(),
    organisationId: z.string(),
    channel: z.string(),
    words: z.string(),
    hasProposer: z
      .boolean()
      .meta({ description: 'Whether there is somebody to ask back; who it is, is another request' }),
    createdAt: shownInstant,
    caseIds: z.array(z.string()),
  })
  .meta({ id: 'Suggestion' });

export const listSuggestions = defineRoute({
  operation: 'listSuggestions',
  method: 'get',
  path: '/api/v1/suggestions',
  tag: 'suggestions',
  summary: 'Suggestions of my area, newest first',
  query: z.strictObject({
    ...pageQuery,
    organisationId: id.optional().meta({ description: 'Only this organisation and what lies below' }),
    programmeCode: id.optional(),
    linked: z.enum(['true', 'false']).optional().meta({ description: 'Whether a case takes it up' }),
    text: line(100).optional(),
  }),
  answer: { status: 200, description: 'A page of suggestions', body: pageOf(suggestionSchema) },
  refuses: ['not-found'],
  handle: async ({ deps: { prisma }, scope, query }) => {
    const after = decodeCursor(query.cursor, z.tuple([z.iso.datetime(), z.string()]));
    const { organisationId, programmeCode, linked, text } = query;
    const top =
      organisationId === undefined
        ? null
        : await prisma.organisation.findUnique({ where: { id: organisationId } });
    if (organisationId !== undefined && (top === null || !scope.covers(top.path)))
      throw new Refusal('not-found');
    const createdAt = after && toDate(after[0]);
    const rows = await prisma.suggestion.findMany({
      where: {
        AND: [
          top ? { orgPath: below(top.path) } : inAny(scope.paths),
          after && createdAt
            ? { OR: [{ createdAt: { lt: createdAt } }, { createdAt, id: { lt: after[1] } }] }
            : {},
        ],
        ...(programmeCode !== undefined && { programmeCode }),
        ...(linked !== undefined && { links: linked === 'true' ? { some: {} } : { none: {} } }),
        ...(text !== undefined && { words: { contains: text } }),
      },
      include: { links: { select: { caseId: true }, orderBy: { linkedAt: 'asc' } } },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      take: query.limit + 1,
    });
    return toPage(
      rows,
      query.limit,
      (row) => [toInstant(row.createdAt), row.id],
      (row) => ({
        id: row.id,
        receiptNo: row.receiptNo,
        programmeCode: row.programmeCode,
        organisationId: row.organisationId,
        channel: row.channel,
        words: row.words,
        hasProposer: row.proposerId !== null,
        createdAt: toInstant(row.createdAt),
        caseIds: row.links.map((link) => link.caseId),
      }),
    );
  },
});
