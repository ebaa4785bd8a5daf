import type { CivilDate } from '../../../domain/calendar/civil-date';
import type { Role } from '../../../domain/roles';
import type { WayName } from '../../../ledger/outbox/ways';
import type { PrismaClient } from '../../../prisma/client';

export interface Unreachable {
  readonly personId: string;
  readonly displayName: string;
  readonly posts: { role: Role; organisationId: string; organisationName: string }[];
  readonly reason: 'no address' | 'muted';
}

interface Asked {
  readonly day: CivilDate;
  readonly channels: readonly WayName[];
  /** Id of the last person of the page before. */
  readonly after: string;
  readonly limit: number;
}

/** By the id of the person, so that a page is a walk along the primary key. */
export function readUnreachable(
  prisma: PrismaClient,
  { day, channels, after, limit }: Asked,
): Promise<Unreachable[]> {
  const [byMail, bySms] = [channels.includes('mail'), channels.includes('sms')];
  return prisma.$queryRaw<Unreachable[]>`
    with known as (
      select s.id, s.display_name, ${byMail}::boolean and coalesce(c.email, '') <> '' as mail,
             ${bySms}::boolean and coalesce(c.mobile, '') <> '' as sms, coalesce(c.muted, '[]') as muted
        from persons s left join contacts c on c.person_id = s.id where s.id > ${after} and s.disabled_at is null)
    select s.id as "personId", s.display_name as "displayName",
           (select json_agg(json_build_object('role', p.role, 'organisationId', o.id, 'organisationName', o.name)
                     order by o.path, p.role)
              from posts p join organisations o on o.id = p.organisation_id
             where p.person_id = s.id and p.role <> 'resident'
               and p.from_date <= ${day} and (p.until_date is null or ${day} <= p.until_date)) as posts,
           case when s.mail or s.sms then 'muted' else 'no address' end as reason
      from known s
     where not (s.mail and not s.muted @> '["mail"]') and not (s.sms and not s.muted @> '["sms"]')
       and exists (select 1 from posts p where p.person_id = s.id and p.role <> 'resident'
             and p.from_date <= ${day} and (p.until_date is null or ${day} <= p.until_date))
     order by s.id limit ${limit}`;
}
