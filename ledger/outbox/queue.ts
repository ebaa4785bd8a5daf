import { randomUUID } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import { addMs, civilDateOf, type Instant } from '../../domain/calendar/instant';
import { isForResidents, isMessageKind } from '../../domain/messages/kinds';
import { findPeople, type Meant, type People } from './people';
import { SETTLED } from './settled';
import { transaction } from './transaction';
import type { Queue, Queued, Skipped } from './types';
import { objecting, proposersBehind, recordReading, type Behind } from './proposers';
import { personKey, proposerKey, robotKey, wayOf, type Way } from './ways';

/** Outbox rows per transaction: some 100 ms, so that nobody waits for it. */
export const QUEUE_BATCH = 500;

interface Waiting {
  id: string;
  send_from: Date;
  kind: string;
  case_id: string | null;
  /** The suggestion that was answered by itself, where there is no case. */
  suggestion_id: string | null;
  role: string | null;
  organisation_id: string | null;
  person_id: string | null;
  path: string | null;
  settled: boolean;
}

async function lockWaiting(db: PoolClient, { channel, now, simulation }: Queue): Promise<Waiting[]> {
  const { rows } = await db.query<Waiting>({
    name: 'outbox-waiting',
    text: `SELECT o.id::text, o.send_from, n.kind, n.case_id, n.data->>'suggestion' AS suggestion_id, n.role, n.organisation_id, n.person_id,
                  coalesce(g.path, c.org_path) AS path, ${SETTLED} AS settled
             FROM outbox o JOIN notifications n ON n.id = o.notification_id
             LEFT JOIN organisations g ON g.id = n.organisation_id
             LEFT JOIN cases c ON c.id = n.case_id
            WHERE o.channel = $1 AND o.queued_at IS NULL AND ($2 OR o.send_from <= $3)
            ORDER BY o.send_from, o.id LIMIT ${QUEUE_BATCH} FOR UPDATE OF o SKIP LOCKED`,
    values: [channel, simulation, now],
  });
  return rows;
}

function meantBy(row: Waiting, asOf: Instant): Meant {
  const day = civilDateOf(asOf);
  return { role: row.role, organisationId: row.organisation_id, personId: row.person_id, day };
}

type Found = { targets: string[] } | { skipped: Skipped };

/** Everybody who may be meant, read once for a batch. */
interface Everybody {
  readonly people: People;
  /** Proposers without an account, by case. */
  readonly behind: ReadonlyMap<string, readonly Behind[]>;
  /** People with an account who said as proposers that they want no messages. */
  readonly objecting: ReadonlySet<string>;
}

/** To the proposers of a case who have no account; the others have a message of their own. */
const isForProposers = (row: Waiting): boolean =>
  row.role === null && row.person_id === null && isMessageKind(row.kind) && isForResidents(row.kind);

/** Proposers are reached by SMS alone. One of them who can be is enough; otherwise the reason of the first. */
function proposers(row: Waiting, behind: Everybody['behind'], address: 'email' | 'mobile'): Found {
  const all = behind.get(row.case_id ?? row.suggestion_id ?? '') ?? [];
  if (all.length === 0) return { skipped: 'no proposer to tell' };
  const reachable = address === 'mobile' ? all.filter((one) => one.reachable) : [];
  if (reachable.length === 0) return { skipped: 'no address' };
  const willing = reachable.filter((one) => !one.objects);
  return willing.length === 0
    ? { skipped: 'wants no messages' }
    : { targets: willing.map(({ id }) => proposerKey(id)) };
}

/** Everybody who is meant and can be reached; one of them is enough. */
function persons(meant: Meant, people: People, channel: string, address: 'email' | 'mobile'): Found {
  const present = people.present(meant);
  if (present.length === 0) return { skipped: 'nobody holds the post' };
  const reachable = present.filter((id) => Boolean(people.contact(id)?.[address]));
  if (reachable.length === 0) return { skipped: 'no address' };
  const willing = reachable.filter((id) => people.contact(id)?.muted.includes(channel) !== true);
  return willing.length === 0 ? { skipped: 'muted' } : { targets: willing.map(personKey) };
}

/** Ids from an organisation up to the root, read from its path. */
const upwards = (path: string | null): string[] => (path ?? '').split('/').filter(Boolean).reverse();

