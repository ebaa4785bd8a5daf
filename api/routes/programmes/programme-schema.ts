import { z } from 'zod';
import type { Words } from '../../../domain/errors';
import type { Lang } from '../../../domain/calendar/limit';
import type { Statement } from '../../../domain/programme/reading/statement';
import { programmeTables } from '../../../domain/programme/reading/tables';
import { describeProgramme } from '../../../domain/programme/render';
import type { Programme } from '../../../domain/programme/schema';
import type { Sources } from '../../../domain/programme/sources';
import { civilDate, shownInstant, toInstant, words } from '../../schema';

/** Of a programme, as asked for in an address. */
export const versionNumber = z.coerce.number().int().min(1).max(1_000_000);

export const programmeVersionSchema = z
  .strictObject({
    code: z.string(),
    version: z.number().int(),
    name: words,
    place: words,
    effectiveFrom: civilDate,
    publishedAt: shownInstant,
  })
  .meta({ id: 'ProgrammeVersion' });

const statementSchema = z
  .strictObject({
    words,
    from: z
      .array(z.strictObject({ kind: z.enum(['rule', 'law', 'practice', 'paper', 'default']), words }))
      .meta({ description: 'Where it comes from; empty for what is no value of the file' }),
  })
  .meta({ id: 'ProgrammeStatement' });

/** A programme as tables to be read. */
export const programmeTablesSchema = z
  .array(
    z
      .strictObject({
        id: z.string(),
        title: words,
        about: z.array(statementSchema).meta({ description: 'What holds for the whole table' }),
        columns: z.array(words).meta({ description: 'The first is above the names of the rows' }),
        rows: z.array(
          z.strictObject({
            id: z.string().meta({ description: 'The same in every version' }),
            name: statementSchema,
            cells: z.array(z.array(statementSchema)).meta({ description: 'One for each other column' }),
          }),
        ),
      })
      .meta({ id: 'ProgrammeTable' }),
  )
  .meta({ description: 'The same as tables, every value with where it comes from' });

/** How a programme reads, as text and as tables, and which paper its rules were read from. */
export function readingOf(
  programme: Programme,
  sources: Sources,
): { paper: Words; reading: Words; tables: z.input<typeof programmeTablesSchema> } {
  const tables = programmeTables(programme, sources).map(({ columns, rows, ...table }) => ({
    ...table,
    about: table.about.map(shown),
    columns: [...columns],
    rows: rows.map(({ id, name, cells }) => ({
      ...{ id, name: shown(name) },
      cells: cells.map((cell) => cell.map(shown)),
    })),
  }));
  const read = (lang: Lang) => describeProgramme(programme, sources, lang);
  return { paper: programme.source, reading: { zh: read('zh'), en: read('en') }, tables };
}

const shown = ({ words, from }: Statement) => ({ words, from: [...from] });

/** A programme file as it is handed in. */
export const programmeText = z.string().min(1).max(200_000).meta({ description: 'The YAML file' });

interface VersionRow {
  code: string;
  version: number;
  definition: unknown;
  effectiveFrom: string;
  publishedAt: Date;
}

/** A version as listed. Who published it is in the audit log, not on the public page. */
export function showVersion(row: VersionRow): z.input<typeof programmeVersionSchema> {
  const { name, place } = row.definition as Programme;
  return {
    code: row.code,
    version: row.version,
    name,
    place,
    effectiveFrom: row.effectiveFrom,
    publishedAt: toInstant(row.publishedAt),
  };
}
