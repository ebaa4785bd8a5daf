import { civilDateOf, endOfDay, localTextOf } from '../../../domain/calendar/instant';
import { computeDue } from '../../../domain/calendar/due';
import { parseLimit } from '../../../domain/calendar/limit';
import { shippedCalendar } from '../../../domain/calendar/shipped';
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
// The offset of a summer day proves that the process really runs in the zone it was given.
const offset = new Date('2026-07-01T00:00:00Z').getTimezoneOffset();
console.log(JSON.stringify({ offset, dues, edges, hours, midnight: endOfDay('2026-12-31') }));
