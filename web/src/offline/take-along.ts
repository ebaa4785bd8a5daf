import type { QueryClient } from '@tanstack/react-query';
import { caseQuery, ledgerQuery } from '../api/case';
import { ProblemError } from '../api/problem';
import { noteChange } from './changes';
import { database } from './database';
import { bestNow } from './device-clock';
import type { TakenCase, TakenList, TakenVisit } from './model';
import { askToKeep } from './storage';
import { pickCase } from './take-case';
import { pagesKept } from './worker';

/** The list as it was taken along last by this person; null: never. */
export async function takenList(personId: string): Promise<TakenList | null> {
  return (await (await database()).get('lists', personId)) ?? null;
}

export async function takenCase(caseId: string): Promise<TakenCase | null> {
  return (await (await database()).get('cases', caseId)) ?? null;
}

/** Keeps the visiting list on the device as it was just read. */
export async function keepList(personId: string, visits: readonly TakenVisit[]): Promise<TakenList> {
  const list = { personId, at: bestNow(), visits };
  await (await database()).put('lists', list);
  noteChange();
  return list;
}

/** Reads what is needed on site of one case, and keeps it. */
export async function takeCase(queries: QueryClient, caseId: string): Promise<TakenCase> {
  const [of, ledger] = await Promise.all([
    queries.query(caseQuery(caseId)),
    queries.query(ledgerQuery(caseId)),
  ]);
  const taken = pickCase(of, ledger.items, bestNow());
  await (await database()).put('cases', taken);
  noteChange();
  return taken;
}

/** A report was recorded: what was awaited there is no longer known, until the case is read again. */
export async function forgetAwaited(caseId: string): Promise<void> {
  const db = await database();
  const tx = db.transaction('cases', 'readwrite');
  const kept = await tx.store.get(caseId);
  if (kept !== undefined) {
    const { awaited: _awaited, ...rest } = kept;
    await tx.store.put(rest);
  }
  await tx.done;
}

export interface TakenAlong {
  /** Whether the pages open without network here. */
  readonly pages: boolean;
  /** Cases that the API would not give. */
  readonly missing: number;
}

/** Everything that a day without network needs: these pages, the list, and each of its cases. Tells how many cases it has. */
export async function takeAlong(
  queries: QueryClient,
  personId: string,
  visits: readonly TakenVisit[],
  tell: (done: number, of: number) => void,
): Promise<TakenAlong> {
  await askToKeep();
  const pages = pagesKept();
  const cases = [...new Set(visits.map(({ caseId }) => caseId))];
  let missing = 0;
  for (const [done, caseId] of cases.entries()) {
    tell(done, cases.length);
    try {
      await takeCase(queries, caseId);
    } catch (error) {
      // One case that has gone out of reach keeps nobody from the others; without network there is nothing to go on with.
      if (!(error instanceof ProblemError)) throw error;
      missing += 1;
    }
  }
  await keepList(personId, visits);
  await dropOthers(new Set(cases));
  tell(cases.length, cases.length);
  return { pages: await pages, missing };
}

/** Cases of lists of earlier days, unless a report on them is still to be sent. */
async function dropOthers(needed: ReadonlySet<string>): Promise<void> {
  const db = await database();
  const open = (await db.getAll('reports')).filter(({ state }) => state !== 'sent');
  const kept = new Set([...needed, ...open.map(({ caseId }) => caseId)]);
  for (const caseId of await db.getAllKeys('cases')) if (!kept.has(caseId)) await db.delete('cases', caseId);
}
