import { withClosures } from '../../domain/calendar/closures';
import type { Calendar } from '../../domain/calendar/calendar';
import { addMs, civilDateOf, HOUR_MS, instantOfEpochMs } from '../../domain/calendar/instant';
import type { Limit } from '../../domain/calendar/limit';
import { shippedCalendar } from '../../domain/calendar/shipped';
import { datesOf, startClock } from '../../domain/case/clocks';
import { movedClocks } from '../../domain/case/recompute';
import type { CaseMoney, Clock } from '../../domain/case/state';
import type { Programme } from '../../domain/programme/schema';
import { createReference } from '../../ledger/reference';
import { median } from '../statistics';
import type { Bench } from './context';

const BEGIN = Date.UTC(2026, 0, 5, 1);
const LIMITS: readonly Limit[] = [
  { amount: 3, unit: 'workday' },
  { amount: 10, unit: 'workday' },
  { amount: 20, unit: 'workday' },
  { amount: 60, unit: 'workday' },
  { amount: 7, unit: 'day' },
  { amount: 2, unit: 'week' },
  { amount: 1, unit: 'month' },
  { amount: 24, unit: 'hour' },
];
const OWNER = { role: 'officer', level: 'COMMUNITY' } as const;
const NO_MONEY: CaseMoney = {
  ...{ estimateFen: null, approvedFen: null, contractFen: null },
  ...{ disbursedFen: 0, paidFen: 0, capOverrides: [] },
};
const NO_CASE = {
  clocks: [],
  kind: 'PROJECT',
  track: null,
  grade: null,
  stageId: null,
  money: NO_MONEY,
} as const;

/** Clocks of every unit over two years, every fourth with a pause of a week. */
function clocks(count: number, programme: Programme): Clock[] {
  const place = { calendarFor: () => shippedCalendar, holders: () => null };
  return Array.from({ length: count }, (_, i) => {
    const at = instantOfEpochMs(BEGIN + (i % 17_000) * HOUR_MS);
    const limit = LIMITS[i % LIMITS.length] ?? { amount: 1, unit: 'day' };
    const plan = {
      kind: 'stage',
      stageId: null,
      name: { zh: '办理', en: 'Work' },
      owner: OWNER,
      limit,
    } as const;
    const change = startClock({ ...NO_CASE, clocks: [] }, plan, at, { programme, place });
    if (change.op !== 'start') throw new Error('a clock was not started');
    const pauses = i % 4 === 0 ? [{ from: addMs(at, 24 * HOUR_MS), to: addMs(at, 192 * HOUR_MS) }] : [];
    return { ...change.clock, pauses };
  });
}

/** A week of storm: every clock that was to end in it or counts it has another date. */
function changedCalendar(): Calendar {
  const days = ['2026-07-20', '2026-07-21', '2026-07-22', '2026-07-23', '2026-07-24'];
  return withClosures(
    shippedCalendar,
    days.map((date) => ({ date, kind: 'CLOSED', name: '台风停工' })),
  );
}

/** Wall time, and the processor's own: on a machine that does other things too the two differ. */
async function timed(rounds: number, work: () => number) {
  const [seconds, cpu]: [number[], number[]] = [[], []];
  let moved = 0;
  for (let round = 0; round < rounds; round++) {
    // Between two rounds whoever asks to stop is heard.
    await new Promise((resolve) => setImmediate(resolve));
    const [started, used] = [performance.now(), process.cpuUsage()];
    moved = work();
    seconds.push((performance.now() - started) / 1000);
    cpu.push(process.cpuUsage(used).user / 1e6);
  }
  return { seconds: median(seconds), cpu: median(cpu), moved };
}

/** All open limits dated anew in memory, as preview and rollout do it: by another calendar, without a database. */
export async function measureRecompute({ stack, report, quick }: Bench): Promise<void> {
  const count = quick ? 2_000 : 100_000;
  const current = await createReference(stack.pool).current(
    'zhangjiagang',
    civilDateOf(instantOfEpochMs(BEGIN)),
  );
  if (current === null) throw new Error('the bench has no programme');
  const { programme } = current;
  const all = clocks(count, programme);
  const calendar = changedCalendar();
  const place = { calendarFor: () => calendar, holders: () => null };
  const figures = {
    dates: () => movedClocks({ clocks: all }, place.calendarFor).length,
    'dates and the next rung': () =>
      all.filter((clock) => datesOf(clock, { programme, place }).dueAt !== clock.dueAt).length,
  };
  for (const [what, work] of Object.entries(figures)) {
    const { seconds, cpu, moved } = await timed(quick ? 1 : 5, work);
    report.add({ bench: 'recompute', what, clocks: count, moved, cpu, ours: seconds, unit: 's' });
  }
}
