import { z } from 'zod';
import { absentPeopleOf, type Actor } from '../../../domain/actor';
import { PERMISSIONS, type Access, type Operation } from '../../../domain/permissions';
import type { PrismaClient } from '../../../prisma/client';
import { level, personLanguage, role, shownLanguage } from '../../schema';
import { scopeOf } from '../../scope';

export const meSchema = z
  .strictObject({
    personId: z.string(),
    displayName: z.string(),
    language: personLanguage,
    posts: z.array(
      z.strictObject({
        role,
        level,
        organisationId: z.string(),
        organisationName: z.string(),
        orgPath: z.string(),
        standsInFor: z
          .strictObject({ id: z.string(), displayName: z.string() })
          .nullable()
          .meta({ description: 'Whose post it is, while that person is absent (代班)' }),
      }),
    ),
    may: z
      .array(z.string())
      .meta({ description: 'The operations that my posts open: a screen shows what it can do with them' }),
    via: z.enum(['session', 'token']),
  })
  .meta({ id: 'Me' });

const OPERATIONS = Object.keys(PERMISSIONS) as Operation[];

function mayCall(actor: Actor, access: Access): boolean {
  return access.who !== 'posts' || scopeOf(actor, access).posts.length > 0;
}

/** The actor as shown to themselves. */
export async function showActor(prisma: PrismaClient, actor: Actor): Promise<z.input<typeof meSchema>> {
  const names = await organisationNames(prisma, actor);
  const people = await prisma.person.findMany({
    where: { id: { in: [actor.personId, ...absentPeopleOf(actor)] } },
    select: { id: true, displayName: true, language: true },
  });
  const named = (wanted: string | undefined) => {
    const found = people.find(({ id }) => id === wanted);
    return found === undefined ? null : { id: found.id, displayName: found.displayName };
  };
  return {
    ...actor,
    language: shownLanguage(people.find(({ id }) => id === actor.personId)?.language),
    may: OPERATIONS.filter((operation) => mayCall(actor, PERMISSIONS[operation])),
    posts: actor.posts.map(({ standsInFor, ...post }) => ({
      ...post,
      organisationName: names.get(post.organisationId) ?? post.organisationId,
      standsInFor: named(standsInFor),
    })),
  };
}

async function organisationNames(prisma: PrismaClient, actor: Actor): Promise<ReadonlyMap<string, string>> {
  const ids = actor.posts.map((post) => post.organisationId);
  const rows = await prisma.organisation.findMany({
    where: { id: { in: ids } },
    select: { id: true, name: true },
  });
  return new Map(rows.map((row) => [row.id, row.name]));
}
