import { dueMonth } from '../../domain/bulletin/due';
import type { Calendar } from '../../domain/calendar/calendar';
import { addDays } from '../../domain/calendar/civil-date';
import { addMs, HOUR_MS, startOfDay, type Instant } from '../../domain/calendar/instant';
import { addWorkdays } from '../../domain/calendar/workdays';
import { monthsAfter, type Month } from '../../domain/figures/month';
import { demoPersonId } from './people';
import type { Stage } from './play';

const CITY = 'zjg';
const PROGRAMME = 'zhangjiagang';
/** So many months before the one that is due now are published; that one is a draft. */
const PUBLISHED = 3;

const OFFICER = demoPersonId('officer', CITY);
const LEADER = demoPersonId('leader', CITY);

/** What the officer asked of the towns, beside what the figures ask for. */
const ASKED = '请各镇（街道）每周五前核对台账，对临近期限的事项提前安排；逾期事项由镇负责人逐项督办。';

/** When the bulletin of a month was built: on the first working day after it, as time does it. */
function builtAt(calendar: Calendar, month: Month): Instant {
  const firstWorkday = addWorkdays(calendar, addDays(`${monthsAfter(month, 1)}-01`, -1), 1);
  return addMs(startOfDay(firstWorkday), 8.5 * HOUR_MS);
}

/** The bulletins of the last months: written, signed and published, the newest one still a draft. Makes none where there are any. */
export async function makeBulletins({ ledger, pool }: Stage, now: Instant): Promise<number> {
  const { rowCount } = await pool.query('SELECT FROM bulletins LIMIT 1');
  if (rowCount !== 0) return 0;
  const calendar = (await ledger.reference.calendars()).of(CITY);
  const newest = dueMonth(calendar, now);
  const about = { programme: PROGRAMME, organisationId: CITY, by: null, again: false };
  const { bulletins } = ledger;
  for (let before = PUBLISHED; before > 0; before -= 1) {
    const month = monthsAfter(newest, -before);
    const built = builtAt(calendar, month);
    const { id, edits } = await bulletins.build({ ...about, month, now: built });
    const later = (hours: number): Instant => addMs(built, hours * HOUR_MS);
    const parts = { next: ASKED };
    const edited = await bulletins.edit({ id, by: OFFICER, now: later(2), parts, edits });
    await bulletins.sign({ id, by: LEADER, now: later(6), edits: edited.edits });
    await bulletins.publish({ id, by: OFFICER, now: later(7) });
  }
  await bulletins.build({ ...about, month: newest, now: builtAt(calendar, newest) });
  return PUBLISHED + 1;
}
