import { z } from 'zod';
import type { Actor } from '../../../domain/actor';
import { Refusal } from '../../../domain/errors';
import type { PrismaClient } from '../../../prisma/client';
import { line, shownInstant, toInstant } from '../../schema';

/** Which screen a view is of, as the pages call them: `board`, `find`. */
export const screen = z
  .string()
  .regex(/^[a-z][a-z-]{0,39}$/, 'expected the short name of a screen')
  .meta({ example: 'board' });
export const viewName = line(60);
export const viewQuery = z
  .string()
  .max(2000)
  .regex(/^[^\s#]*$/, 'expected a query string')
  .meta({
    description: 'The query string that shows it again, without "?"',
    example: 'due=overdue&lateBy=3',
  });

export const viewSchema = z
  .strictObject({
    id: z.string(),
    screen: z.string(),
    name: z.string(),
    query: z.string(),
    savedAt: shownInstant,
  })
  .meta({ id: 'SavedView' });

interface ViewRow {
  id: string;
  screen: string;
  name: string;
  query: string;
  savedAt: Date;
}

export function showView({ id, screen: of, name, query, savedAt }: ViewRow): z.input<typeof viewSchema> {
  return { id, screen: of, name, query, savedAt: toInstant(savedAt) };
}

/** One's own view; that of somebody else is "not found". */
export async function ownView(prisma: PrismaClient, actor: Actor, id: string): Promise<ViewRow> {
  const found = await prisma.savedView.findFirst({ where: { id, personId: actor.personId } });
  if (found !== null) return found;
  throw new Refusal('not-found', { zh: '没有这个视图。', en: 'There is no such view.' });
}

export function nameTaken(name: string): Refusal {
  return new Refusal(
    'already-exists',
    {
      zh: `您已有名为“${name}”的视图，请换一个名称。`,
      en: `You have a view called "${name}". Choose another name.`,
    },
    { errors: [{ pointer: '/name', message: name }] },
  );
}
