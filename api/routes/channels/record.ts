import type { PoolClient } from 'pg';
import type { AuditAction, AuditEntry } from '../../audit';

type OfChannels = AuditEntry & { action: Extract<AuditAction, `delivery-${string}` | 'channel-tested'> };

/** Records what an operator did, in the transaction of the outbox in which it is done. */
export async function record(
  db: PoolClient,
  { at, personId, action, subject, data = {} }: OfChannels,
): Promise<void> {
  await db.query(
    'INSERT INTO audit_records (at, person_id, action, subject, success, data) VALUES ($1, $2, $3, $4, true, $5)',
    [at, personId, action, subject, JSON.stringify(data)],
  );
}