function targetsOf(row: Waiting, way: Way, queue: Queue, everybody: Everybody, asOf: Instant): Found {
  if (!isMessageKind(row.kind)) return { skipped: 'no words for this kind' };
  if (row.settled) return { skipped: 'settled meanwhile' };
  const residents = isForResidents(row.kind);
  if (way.to === 'person') {
    if (isForProposers(row)) return proposers(row, everybody.behind, way.address);
    if (residents && everybody.objecting.has(row.person_id ?? '')) return { skipped: 'wants no messages' };
    return persons(meantBy(row, asOf), everybody.people, queue.channel, way.address);
  }
  if (residents) return { skipped: 'not for a group' };
  const robot = queue.robotFor(upwards(row.path));
  return robot === null ? { skipped: 'no robot' } : { targets: [robotKey(robot)] };
}

async function everybodyOf(
  db: PoolClient,
  rows: readonly Waiting[],
  asOf: (row: Waiting) => Instant,
): Promise<Everybody> {
  const forProposers = rows.filter(isForProposers);
  const others = rows.filter((row) => !forProposers.includes(row));
  const residents = others.flatMap(({ kind, person_id: id }) =>
    isMessageKind(kind) && isForResidents(kind) && id !== null ? [id] : [],
  );
  return {
    people: await findPeople(
      db,
      others.map((row) => meantBy(row, asOf(row))),
    ),
    behind: await proposersBehind(
      db,
      forProposers.flatMap((row) => row.case_id ?? []),
      forProposers.flatMap((row) => (row.case_id === null ? (row.suggestion_id ?? []) : [])),
    ),
    objecting: await objecting(db, residents),
  };
}

/** A delivery that has failed more often waits for hours: what is new tries by itself. */
const JOINS_BELOW = 4;

/**
 * The deliveries that carry these targets' messages: one that still waits and certainly was not taken takes more in, so
 * that what comes while a channel is down, or within the same seconds, stays one message; the others are new.
 */
async function deliveriesFor(
  db: PoolClient,
  targets: readonly string[],
  { channel, now, gatherMs }: Queue,
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await db.query<{ id: string; target: string }>(
    `SELECT id, target FROM deliveries
      WHERE channel = $1 AND state = 'PENDING' AND open AND resent_by IS NULL AND target = ANY($2)
        AND attempts < ${JOINS_BELOW} ORDER BY id FOR UPDATE SKIP LOCKED`,
    [channel, targets],
  );
  const known = new Map(rows.map(({ id, target }) => [target, id]));
  const fresh = targets
    .filter((target) => !known.has(target))
    .map((target) => [target, randomUUID()] as const);
  await db.query(
    `INSERT INTO deliveries (id, channel, target, state, next_at, created_at)
     SELECT id, $3, target, 'PENDING', $4, $5 FROM unnest($1::text[], $2::text[]) AS d(id, target)`,
    [fresh.map(([, id]) => id), fresh.map(([target]) => target), channel, addMs(now, gatherMs), now],
  );
  return new Map([...known, ...fresh]);
}

/**
 * Puts what may leave now into deliveries, one for each person or group, and marks it as queued; what can reach nobody
 * is marked with the reason. One transaction: a crash leaves every row either waiting or in a delivery.
 */
export function queue(pool: Pool, input: Queue): Promise<Queued> {
  const way = wayOf(input.channel);
  return transaction(pool, async (db) => {
    const rows = await lockWaiting(db, input);
    if (rows.length === 0) return { rows: 0, skipped: {} };
    const asOf = (row: Waiting): Instant => (input.simulation ? row.send_from.toISOString() : input.now);
    const everybody = await everybodyOf(db, way.to === 'person' ? rows : [], asOf);
    const found = rows.map((row) => targetsOf(row, way, input, everybody, asOf(row)));
    const items = rows.flatMap((row, i) => {
      const one = found[i];
      return one !== undefined && 'targets' in one
        ? one.targets.map((target) => ({ id: row.id, target }))
        : [];
    });
    const targets = [...new Set(items.map(({ target }) => target))];
    await recordReading(db, input, targets);
    const deliveries = await deliveriesFor(db, targets, input);
    await db.query(
      `INSERT INTO delivery_items (outbox_id, target, delivery_id)
       SELECT * FROM unnest($1::bigint[], $2::text[], $3::text[])`,
      [items.map((i) => i.id), items.map((i) => i.target), items.map((i) => deliveries.get(i.target))],
    );
    const reasons = found.map((one) => ('skipped' in one ? one.skipped : null));
    await db.query(
      `UPDATE outbox o SET queued_at = $3, skipped = r.reason
         FROM unnest($1::bigint[], $2::text[]) AS r(id, reason) WHERE o.id = r.id`,
      [rows.map(({ id }) => id), reasons, input.now],
    );
    const skipped: Partial<Record<Skipped, number>> = {};
    for (const reason of reasons) if (reason !== null) skipped[reason] = (skipped[reason] ?? 0) + 1;
    return { rows: rows.length, skipped };
  });
}
