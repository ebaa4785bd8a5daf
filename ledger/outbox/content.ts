import type { Pool } from 'pg';
import { civilDateOf, type Instant } from '../../domain/calendar/instant';
import { USUAL_LANGUAGE } from '../../domain/language';
import type { MessageData } from '../../domain/messages/facts';
import { isForResidents, isMessageKind } from '../../domain/messages/kinds';
import { contactsOfProposers, receiptsOf, type ProposerContact } from './proposers';
import { contactsOf, findPeople, type Meant, type People } from './people';
import { SETTLED } from './settled';
import type { At, Claimed, Content, Item } from './types';
import { personOf, wayOf, type Way } from './ways';

interface ItemRow {
  delivery_id: string;
  kind: string;
  data: MessageData;
  case_id: string | null;
  role: string | null;
  organisation_id: string | null;
  person_id: string | null;
  acknowledge_by: Date | null;
  send_from: Date;
  of_rung: boolean;
  settled: boolean;
}

async function itemsOf(pool: Pool, ids: readonly string[]): Promise<ItemRow[]> {
  const { rows } = await pool.query<ItemRow>({
    name: 'outbox-items',
    text: `SELECT i.delivery_id, n.kind, n.data, n.case_id, n.role, n.organisation_id, n.person_id, n.acknowledge_by,
                  n.rung IS NOT NULL AS of_rung, o.send_from, ${SETTLED} AS settled
             FROM delivery_items i JOIN outbox o ON o.id = i.outbox_id
             JOIN notifications n ON n.id = o.notification_id
            WHERE i.delivery_id = ANY($1) ORDER BY o.id`,
    values: [ids],
  });
  return rows;
}

function meantBy(row: ItemRow, asOf: Instant): Meant {
  const day = civilDateOf(asOf);
  return { role: row.role, organisationId: row.organisation_id, personId: row.person_id, day };
}

/** Accounts, in a group, of those who are meant; who muted the channel is not called by name. */
function mentionsOf(rows: readonly Meant[], way: Way, channel: string, people: People): string[] {
  if (way.to === 'person' || way.account === null) return [];
  const { account } = way;
  const accounts = rows
    .flatMap((meant) => people.present(meant))
    .map((id) => {
      const contact = people.contact(id);
      return contact?.muted.includes(channel) === true ? null : (contact?.[account] ?? null);
    });
  return [...new Set(accounts.filter((one) => one !== null))];
}

/** Those in which anything is for a resident: the others have no receipt. */
function forResidents(rows: readonly ItemRow[], deliveries: readonly Claimed[]): Claimed[] {
  const ids = new Set(
    rows.flatMap(({ kind, delivery_id: id }) => (isMessageKind(kind) && isForResidents(kind) ? [id] : [])),
  );
  return deliveries.filter(({ id }) => ids.has(id));
}

/** What goes out with these deliveries, and where to, as it is known at this moment. */
export async function contentOf(
  pool: Pool,
  deliveries: readonly Claimed[],
  { channel, now, simulation }: At,
): Promise<ReadonlyMap<string, Content>> {
  const way = wayOf(channel);
  const rows = await itemsOf(
    pool,
    deliveries.map(({ id }) => id),
  );
  const asOf = (row: ItemRow): Instant => (simulation ? row.send_from.toISOString() : now);
  const item = (row: ItemRow): Item => ({
    ...{ kind: row.kind, data: row.data, caseId: row.case_id, settled: row.settled, asOf: asOf(row) },
    acknowledgeBy: row.acknowledge_by?.toISOString() ?? null,
    ...{ ofRung: row.of_rung, sendFrom: row.send_from.toISOString() },
  });
  // Whoever is told was chosen when it was queued; here only the address is asked for.
  const persons = way.to === 'person' ? deliveries.flatMap(({ target }) => personOf(target) ?? []) : [];
  const contacts = await contactsOf(pool, persons);
  const targets = deliveries.map(({ target }) => target);
  const residents =
    way.to === 'person' ? await contactsOfProposers(pool, targets) : new Map<string, ProposerContact>();
  const receipts = await receiptsOf(pool, forResidents(rows, deliveries));
  const open = way.to === 'robot' ? rows.filter((row) => !row.settled) : [];
  const meant = new Map(open.map((row) => [row, meantBy(row, asOf(row))]));
  const people = meant.size === 0 ? null : await findPeople(pool, [...meant.values()]);
  return new Map(
    deliveries.map(({ id, target }): [string, Content] => {
      const own = rows.filter((row) => row.delivery_id === id);
      const called = own.flatMap((row) => meant.get(row) ?? []);
      const contact = contacts.get(personOf(target) ?? '');
      const resident = residents.get(target);
      const phone = way.to === 'person' && way.address === 'mobile' ? (resident?.phone ?? null) : null;
      const address = way.to === 'person' ? (contact?.[way.address] ?? phone) : null;
      const mentions = people === null ? [] : mentionsOf(called, way, channel, people);
      const about = { receiptNo: receipts.get(id) ?? null, objects: resident?.objects ?? false };
      const language = contact?.language ?? USUAL_LANGUAGE;
      return [id, { items: own.map(item), address, mentions, language, ...about }];
    }),
  );
}
