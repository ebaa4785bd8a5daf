import { z } from 'zod';
import { formatLimit } from '../../domain/calendar/limit';
import type { Words } from '../../domain/errors';
import type { Grade, Programme } from '../../domain/programme/schema';
import type { Reference } from '../../ledger/reference';
import type { OrganisationNode } from '../../ledger/organisations';
import { words } from '../schema';

export const gradeSchema = z
  .strictObject({
    id: z.string(),
    name: words.meta({
      description: '绿色 · 一周办结: colour and limit in words, since green is the fast one',
    }),
    limit: words.nullable(),
    followUpEvery: words.nullable().meta({ description: 'Followed up so often instead of a limit' }),
  })
  .meta({ id: 'Grade' });

/** What people call the things that a case names by id. */
export const caseNamesShape = {
  programmeName: words,
  organisationName: z.string(),
  organisationWithin: z.string().nullable().meta({ description: 'The organisation above it' }),
  stageName: words.nullable(),
  urgency: gradeSchema.nullable(),
};
type CaseNames = z.input<z.ZodObject<typeof caseNamesShape>>;

/** What names are made from; the stage is that of the case, or of the duty. */
export interface NamedRow {
  programme_version_id: string;
  organisation_id: string;
  stage_id: string | null;
  grade: string | null;
}

/** A grade (绿色 · 一周办结) with its limit in words. */
function showGrade(grade: Grade): z.input<typeof gradeSchema> {
  const { id, name, limit, 'follow-up-every': every } = grade;
  const inBoth = (value: typeof limit): Words | null =>
    value === undefined ? null : { zh: formatLimit(value, 'zh'), en: formatLimit(value, 'en') };
  return { id, name, limit: inBoth(limit), followUpEvery: inBoth(every) };
}

/** The names of one case, by the version of its programme that it keeps. */
export function namesOf(
  row: Omit<NamedRow, 'programme_version_id'>,
  programme: Programme,
  tree: ReadonlyMap<string, OrganisationNode>,
): CaseNames {
  const place = tree.get(row.organisation_id);
  const above =
    place?.parentId === undefined || place.parentId === null ? undefined : tree.get(place.parentId);
  const grade = programme.grades.find(({ id }) => id === row.grade);
  return {
    programmeName: programme.name,
    organisationName: place?.name ?? row.organisation_id,
    organisationWithin: above?.name ?? null,
    stageName: programme.stages.find(({ id }) => id === row.stage_id)?.name ?? null,
    urgency: grade === undefined ? null : showGrade(grade),
  };
}

/** Names for the rows of a list: one programme version is read once, however many rows keep it. */
export async function namesFor(
  reference: Pick<Reference, 'programme' | 'organisations'>,
  rows: readonly NamedRow[],
): Promise<(row: NamedRow) => CaseNames> {
  const versions = [...new Set(rows.map((row) => row.programme_version_id))];
  const [tree, programmes] = await Promise.all([
    reference.organisations(),
    Promise.all(versions.map(async (id) => [id, await reference.programme(id)] as const)),
  ]);
  const known = new Map(programmes);
  return (row) => {
    const programme = known.get(row.programme_version_id);
    if (programme === undefined) throw new Error(`no programme version ${row.programme_version_id}`);
    return namesOf(row, programme, tree);
  };
}
