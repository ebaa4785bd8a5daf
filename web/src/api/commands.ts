import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { ask, client } from './client';
import type { Command, CommandReceipt } from './generated/schema';
import { noteOwn } from './own-lines';

export interface GivenCommand {
  readonly caseId: string;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
  /** The same when the same act is sent again. */
  readonly key: string;
  /** The newest line of the ledger that was seen; left out: whatever has happened meanwhile, it still holds. */
  readonly seq?: number;
}

/** Does something to a case. */
export async function giveCommand(given: GivenCommand): Promise<CommandReceipt> {
  const { caseId, type, data, key, seq } = given;
  const receipt = await ask(
    client.POST('/api/v1/cases/{caseId}/commands', {
      params: { path: { caseId }, header: { 'Idempotency-Key': key } },
      headers: seq === undefined ? {} : { 'If-Match': `"${seq}"` },
      // Which data a type takes is in the schema that came with the form; the API checks it.
      body: { type, data } as unknown as Command,
    }),
  );
  noteOwn(receipt);
  return receipt;
}

/** What may look different once a case has changed. */
export async function refreshCase(queries: QueryClient, caseId: string): Promise<void> {
  const keys = [['case', caseId], ['duties'], ['notifications'], ['board'], ['findings'], ['supervision']];
  await Promise.all(keys.map((queryKey) => queries.invalidateQueries({ queryKey })));
}

/** `refreshCase` of this page. */
export function useRefreshCase(): (caseId: string) => Promise<void> {
  const queries = useQueryClient();
  return (caseId) => refreshCase(queries, caseId);
}
