import { z } from 'zod';
import type { OpeningHours } from '../../../domain/calendar/opening-hours';
import type { Level } from '../../../domain/roles';
import { level } from '../../schema';

export const organisationSchema = z
  .strictObject({
    id: z.string(),
    parentId: z.string().nullable(),
    name: z.string(),
    level,
    path: z.string().meta({ description: 'Ancestors and self: what lies below starts with it' }),
    workingHours: z
      .array(z.strictObject({ from: z.string(), to: z.string() }))
      .nullable()
      .meta({ description: 'Hours of its own; null = those of the place above, at the top the usual ones' }),
  })
  .meta({
    id: 'Organisation',
    example: {
      ...{ id: 'yangshe', parentId: 'zjg', name: '杨舍镇', level: 'STREET', path: '/zjg/yangshe/' },
      workingHours: null,
    },
  });

interface OrganisationRow {
  id: string;
  parentId: string | null;
  name: string;
  level: string;
  path: string;
  workingHours: unknown;
}

export function showOrganisation(row: OrganisationRow): z.input<typeof organisationSchema> {
  const { id, parentId, name, path } = row;
  // Written by setWorkingHours only, which has read them first.
  const workingHours = row.workingHours as OpeningHours[] | null;
  return { id, parentId, name, path, level: row.level as Level, workingHours };
}
