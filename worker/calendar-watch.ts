import { setTimeout as sleep } from 'node:timers/promises';
import { Client, type Connection } from '@temporalio/client';
import {
  CALENDAR_WATCH_WORKFLOW,
  calendarWatchId,
  type CalendarWatchInput,
} from '../workflows/messages/calendar-watch';
import { CALL_LIMIT_MS } from './case-engine';
import type { Log } from './ports';

export interface CalendarWatchOptions {
  readonly connection: Connection;
  readonly namespace: string;
  readonly taskQueue: string;
  /** Simulation only, see `CaseInput`. */
  readonly shiftMs?: number;
  readonly log: Log;
  readonly everyMs?: number;
}

/** The engine may have lost its database since; starting what runs already costs one call. */
const EVERY_MS = 3_600_000;
const RETRY_MS = 10_000;

/** Sees to it that the one workflow that watches the calendar runs, now and again. */
export async function keepCalendarWatch(options: CalendarWatchOptions, signal: AbortSignal): Promise<void> {
  const { connection, namespace, taskQueue, shiftMs, log, everyMs = EVERY_MS } = options;
  const { workflow } = new Client({ connection, namespace });
  const input: CalendarWatchInput = shiftMs === undefined ? {} : { shiftMs };
  let complained = false;
  while (!signal.aborted) {
    let waitMs = everyMs;
    try {
      await connection.withDeadline(Date.now() + CALL_LIMIT_MS, () =>
        workflow.start(CALENDAR_WATCH_WORKFLOW, {
          workflowId: calendarWatchId(taskQueue),
          taskQueue,
          args: [input],
          workflowIdReusePolicy: 'ALLOW_DUPLICATE',
          workflowIdConflictPolicy: 'USE_EXISTING',
          staticSummary: 'reminds of a missing calendar',
        }),
      );
      complained = false;
    } catch (error) {
      if (!complained) log.warn({ err: error }, 'the calendar watch is not started yet');
      [complained, waitMs] = [true, Math.min(RETRY_MS, everyMs)];
    }
    await sleep(waitMs, undefined, { signal }).catch(() => undefined);
  }
}
