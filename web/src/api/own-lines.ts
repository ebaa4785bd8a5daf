/** Lines of ledgers that this tab wrote itself: a page need not announce what its own reader has just done. */
const own = new Map<string, Set<number>>();

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
}

/** Whether this tab wrote the line. */
export function isOwn(caseId: string, seq: number): boolean {
  return own.get(caseId)?.has(seq) ?? false;
}
