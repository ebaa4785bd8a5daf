import type { Pool } from 'pg';
import { addDays, type CivilDate } from '../../domain/calendar/civil-date';
import { DEMO_PEOPLE } from './people';

export interface DemoContact {
  email: string;
  mobile: string;
  wecomUserId: string;
  dingtalkUserId: string;
}

/** Addresses that reach nobody: a domain set aside for examples, and mobile numbers of a block that is not given out. */
export function demoContact(personId: string): DemoContact {
  const place = DEMO_PEOPLE.findIndex(({ id }) => id === personId);
  if (place < 0) throw new Error(`nobody called ${personId} in the demo`);
  return {
    ...{ email: `${personId}@example.org`, mobile: `1990000${String(place + 1).padStart(4, '0')}` },
    ...{ wecomUserId: personId, dingtalkUserId: personId },
  };
}

/** The reviewer with an overdue case is on leave, and the deputy of the same place stands in. */
export const DEMO_ABSENCE = {
  personId: 'reviewer-at-zjg-jingkai',
  substituteId: 'deputy-at-zjg-jingkai',
  days: 14,
} as const;

/** Where everybody of the demo is reached; a contact that somebody has changed stays. */
async function seedContacts(pool: Pool): Promise<void> {
  const contacts = DEMO_PEOPLE.map(({ id }) => ({ id, ...demoContact(id) }));
  await pool.query(
    `INSERT INTO contacts (person_id, email, mobile, wecom_user_id, dingtalk_user_id)
     SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[]) ON CONFLICT (person_id) DO NOTHING`,
    [
      contacts.map(({ id }) => id),
      contacts.map(({ email }) => email),
      contacts.map(({ mobile }) => mobile),
      contacts.map(({ wecomUserId }) => wecomUserId),
      contacts.map(({ dingtalkUserId }) => dingtalkUserId),
    ],
  );
}

/** One absence from today on; when it is over, the next start begins another. */
async function seedAbsence(pool: Pool, today: CivilDate): Promise<void> {
  const { personId, substituteId, days } = DEMO_ABSENCE;
  await pool.query(
    `INSERT INTO substitutes (id, person_id, substitute_id, from_date, until_date, reason, entered_by, entered_at)
     SELECT 'demo-' || $3, $1, $2, $3, $4, '休假', $1, now()
      WHERE NOT EXISTS (SELECT FROM substitutes WHERE person_id = $1 AND until_date >= $3)
     ON CONFLICT (id) DO NOTHING`,
    [personId, substituteId, today, addDays(today, days - 1)],
  );
}

/** How the people of the demo are reached, and who is away. Running it again changes nothing. */
export async function seedStaffing(pool: Pool, today: CivilDate): Promise<void> {
  await seedContacts(pool);
  await seedAbsence(pool, today);
}
