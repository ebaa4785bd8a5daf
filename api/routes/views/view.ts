import { z } from 'zod';
import type { Actor } from '../../../domain/actor';
import { Refusal, refusalAt } from '../../../domain/errors';
import type { Prisma } from '../../../prisma/client';
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
    isFirst: z.boolean().meta({ description: 'Stands before the other views of its screen' }),
    savedAt: shownInstant,
  })
  .meta({ id: 'SavedView' });

interface ViewRow {
  id: string;
  screen: string;
  name: string;
  query: string;
  isFirst: boolean;
  savedAt: Date;
}

export function showView({ savedAt, ...view }: ViewRow): z.input<typeof viewSchema> {
  const { id, screen: of, name, query, isFirst } = view;
  return { id, screen: of, name, query, isFirst, savedAt: toInstant(savedAt) };
}

/**
 * Held until the transaction ends: changes to the views of one person happen one after the other, or two at once could
 * both be the last that fits, or both be the first.
 */
export async function lockViews(tx: Prisma.TransactionClient, personId: string): Promise<void> {
  await tx.$queryRaw`select pg_advisory_xact_lock(hashtextextended(${`views:${personId}`}, 0))::text`;
}

/** Makes room for another first view. */
export async function noFirstView(
  tx: Prisma.TransactionClient,
  { personId, screen: of }: { personId: string; screen: string },
): Promise<void> {
  await tx.savedView.updateMany({ where: { personId, screen: of, isFirst: true }, data: { isFirst: false } });
}

/** One's own view; that of somebody else is "not found". */
export async function ownView(prisma: Prisma.TransactionClient, actor: Actor, id: string): Promise<ViewRow> {
  const found = await prisma.savedView.findFirst({ where: { id, personId: actor.personId } });
  if (found !== null) return found;
  throw new Refusal('not-found', { zh: '没有这个视图。', en: 'There is no such view.' });
}

export function nameTaken(name: string): Refusal {
  return refusalAt('already-exists', '/name', {
    zh: `您已有名为“${name}”的视图，请换一个名称。`,
    en: `You have a view called "${name}". Choose another name.`,
  });
}
