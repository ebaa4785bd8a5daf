import { DEMO_PEOPLE } from '../../../cli/demo/people';
import { seedPlaces } from '../../../cli/demo/reference';
import { DEMO_ABSENCE, demoContact, seedStaffing } from '../../../cli/demo/staffing';
import { contactBody } from '../../../api/routes/contacts/contact-schema';
import { makeWorld, type World } from '../../support/world';

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.close());

const absences = async () =>
  (await world.pool.query('SELECT from_date, until_date FROM substitutes ORDER BY from_date'))
    .rows as object[];

describe('the staff of the demo', () => {
  it('have contacts of their own that the product takes and that reach nobody', () => {
    const contacts = DEMO_PEOPLE.map(({ id }) => demoContact(id));
    for (const contact of contacts) {
      expect(contactBody.parse(contact)).toEqual({ ...contact, muted: [] });
      expect(contact.email).toMatch(/@example\.org$/);
      expect(contact.mobile).toMatch(/^1990000\d{4}$/);
    }
    expect(new Set(contacts.map(({ mobile }) => mobile)).size).toBe(contacts.length);
  });

  it('of an older demo get the names of this one; what was chosen for them, and everybody else, stays', async () => {
    await world.pool.query(`INSERT INTO persons (id, display_name) VALUES ('not-of-the-demo', '来宾甲')`);
    await world.pool.query(
      `UPDATE persons SET display_name = '旧名甲', language = 'en', sign_in_name = 'kept' WHERE id = 'operator'`,
    );
    await seedPlaces(world.pool);
    const { rows } = await world.pool.query(
      `SELECT id, display_name, language, sign_in_name FROM persons WHERE id IN ('operator', 'not-of-the-demo') ORDER BY id`,
    );
    expect(rows).toEqual([
      { id: 'not-of-the-demo', display_name: '来宾甲', language: null, sign_in_name: null },
      { id: 'operator', display_name: '运维员甲', language: 'en', sign_in_name: 'kept' },
    ]);
    expect(DEMO_PEOPLE.find(({ id }) => id === 'operator')?.displayName).toBe('运维员甲');
  });

  it('are seeded once, keep what was changed, and have somebody away at every start', async () => {
    await seedStaffing(world.pool, '2026-11-23');
    const { rowCount } = await world.pool.query("UPDATE contacts SET email = NULL WHERE person_id = 'admin'");
    expect(rowCount).toBe(1);
    await seedStaffing(world.pool, '2026-11-24');
    const { rows } = await world.pool.query(
      'SELECT count(*)::int AS n, count(email)::int AS mails FROM contacts',
    );
    expect(rows).toEqual([{ n: DEMO_PEOPLE.length, mails: DEMO_PEOPLE.length - 1 }]);
    const first = { from_date: '2026-11-23', until_date: '2026-12-06' };
    expect(await absences()).toEqual([first]);
    await seedStaffing(world.pool, '2026-12-07');
    expect(await absences()).toEqual([first, { from_date: '2026-12-07', until_date: '2026-12-20' }]);
    expect(DEMO_ABSENCE.personId).not.toBe(DEMO_ABSENCE.substituteId);
  });
});
