import { z } from 'zod';
import type { OrganisationNode } from '../../ledger/organisations';
import { Prisma } from '../../prisma/client';
import { id } from '../schema';
import { startsWith } from '../where';

/** What narrows the desk: the same for lists and counts. */
export const dutyFilters = {
  programme: id.optional(),
  grade: id.optional(),
  kind: z.enum(['PROJECT', 'MATTER']).optional(),
  organisationId: id.optional().meta({ description: 'Cases of this organisation and of those below it' }),
};
export type DutyFilters = z.output<z.ZodObject<typeof dutyFilters>>;

/** SQL on cases `c`; null when nothing narrows, so that nobody joins for nothing. */
export function caseFits(asked: DutyFilters, place: OrganisationNode | null): Prisma.Sql | null {
  const parts = [
    ...(asked.programme === undefined ? [] : [Prisma.sql`c.programme_code = ${asked.programme}`]),
    ...(asked.grade === undefined ? [] : [Prisma.sql`c.grade = ${asked.grade}`]),
    ...(asked.kind === undefined ? [] : [Prisma.sql`c.kind = ${asked.kind}`]),
    ...(place === null ? [] : [Prisma.sql`c.org_path like ${startsWith(place.path)}`]),
  ];
  return parts.length === 0 ? null : Prisma.join(parts, ' and ');
}
