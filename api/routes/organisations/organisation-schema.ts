import { z } from 'zod';
import type { Level } from '../../../domain/roles';
import { level } from '../../schema';

export const organisationSchema = z
  .strictObject({
    id: z.string(),
    parentId: z.string().nullable(),
    name: z.string(),
    level,
    path: z.string().meta({ description: 'Ancestors and self: what lies below starts with it' }),
  })
  .meta({
    id: 'Organisation',
    example: { id: 'yangshe', parentId: 'zjg', name: '杨舍镇', level: 'STREET', path: '/zjg/yangshe/' },
  });

interface OrganisationRow {
  id: string;
  parentId: string | null;
  name: string;
  level: string;
  path: string;
}

export function showOrganisation(row: OrganisationRow): z.input<typeof organisationSchema> {
  const { id, parentId, name, path } = row;
  return { id, parentId, name, path, level: row.level as Level };
}
