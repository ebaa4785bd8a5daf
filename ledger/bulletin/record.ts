import type { PoolClient } from 'pg';
import type { Instant } from '../../domain/calendar/instant';

export type BulletinAct =
  | 'bulletin-built'
  | 'bulletin-edited'
  | 'bulletin-signed'
  | 'bulletin-unsigned'
  | 'bulletin-published'
  | 'bulletin-correction-begun'
  | 'bulletin-discarded';

/** What a person did to a bulletin, in the transaction in which it was done. */
export async function record(
  db: PoolClient,
  act: BulletinAct,
  { id, by, now, data = {} }: { id: string; by: string; now: Instant; data?: object },
): Promise<void> {
  await db.query(
    'INSERT INTO audit_records (at, person_id, action, subject, success, data) VALUES ($1, $2, $3, $4, true, $5)',
    [now, by, act, id, JSON.stringify(data)],
  );
}
