import { createEnforce, type EnforceDeps } from './enforce';

export type { Due } from './enforce';
export type { ActivityLog, EnforceAnswer, EnforceInput, EnforceLedger, EnforceMetrics } from './ports';

export type ActivityDeps = EnforceDeps;

/** Everything workflows may do to the world, over what it is done with. */
export function createActivities(deps: ActivityDeps) {
  return { enforce: createEnforce(deps) };
}

/** Workflows import this type and nothing else of this room. */
export type Activities = ReturnType<typeof createActivities>;
