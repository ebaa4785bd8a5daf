import { absentPeopleOf, addressesOf, type Actor } from '../../../domain/actor';
import { isForResidents, MESSAGE_KINDS, type MessageKind } from '../../../domain/messages/kinds';
import { Prisma } from '../../../prisma/client';

/** What proposers are told concerns them as residents: nobody reads that in their place. */
export const PRIVATE_KINDS: readonly string[] = (Object.keys(MESSAGE_KINDS) as MessageKind[]).filter(
  isForResidents,
);

/** Where messages and duties for an actor lie, each place once: posts, the person, and whoever they stand in for. */
export interface Addresses {
  readonly personId: string;
  readonly absent: readonly string[];
  readonly roles: readonly string[];
  readonly places: readonly string[];
}

export function addressesFor(actor: Actor): Addresses {
  const posts = new Map(addressesOf(actor).map((post) => [`${post.role}@${post.organisationId}`, post]));
  return {
    personId: actor.personId,
    absent: absentPeopleOf(actor),
    roles: [...posts.values()].map(({ role }) => role),
    places: [...posts.values()].map(({ organisationId }) => organisationId),
  };
}

/**
 * SQL: the columns of those of my messages that fit, newest or oldest first. One short scan of an index per address, so the
 * length of the history does not matter.
 */
export function myMessages(
  { personId, absent, roles, places }: Addresses,
  fits: Prisma.Sql,
  limit: number,
  order: 'desc' | 'asc' = 'desc',
): Prisma.Sql {
  const by = order === 'asc' ? Prisma.sql`n.id` : Prisma.sql`n.id desc`;
  const first = Prisma.sql`${fits} order by ${by} limit ${limit}`;
  return Prisma.sql`
    select n.* from unnest(${roles}::text[], ${places}::text[]) as a(role, place) cross join lateral (
      select * from notifications n
       where n.person_id is null and n.role = a.role and n.organisation_id = a.place ${first}) n
    union all
    select n.* from (
      select * from notifications n where n.person_id = ${personId} ${first}) n
    union all
    select n.* from unnest(${absent}::text[]) as a(person) cross join lateral (
      select * from notifications n
       where n.person_id = a.person and n.kind <> all(${PRIVATE_KINDS}::text[]) ${first}) n`;
}

/** SQL: all of my messages that fit. */
export function allMine({ personId, absent, roles, places }: Addresses, fits: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    select n.* from unnest(${roles}::text[], ${places}::text[]) as a(role, place)
      join notifications n on n.person_id is null and n.role = a.role and n.organisation_id = a.place
     where ${fits}
    union all
    select n.* from notifications n where n.person_id = ${personId} and ${fits}
    union all
    select n.* from notifications n
     where n.person_id = any(${absent}::text[]) and n.kind <> all(${PRIVATE_KINDS}::text[]) and ${fits}`;
}

/** SQL over `n` of notifications: somebody still has to say "seen, mine" (签收). The case itself knows. */
export const AWAITED = Prisma.sql`(n.acknowledge_by is not null and n.acknowledged_at is null and exists (
  select 1 from cases c where c.id = n.case_id
     and (c.state->'calls')::jsonb @> jsonb_build_array(jsonb_build_object('clockId', n.clock_id))))`;
