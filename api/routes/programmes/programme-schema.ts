import { z } from 'zod';
import type { Programme } from '../../../domain/programme/schema';
import { civilDate, shownInstant, toInstant, words } from '../../schema';

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
