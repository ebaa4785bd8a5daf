import { z } from 'zod';
import { civilDateOf, epochMs, instantOfEpochMs, type Instant } from '../../../domain/calendar/instant';
import { Refusal } from '../../../domain/errors';
import { decodeCursor, pageOf, pageQuery, toPage } from '../../cursor';
import { defineRoute } from '../../route';
import { id, line, toDate, toInstant } from '../../schema';
import { below, inAny } from '../../where';
import { suggestionLines, suggestionSchema, WITH_LINKS } from './suggestion-schema';

export const listSuggestions = defineRoute({
  operation: 'listSuggestions',
  method: 'get',
  path: '/api/v1/suggestions',
  tag: 'suggestions',
  summary: 'Suggestions of my area, newest first unless asked otherwise',
  query: z.strictObject({
    ...pageQuery,
    organisationId: id.optional().meta({ description: 'Only this organisation and what lies below' }),
    programmeCode: id.optional(),
    linked: z.enum(['true', 'false']).optional().meta({ description: 'Whether a case takes it up' }),
    refused: z
      .enum(['true', 'false'])
      .optional()
      .meta({ description: 'Whether it was answered without a case' }),
    text: line(100).optional(),
    minDays: z.coerce
      .number()
      .int()
      .min(0)
      .max(3650)
      .optional()
      .meta({ description: 'Only those that came in so many days ago or more' }),
    order: z.enum(['newest', 'oldest']).default('newest').meta({ description: 'Which come first' }),
  }),
  answer: { status: 200, description: 'A page of suggestions', body: pageOf(suggestionSchema) },
  refuses: ['not-found'],
  handle: async ({ deps, scope, query, now }) => {
    const { prisma } = deps;
    const after = decodeCursor(query.cursor, z.tuple([z.iso.datetime(), z.string()]));
    const { organisationId, programmeCode, linked, refused, text, minDays, order } = query;
    const [beyond, sorted] = order === 'newest' ? (['lt', 'desc'] as const) : (['gt', 'asc'] as const);
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
            ? { OR: [{ createdAt: { [beyond]: createdAt } }, { createdAt, id: { [beyond]: after[1] } }] }
            : {},
          minDays === undefined ? {} : { createdAt: { lte: toDate(daysBefore(now, minDays)) } },
        ],
        ...(programmeCode !== undefined && { programmeCode }),
        ...(linked !== undefined && { links: linked === 'true' ? { some: {} } : { none: {} } }),
        ...(refused !== undefined && {
          refusals: refused === 'true' ? { some: { reopenedAt: null } } : { none: { reopenedAt: null } },
        }),
        ...(text !== undefined && { words: { contains: text } }),
      },
      include: WITH_LINKS,
      orderBy: [{ createdAt: sorted }, { id: sorted }],
      take: query.limit + 1,
    });
    const show = await suggestionLines(deps.ledger.reference, rows, civilDateOf(now));
    return toPage(rows, query.limit, (row) => [toInstant(row.createdAt), row.id], show);
  },
});

const DAY_MS = 86_400_000;

const daysBefore = (now: Instant, days: number): Instant => instantOfEpochMs(epochMs(now) - days * DAY_MS);
