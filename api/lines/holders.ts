import { Prisma } from '../../prisma/client';

const sql = Prisma.sql;
const MOST_HOLDERS = 5;

/** SQL: who has duty `d`, as `h.people`: the person named, else whoever holds the post that day, firms and grids for their community. */
export const holdersOf = (today: string): Prisma.Sql => sql`
  left join lateral (
    select json_agg(json_build_object('id', h.id, 'displayName', h.display_name) order by h.display_name, h.id) as people
      from (select distinct p.id, p.display_name from persons p
             where p.disabled_at is null and (p.id = d.person_id or d.person_id is null and p.id in (
               select o.person_id from posts o
                where o.role = d.role and o.from_date <= ${today} and (o.until_date is null or o.until_date >= ${today})
                  and o.organisation_id in (
                    select d.organisation_id union all
                    select u.id from organisations u
                     where u.parent_id = d.organisation_id and u.level in ('GRID', 'UNIT'))))
             order by p.display_name, p.id limit ${MOST_HOLDERS}) h) h on true`;
