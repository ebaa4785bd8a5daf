import type { ActivityOptions, LocalActivityOptions } from '@temporalio/workflow';

/**
 * Enforcing is a local activity: one short transaction, and a round trip through the engine's queues would cost
 * more than the work. Its own budget is 4 s; 20 s mean that the database hangs.
 *
 * Retries end: each one keeps a workflow task open, and while the database is away every due case would hold one.
 * A try at 0, 1, 4 and 13 s rides out a failover; after that the case waits to be armed again, which the sweep
 * does for every case that is late.
 */
export const ENFORCE: LocalActivityOptions = {
  startToCloseTimeout: '20 seconds',
  retry: {
    initialInterval: '1 second',
    backoffCoefficient: 3,
    maximumInterval: '1 minute',
    maximumAttempts: 4,
  },
};

/**
 * Draining a channel ends by itself within its budget of 10 s, plus one message that hangs. Never retried by the engine:
 * each call is told what time it is, and a retry would bring yesterday's. The workflow calls anew.
 */
export const DELIVER: ActivityOptions = {
  startToCloseTimeout: '3 minutes',
  heartbeatTimeout: '30 seconds',
  retry: { maximumAttempts: 1 },
};

/** One short transaction. Tried for about a quarter of an hour; after that the workflow looks again by itself. */
export const LOOK_AT_CALENDAR: ActivityOptions = {
  startToCloseTimeout: '30 seconds',
  retry: {
    initialInterval: '5 seconds',
    backoffCoefficient: 3,
    maximumInterval: '5 minutes',
    maximumAttempts: 7,
  },
};

/**
 * One batch of cases is one transaction of a second or less. Tried for about a minute; after that the workflow tries
 * anew, and tells the step what time it is then.
 */
export const ROLL_OUT: ActivityOptions = {
  startToCloseTimeout: '2 minutes',
  retry: {
    initialInterval: '1 second',
    backoffCoefficient: 3,
    maximumInterval: '30 seconds',
    maximumAttempts: 5,
  },
};

/**
 * One step of a spot check is one transaction: a million cases are frozen, or drawn from, in seconds. Tried for about a
 * minute; after that the workflow tries anew, and tells the step what time it is then.
 */
export const ADVANCE_SPOT_CHECK: ActivityOptions = {
  startToCloseTimeout: '5 minutes',
  heartbeatTimeout: '20 seconds',
  retry: {
    initialInterval: '1 second',
    backoffCoefficient: 3,
    maximumInterval: '30 seconds',
    maximumAttempts: 5,
  },
};

/**
 * Counting a month is seconds, even over a million cases. Tried for about a minute; after that the workflow tries anew,
 * and tells the step what time it is then.
 */
export const BUILD_BULLETINS: ActivityOptions = {
  startToCloseTimeout: '5 minutes',
  heartbeatTimeout: '20 seconds',
  retry: {
    initialInterval: '1 second',
    backoffCoefficient: 3,
    maximumInterval: '30 seconds',
    maximumAttempts: 5,
  },
};
