import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { CaseEvent } from '../domain/case/events';

/** What the first event of a ledger is chained to. */
export const GENESIS = '0'.repeat(64);

/** One line of the ledger as it is stored. */
export interface StoredEvent {
  caseId: string;
  seq: number;
  commandId: string | null;
  event: CaseEvent;
  prevHash: string;
  hash: string;
}

/**
 * The hash of one line: SHA-256 over the hash before it and the RFC 8785 form of the event, so anybody can repeat
 * it in any language from an export (docs/ledger.md). Database times are not part of it.
 */
export function hashOf(line: Omit<StoredEvent, 'hash'>): string {
  const { type, at, actorId, actorPost, facts, moves } = line.event;
  const body = {
    caseId: line.caseId,
    seq: line.seq,
    type,
    at,
    actorId,
    actorPost,
    commandId: line.commandId,
    facts,
    moves,
  };
  return linkOf(line.prevHash, body);
}

/** The link of any chain: SHA-256 over the hash before it and the RFC 8785 form of a line. */
export function linkOf(prevHash: string, body: object): string {
  return createHash('sha256')
    .update(prevHash)
    .update(canonicalize(body) ?? '')
    .digest('hex');
}

/** Numbers and chains new events after the last line of a case. */
export function chain(
  caseId: string,
  last: { seq: number; hash: string },
  events: readonly CaseEvent[],
  commandId: string | null,
): StoredEvent[] {
  let { seq, hash } = last;
  return events.map((event) => {
    const line = { caseId, seq: seq + 1, commandId, event, prevHash: hash };
    seq += 1;
    hash = hashOf(line);
    return { ...line, hash };
  });
}
