import { Context } from '@temporalio/activity';
import type { Instant } from '../domain/calendar/instant';
import { createBulletinActivities, type BulletinDeps } from './bulletin';
import { createDeliver } from './delivery';
import type { DeliverAnswer, DeliverInput, DeliveryDeps } from './delivery-ports';
import { createLookAtCalendar, type CalendarLook, type CalendarReminder } from './calendar-watch';
import { createEnforce, type EnforceDeps } from './enforce';
import { createRolloutActivities, type RolloutDeps } from './rollout';
import { createSpotCheckActivities, type SpotCheckDeps } from './spot-check';

export type {
  DeliverAnswer,
  DeliverInput,
  DeliveryDeps,
  DeliveryMetrics,
  DeliveryTimes,
} from './delivery-ports';
export type { BuildAnswer, BulletinDeps } from './bulletin';
export type { CalendarLook, CalendarReminder } from './calendar-watch';
export type { Due } from './enforce';
export type { RolloutActivityInput, RolloutDeps, RolloutProgress } from './rollout';
export type { Advanced, SpotCheckActivityInput, SpotCheckDeps } from './spot-check';
export type { ActivityLog, EnforceAnswer, EnforceInput, EnforceLedger, EnforceMetrics } from './ports';

export interface ActivityDeps extends EnforceDeps {
  /** Left out by a worker that sends nothing. */
  readonly delivery?: DeliveryDeps;
  /** Left out by a worker that watches no calendar. */
  readonly calendar?: CalendarReminder;
  /** Left out by a worker that moves no deadlines. */
  readonly rollout?: RolloutDeps;
  /** Left out by a worker that draws no spot checks. */
  readonly spotCheck?: SpotCheckDeps;
  /** Left out by a worker that builds no bulletins. */
  readonly bulletin?: BulletinDeps;
}

/** Everything workflows may do to the world, over what it is done with. */
export function createActivities(deps: ActivityDeps) {
  const deliver = deps.delivery && createDeliver(deps.delivery);
  const look = deps.calendar && createLookAtCalendar(deps.calendar, deps.log);
  return {
    enforce: createEnforce(deps),
    ...createRolloutActivities(deps.rollout),
    ...createSpotCheckActivities(deps.spotCheck),
    ...createBulletinActivities(deps.bulletin, deps.log),
    async lookAtCalendar(input: { readonly now: Instant }): Promise<CalendarLook> {
      if (look === undefined) throw new Error('this worker watches no calendar');
      return look(input);
    },
    async deliver(input: DeliverInput): Promise<DeliverAnswer> {
      if (deliver === undefined) throw new Error('this worker sends no messages');
      const context = Context.current();
      return deliver(input, { beat: () => context.heartbeat(), signal: context.cancellationSignal });
    },
  };
}

/** Workflows import this type and nothing else of this room. */
export type Activities = ReturnType<typeof createActivities>;
