/** What the worker registers. Anything exported here becomes a workflow type of that name. */
export { bulletinWorkflow } from './bulletin';
export { calendarWatchWorkflow } from './calendar-watch';
export { caseWorkflow } from './case';
export { deliveryWorkflow } from './delivery';
export { rolloutWorkflow } from './rollout';
export { spotCheckWorkflow } from './spot-check';
