import { setTimeout as sleep } from 'node:timers/promises';
import {
  Client,
  ScheduleAlreadyRunning,
  ScheduleOverlapPolicy,
  type Connection,
  type ScheduleOptions,
} from '@temporalio/client';
import { BULLETIN_WORKFLOW, bulletinScheduleId, type BulletinInput } from '../workflows/messages/bulletin';
import { CALL_LIMIT_MS } from './case-engine';
import type { Log } from './ports';

export interface BulletinScheduleOptions {
  readonly connection: Connection;
  readonly namespace: string;
  readonly taskQueue: string;
  /** Simulation only, see `CaseInput`. */
  readonly shiftMs?: number;
  readonly log: Log;
  readonly everyMs?: number;
}

/** The engine may have lost its database since; finding it there costs one call. */
const EVERY_MS = 3_600_000;
const RETRY_MS = 10_000;

/**
 * Every day at 08:30: which day is the first working day of a month, only our calendar knows (国务院 notices, local
 * closures), so the run asks it. Whatever was missed is built by the next run; more than one run need not catch up.
 */
function scheduleOf({ taskQueue, shiftMs }: BulletinScheduleOptions) {
  const input: BulletinInput = shiftMs === undefined ? {} : { shiftMs };
  return {
    spec: {
      calendars: [{ hour: 8, minute: 30, comment: 'asks the calendar of the bureau' }],
      timezone: 'Asia/Shanghai',
    },
    action: {
      type: 'startWorkflow',
      workflowType: BULLETIN_WORKFLOW,
      workflowId: bulletinScheduleId(taskQueue),
      taskQueue,
      args: [input],
      staticSummary: 'monthly bulletins that are due',
    },
    policies: { overlap: ScheduleOverlapPolicy.BUFFER_ONE, catchupWindow: '31 days' },
  } satisfies Omit<ScheduleOptions, 'scheduleId'>;
}

/** Makes the schedule, or brings the one that is there up to this release; whether it is paused stays as it was. */
export async function ensureBulletinSchedule(options: BulletinScheduleOptions): Promise<void> {
  const { connection, namespace, taskQueue } = options;
  const { schedule } = new Client({ connection, namespace });
  const wanted = scheduleOf(options);
  const scheduleId = bulletinScheduleId(taskQueue);
  try {
    await schedule.create({ scheduleId, ...wanted });
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
    await schedule.getHandle(scheduleId).update(({ state }) => ({ ...wanted, state }));
  }
}

/** Sees to it that the schedule of the monthly bulletins is there, now and again. */
export async function keepBulletinSchedule(
  options: BulletinScheduleOptions,
  signal: AbortSignal,
): Promise<void> {
  const { connection, log, everyMs = EVERY_MS } = options;
  let complained = false;
  while (!signal.aborted) {
    let waitMs = everyMs;
    try {
      await connection.withDeadline(Date.now() + CALL_LIMIT_MS, () => ensureBulletinSchedule(options));
      complained = false;
    } catch (error) {
      if (!complained) log.warn({ err: error }, 'the schedule of the bulletins is not there yet');
      [complained, waitMs] = [true, Math.min(RETRY_MS, everyMs)];
    }
    await sleep(waitMs, undefined, { signal }).catch(() => undefined);
  }
}
