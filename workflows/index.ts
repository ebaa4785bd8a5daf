/** What the worker registers. Anything exported here becomes a workflow type of that name. */
export { caseWorkflow } from './case';
export { deliveryWorkflow } from './delivery';
