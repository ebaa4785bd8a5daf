import { z } from 'zod';
import { parseProgramme } from '../../../domain/programme/parse';
import { ProgrammeError } from '../../../domain/programme/problem';
import { staysOf, staysSchema } from '../../programmes/stays';
import { defineRoute } from '../../route';
import { words } from '../../schema';
import { programmeTablesSchema, programmeText, readingOf } from './programme-schema';

const checkedSchema = z
  .strictObject({
    code: z.string().nullable(),
    reading: words
      .nullable()
      .meta({ description: 'The draft to be read aloud, with the source of every value' }),
    paper: words.nullable().meta({ description: 'What its rules were read from' }),
    tables: programmeTablesSchema.nullable(),
    problems: z
      .array(
        z.strictObject({
          line: z.number().int().meta({ description: 'Counted from 1' }),
          path: z.string(),
          message: z.string(),
        }),
      )
      .meta({ description: 'Everything that is wrong, by line; empty: it can be published' }),
    stays: staysSchema,
  })
  .meta({ id: 'CheckedProgramme' });

export const checkProgramme = defineRoute({
  operation: 'checkProgramme',
  method: 'post',
  path: '/api/v1/programmes/check',
  tag: 'rules',
  summary: 'Check a draft of a programme without publishing it: every problem with its line',
  body: z.strictObject({ text: programmeText }),
  answer: { status: 200, description: 'What is wrong with it, or how it reads', body: checkedSchema },
  handle: async ({ deps, body: { text } }) => {
    try {
      const { programme, sources } = parseProgramme(text, 'programme.yaml');
      const stays = await staysOf(deps, { programme, version: null });
      return { code: programme.code, ...readingOf(programme, sources), problems: [], stays };
    } catch (error) {
      if (!(error instanceof ProgrammeError)) throw error;
      const problems = error.problems.map(({ line, path, message }) => ({ line, path, message }));
      return { code: null, paper: null, reading: null, tables: null, problems, stays: [] };
    }
  },
});
