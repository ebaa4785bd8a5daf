import { setTimeout as sleep } from 'node:timers/promises';
import { nextWorkday } from '../../domain/calendar/calendar';
import { addDays } from '../../domain/calendar/civil-date';
import { civilDateOf, instantOfEpochMs } from '../../domain/calendar/instant';
import { createLedger, type Ledger } from '../../ledger/ledger';
import { seedCases } from '../cases';
import type { Bench } from './context';

const PLACE = 'zjg';
const MOST_MS = 600_000;

/** The engine is not told of these cases: how fast it arms is another figure. */
async function seed({ stack, known }: Bench, count: number): Promise<void> {
  const seeded = await seedCases(stack.pool, count);
  await stack.pool.query(
    "UPDATE cases SET armed_wake_at = '2000-01-01', has_workflow = true WHERE id = ANY($1)",
    [seeded.map(({ id }) => id)],
  );
  known.fresh = [];
}

interface Walk {
  readonly cases: number;
  readonly moved: number;
  /** From the change of the calendar until everybody is told. */
  readonly seconds: number;
  /** Of it, from the first batch that was written on. */
  readonly walking: number;
  readonly firstBatch: number;
}

/** Looks at the ledger only, as whoever waits for it does. */
async function walked(ledger: Ledger, rolloutId: string): Promise<Walk> {
  const started = performance.now();
  let first: { at: number; done: number } | null = null;
  for (;;) {
    const row = await ledger.rollouts.show(rolloutId);
    const at = performance.now();
    if (row === null) throw new Error('the rollout is gone');
    if (first === null && row.done > 0) first = { at, done: row.done };
    if (row.status === 'DONE') {
      const walking = (at - (first?.at ?? started)) / 1000;
      const { total: cases, moved } = row;
      return { cases, moved, seconds: (at - started) / 1000, walking, firstBatch: first?.done ?? 0 };
    }
    if (at - started > MOST_MS) throw new Error(`${row.done} of ${row.total} cases after ${MOST_MS} ms.`);
    await sleep(50);
  }
}

/**
 * A typhoon day of a whole city, entered and taken back: every open case is dated anew, each move an event of its
 * ledger. Once as fast as the machine can, once with the pauses that leave room for the commands of people.
 */
export async function measureRollout(bench: Bench): Promise<void> {
  const { stack, report, quick } = bench;
  await stack.stopWorker();
  await seed(bench, quick ? 500 : 10_000);
  const ledger = createLedger(stack.pool);
  const now = instantOfEpochMs(Date.now());
  const date = nextWorkday(await ledger.reference.calendar(), addDays(civilDateOf(now), 1));
  const asked = { by: 'bench', now, recompute: true } as const;
  const closure = { organisationId: PLACE, date, kind: 'CLOSED', name: '台风停工', source: 'bench' } as const;
  let closureId = '';
  const changes = {
    0: async () => {
      const { id, rolloutId } = await ledger.calendar.addClosure({ ...closure, ...asked });
      closureId = id;
      return rolloutId;
    },
    200: async () => (await ledger.calendar.cancelClosure({ id: closureId, ...asked }))?.rolloutId,
  };
  for (const [pauseMs, change] of Object.entries(changes)) {
    await stack.worker({ env: { BANJIE_ROLLOUT_PAUSE_MS: pauseMs } });
    const walk = await walked(ledger, (await change()) ?? '');
    const what = { cases: walk.cases, moved: walk.moved, pauseMs: Number(pauseMs) };
    const rate = (walk.cases - walk.firstBatch) / walk.walking;
    report.add({ bench: 'rollout-rate', ...what, ours: rate, unit: 'cases per second' });
    report.add({
      ...{ bench: 'rollout', ...what, walking: walk.walking, ours: walk.seconds },
      unit: 'seconds until everybody is told',
    });
    await stack.stopWorker();
  }
}
