import { z } from 'zod';
import { AUDIT_ACTIONS } from '../../audit';
import { decodeCursor, pageOf, pageQuery, toPage } from '../../cursor';
import { defineRoute } from '../../route';
import { id, instant, shownInstant, toDate, toInstant } from '../../schema';

const recordSchema = z
  .strictObject({
    id: z.string(),
    at: shownInstant,
    personId: z.string().nullable(),
    action: z.string(),
    subject: z.string().nullable(),
    success: z.boolean(),
    data: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'AuditRecord' });

export const listAudit = defineRoute({
  operation: 'listAudit',
  method: 'get',
  path: '/api/v1/audit',
  tag: 'audit',
  summary: 'Who signed in, who changed rights, who read personal data; newest first',
  description: 'Records can be neither changed nor deleted, by nobody.',
  query: z.strictObject({
    ...pageQuery,
    personId: id.optional(),
    action: z.enum(AUDIT_ACTIONS).optional(),
    since: instant.optional(),
    until: instant.optional(),
  }),
  answer: { status: 200, description: 'A page of records', body: pageOf(recordSchema) },
  handle: async ({ deps, query }) => {
    const before = decodeCursor(query.cursor, z.tuple([z.string().regex(/^\d{1,18}$/)]));
    const { personId, action, since, until } = query;
    const rows = await deps.prisma.auditRecord.findMany({
      where: {
        ...(before && { id: { lt: BigInt(before[0]) } }),
        ...(personId !== undefined && { personId }),
        ...(action !== undefined && { action }),
        at: {
          ...(since !== undefined && { gte: toDate(since) }),
          ...(until !== undefined && { lt: toDate(until) }),
        },
      },
      orderBy: { id: 'desc' },
      take: query.limit + 1,
    });
    return toPage(
      rows,
      query.limit,
      (row) => [String(row.id)],
      (row) => ({
        ...row,
        id: String(row.id),
        at: toInstant(row.at),
        data: row.data as Record<string, unknown>,
      }),
    );
  },
});
