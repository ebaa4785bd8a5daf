import type { Instant } from '../domain/calendar/instant';
import { isRefusal } from '../domain/errors';
import type { Bulletins, DueBulletin } from '../ledger/bulletin/bulletins';
import { beating } from './beating';
import type { ActivityLog } from './ports';

/** What building bulletins needs of the ledger. */
export interface BulletinDeps {
  readonly bulletins: Pick<Bulletins, 'due' | 'build'>;
}

export interface BuildAnswer {
  /** Why there is no draft, when the ledger says no: the other bulletins are built nevertheless. */
  readonly refused: string | null;
}

/** The steps of the monthly bulletins. However often they are called, there is one draft for each month and programme. */
export function createBulletinActivities(deps: BulletinDeps | undefined, log: ActivityLog) {
  const bulletins = (): BulletinDeps['bulletins'] => {
    if (deps === undefined) throw new Error('this worker builds no bulletins');
    return deps.bulletins;
  };
  return {
    listDueBulletins: ({ now }: { readonly now: Instant }): Promise<DueBulletin[]> =>
      beating(() => bulletins().due(now)),
    async buildDueBulletin(due: DueBulletin & { readonly now: Instant }): Promise<BuildAnswer> {
      try {
        await beating(() => bulletins().build({ ...due, by: null, again: false }));
        return { refused: null };
      } catch (error) {
        if (!isRefusal(error)) throw error;
        log.warn({ ...due, err: error }, 'a bulletin cannot be built');
        return { refused: `${error.code}: ${error.message}` };
      }
    },
  };
}
