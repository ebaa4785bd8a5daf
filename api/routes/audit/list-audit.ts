import { z } from 'zod';
import type { PrismaClient } from '../../../prisma/client';
import { AUDIT_ACTIONS } from '../../audit';
import { decodeCursor, pageOf, pageQuery, toPage } from '../../cursor';
import { defineRoute } from '../../route';
import { id, instant, shownInstant, toDate, toInstant } from '../../schema';

const recordSchema = z
  .strictObject({
    id: z.string(),
    at: shownInstant,
    personId: z.string().nullable(),
    personName: z.string().nullable(),
    action: z.string(),
    subject: z.string().nullable(),
    subjectName: z
      .string()
      .nullable()
      .meta({ description: 'Where the subject is a person or an organisation' }),
    success: z.boolean(),
    data: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'AuditRecord' });

/** The names of people and organisations by id; whatever else an id means has none. */
async function namesOf(prisma: PrismaClient, ids: readonly (string | null)[]) {
  const where = { id: { in: [...new Set(ids.filter((one) => one !== null))] } };
  const [people, places] = await Promise.all([
    prisma.person.findMany({ where, select: { id: true, displayName: true } }),
    prisma.organisation.findMany({ where, select: { id: true, name: true } }),
  ]);
  const known = new Map([
    ...places.map(({ id: key, name }) => [key, name] as const),
    ...people.map(({ id: key, displayName }) => [key, displayName] as const),
  ]);
  return { of: (key: string | null) => (key === null ? null : (known.get(key) ?? null)) };
}

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
    const names = await namesOf(
      deps.prisma,
      rows.flatMap((row) => [row.personId, row.subject]),
    );
    return toPage(
      rows,
      query.limit,
      (row) => [String(row.id)],
      (row) => ({
        ...row,
        ...{ personName: names.of(row.personId), subjectName: names.of(row.subject) },
        id: String(row.id),
        at: toInstant(row.at),
        data: row.data as Record<string, unknown>,
      }),
    );
  },
});
