import { createStore } from '../shared/store';

/** Lines of ledgers that this tab wrote itself: a page need not announce what its own reader has just done. */
const own = new Map<string, Set<number>>();
const written = createStore(0);
/** Changes with every line that this tab writes. */
export const ownLines: Pick<typeof written, 'get' | 'subscribe'> = written;

/** A receipt came back: its lines are the newest ones up to `seq`. */
export function noteOwn({
  caseId,
  seq,
  events,
}: {
  caseId: string;
  seq: number;
  events: readonly string[];
}): void {
  const lines = own.get(caseId) ?? new Set<number>();
  events.forEach((_, back) => lines.add(seq - back));
  own.set(caseId, lines);
  written.set(written.get() + 1);
}

/** Whether this tab wrote the line. */
export function isOwn(caseId: string, seq: number): boolean {
  return own.get(caseId)?.has(seq) ?? false;
}
