import { z } from 'zod';
import { Refusal } from '../../../domain/errors';
import { defineRoute } from '../../route';
import { id } from '../../schema';
import { programmeVersionSchema, showVersion } from './programme-schema';

export const showProgramme = defineRoute({
  operation: 'showProgramme',
  method: 'get',
  path: '/api/v1/programmes/{code}',
  tag: 'rules',
  summary: 'One version of a programme: its file, its rules, and where each value comes from',
  params: z.strictObject({ code: id }),
  query: z.strictObject({
    version: z.coerce
      .number()
      .int()
      .min(1)
      .max(1_000_000)
      .optional()
      .meta({ description: 'The newest when left out' }),
  }),
  answer: {
    status: 200,
    description: 'The version',
    body: z.strictObject({
      ...programmeVersionSchema.shape,
      text: z.string(),
      definition: z.record(z.string(), z.unknown()),
      sources: z.unknown(),
    }),
  },
  refuses: ['not-found'],
  handle: async ({ deps, params, query }) => {
    const row = await deps.prisma.programmeVersion.findFirst({
      where: { code: params.code, ...(query.version !== undefined && { version: query.version }) },
      orderBy: { version: 'desc' },
    });
    if (row === null) throw new Refusal('not-found');
    return {
      ...showVersion(row),
      text: row.text,
      definition: row.definition as Record<string, unknown>,
      sources: row.sources,
    };
  },
});
