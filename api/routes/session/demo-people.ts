import { z } from 'zod';
import { civilDateOf, type Instant } from '../../../domain/calendar/instant';
import type { Role } from '../../../domain/roles';
import type { PrismaClient } from '../../../prisma/client';
import { role } from '../../schema';

export const demoPerson = z
  .strictObject({
    personId: z.string(),
    signInName: z.string(),
    displayName: z.string(),
    posts: z.array(z.strictObject({ role, organisationName: z.string() })),
  })
  .meta({ id: 'DemoPerson' });

/** Everybody of the demo bureau who can sign in, with their posts of today. */
export async function readDemoPeople(
  prisma: PrismaClient,
  now: Instant,
): Promise<z.input<typeof demoPerson>[]> {
  const today = civilDateOf(now);
  const rows = await prisma.person.findMany({
    where: { signInName: { not: null }, passwordHash: { not: null }, disabledAt: null },
    include: {
      posts: {
        where: { fromDate: { lte: today }, OR: [{ untilDate: null }, { untilDate: { gte: today } }] },
        include: { organisation: { select: { name: true, path: true } } },
        orderBy: { id: 'asc' },
      },
    },
    orderBy: { signInName: 'asc' },
    take: 50,
  });
  return rows.map(({ id: personId, signInName, displayName, posts }) => ({
    ...{ personId, signInName: signInName ?? '', displayName },
    posts: posts.map((post) => ({ role: post.role as Role, organisationName: post.organisation.name })),
  }));
}
