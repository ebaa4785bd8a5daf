import { z } from 'zod';
import { Refusal } from '../../../domain/errors';
import { readDefinition } from '../../../domain/programme/definition';
import type { Sources } from '../../../domain/programme/sources';
import { defineRoute } from '../../route';
import { id, words } from '../../schema';
import {
  programmeTablesSchema,
  programmeVersionSchema,
  readingOf,
  showVersion,
  versionNumber,
} from './programme-schema';

/** Versions listed with a programme; it changes a few times a year. */
const MOST_VERSIONS = 200;

export const showProgramme = defineRoute({
  operation: 'showProgramme',
  method: 'get',
  path: '/api/v1/programmes/{code}',
  tag: 'rules',
  summary: 'One version of a programme: its file, its rules, and where each value comes from',
  params: z.strictObject({ code: id }),
  query: z.strictObject({
    version: versionNumber.optional().meta({ description: 'The newest when left out' }),
  }),
  answer: {
    status: 200,
    description: 'The version',
    body: z.strictObject({
      ...programmeVersionSchema.shape,
      text: z.string(),
      definition: z.record(z.string(), z.unknown()),
      sources: z.unknown(),
      reading: words.meta({ description: 'To be read aloud, with the source of every value' }),
      paper: words.meta({ description: 'What its rules were read from' }),
      tables: programmeTablesSchema,
      versions: z.array(programmeVersionSchema).meta({ description: 'All of them, the newest first' }),
    }),
  },
  refuses: ['not-found'],
  handle: async ({ deps, params, query }) => {
    const row = await deps.prisma.programmeVersion.findFirst({
      where: { code: params.code, ...(query.version !== undefined && { version: query.version }) },
      orderBy: { version: 'desc' },
    });
    if (row === null) throw new Refusal('not-found');
    const versions = await deps.prisma.programmeVersion.findMany({
      where: { code: params.code },
      orderBy: { version: 'desc' },
      take: MOST_VERSIONS,
    });
    const cited: unknown = row.sources;
    // Written by publishProgramme only, which has read it first.
    const [programme, sources] = [readDefinition(row.definition), cited as Sources];
    return {
      ...showVersion(row),
      text: row.text,
      definition: row.definition as Record<string, unknown>,
      sources: row.sources,
      ...readingOf(programme, sources),
      versions: versions.map(showVersion),
    };
  },
});
