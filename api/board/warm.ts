import { soonEnd } from '../../domain/figures/board';
import type { Deps } from '../ports';
import { askBoard } from './question';
import { readGroups, readWeekAgo } from './read-groups';

/**
 * Looks at the board of every bureau once, as its officers will first thing: the first reader after a start waits for
 * nothing that could have been read before.
 */
export async function warmBoards({
  prisma,
  ledger,
  clock,
}: Pick<Deps, 'prisma' | 'ledger' | 'clock'>): Promise<void> {
  const now = clock.now();
  const tree = await ledger.reference.organisations();
  const { national } = await ledger.reference.calendars();
  for (const { path } of [...tree.values()].filter(({ parentId }) => parentId === null)) {
    const asked = await askBoard({ ledger }, { paths: [path], covers: () => true }, {}, now);
    await readGroups(prisma, asked, asked.soon);
    await readWeekAgo(prisma, asked, (then) => soonEnd(national, then));
  }
}
