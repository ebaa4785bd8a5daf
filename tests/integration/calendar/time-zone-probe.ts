import { civilDateOf, endOfDay, localTextOf } from '../../../domain/calendar/instant';
import { computeDue } from '../../../domain/calendar/due';
import { parseLimit } from '../../../domain/calendar/limit';
import { shippedCalendar } from '../../../domain/calendar/shipped';
import { withClosures } from '../../../domain/calendar/closures';
import { compareYears } from '../../../domain/calendar/compare';
import { readNotice } from '../../../domain/calendar/notice';
import { provisionalYear } from '../../../domain/calendar/provisional';
import { statutoryDays } from '../../../domain/calendar/statutory';
import { imagined2027 } from '../../unit/domain/calendar/notices';
import { vectors } from '../../unit/domain/calendar/vectors';

/** Run as a process of its own under one TZ: prints what the calendar answers there. */
const dues = vectors.map(({ from, limit, roll }) =>
  computeDue(shippedCalendar, { start: `${from}T23:59:59+08:00`, limit: parseLimit(limit), roll }),
);
const edges = ['2026-02-14T15:59:59.999Z', '2026-02-14T16:00:00.000Z'].map((at) => [
  civilDateOf(at),
  localTextOf(at),
]);
const hours = computeDue(shippedCalendar, {
  start: '2026-02-13T17:00:00+08:00',
  limit: { amount: 2, unit: 'hour' },
});
const local = withClosures(shippedCalendar, [{ date: '2026-07-24', kind: 'CLOSED', name: '台风停工' }]);
const closed = computeDue(local, { start: '2026-07-23T23:30:00+08:00', limit: parseLimit('1wd') }).dueDate;
const { notice } = readNotice(imagined2027);
const changes =
  notice && compareYears(provisionalYear(2027), notice).map(({ date, effect }) => `${date} ${effect}`);
const foreseen = statutoryDays(2027).map(({ date }) => date);
// The offset of a summer day proves that the process really runs in the zone it was given.
const offset = new Date('2026-07-01T00:00:00Z').getTimezoneOffset();
console.log(
  JSON.stringify({ offset, dues, edges, hours, midnight: endOfDay('2026-12-31'), closed, changes, foreseen }),
);
