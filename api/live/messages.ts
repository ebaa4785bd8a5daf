import type { Instant } from '../../domain/calendar/instant';
import { Prisma, type PrismaClient } from '../../prisma/client';
import { AWAITED, myMessages, PRIVATE_KINDS, type Addresses } from '../routes/notifications/mine';
import { showNotification, type NotificationRow } from '../routes/notifications/notification-schema';

/** One message as it goes down the streams of everybody it is for. */
export interface LiveMessage {
  readonly id: bigint;
  readonly kind: string;
  readonly role: string | null;
  readonly place: string | null;
  readonly personId: string | null;
  /** As the list shows it, in JSON. */
  readonly json: string;
}

type Row = NotificationRow & {
  role: string | null;
  organisation_id: string | null;
  person_id: string | null;
};

/** Numbers after the first up to the second. */
export interface Span {
  readonly after: bigint;
  readonly upTo: bigint;
}

const within = ({ after, upTo }: Span): Prisma.Sql => Prisma.sql`n.id > ${after} and n.id <= ${upTo}`;

/** What any of these people is to be told, oldest first: one query, however many they are. */
export function messagesForAll(
  prisma: PrismaClient,
  addresses: readonly Addresses[],
  span: Span,
  limit: number,
  now: Instant,
): Promise<LiveMessage[]> {
  const posts = new Map(
    addresses.flatMap(({ roles, places }) =>
      roles.map((role, i) => [`${role}@${places[i] ?? ''}`, { role, place: places[i] ?? '' }] as const),
    ),
  );
  const [roles, places] = [[...posts.values()].map((p) => p.role), [...posts.values()].map((p) => p.place)];
  const people = [...new Set(addresses.flatMap(({ personId, absent }) => [personId, ...absent]))];
  return read(
    prisma,
    Prisma.sql`
      select * from notifications n where ${within(span)} and (n.person_id = any(${people}::text[])
          or (n.person_id is null and (n.role, n.organisation_id) in (select * from unnest(${roles}::text[], ${places}::text[]))))
       order by n.id limit ${limit}`,
    limit,
    now,
  );
}

/** What one person missed, oldest first. */
export function messagesForOne(
  prisma: PrismaClient,
  addresses: Addresses,
  span: Span,
  limit: number,
  now: Instant,
): Promise<LiveMessage[]> {
  return read(prisma, myMessages(addresses, Prisma.sql`and ${within(span)}`, limit, 'asc'), limit, now);
}

async function read(
  prisma: PrismaClient,
  messages: Prisma.Sql,
  limit: number,
  now: Instant,
): Promise<LiveMessage[]> {
  const rows = await prisma.$queryRaw<Row[]>`
    select n.*, ${AWAITED} as awaited, a.display_name as acknowledged_name, r.display_name as read_name
      from (select * from (${messages}) n order by n.id limit ${limit}) n
      left join persons a on a.id = n.acknowledged_by
      left join persons r on r.id = n.read_by
     order by n.id`;
  return rows.map((row) => ({
    ...{ id: row.id, kind: row.kind, role: row.role, place: row.organisation_id, personId: row.person_id },
    json: JSON.stringify(showNotification(row, now)),
  }));
}

/** Whether a message is for whoever has these addresses. */
export function isFor({ personId, absent, roles, places }: Addresses, message: LiveMessage): boolean {
  if (message.personId === personId) return true;
  if (message.personId !== null)
    return absent.includes(message.personId) && !PRIVATE_KINDS.includes(message.kind);
  return roles.some((role, i) => role === message.role && places[i] === message.place);
}
