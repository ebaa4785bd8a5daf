import { z } from 'zod';
import type { Actor } from '../../../domain/actor';
import type { PrismaClient } from '../../../prisma/client';
import { level, role } from '../../schema';

export const meSchema = z
  .strictObject({
    personId: z.string(),
    displayName: z.string(),
    posts: z.array(
      z.strictObject({
        role,
        level,
        organisationId: z.string(),
        organisationName: z.string(),
        orgPath: z.string(),
      }),
    ),
    via: z.enum(['session', 'token']),
  })
  .meta({ id: 'Me' });

/** The actor as shown to themselves. */
export async function showActor(prisma: PrismaClient, actor: Actor): Promise<z.input<typeof meSchema>> {
  const ids = actor.posts.map((post) => post.organisationId);
  const rows = await prisma.organisation.findMany({
    where: { id: { in: ids } },
    select: { id: true, name: true },
  });
  const names = new Map(rows.map((row) => [row.id, row.name]));
  return {
    ...actor,
    posts: actor.posts.map((post) => ({
      ...post,
      organisationName: names.get(post.organisationId) ?? post.organisationId,
    })),
  };
}
