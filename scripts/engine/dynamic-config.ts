import { stringify } from 'yaml';

export type DynamicValue = string | number | boolean;
export type DynamicConfig = Readonly<Record<string, DynamicValue>>;

/** The engine's own limits are meant for many tenants on a cluster; here it serves one application. */
export const WORK_CONFIG: DynamicConfig = {
  'frontend.persistenceMaxQPS': 20_000,
  'history.persistenceMaxQPS': 20_000,
  'matching.persistenceMaxQPS': 20_000,
  'frontend.namespaceRPS': 20_000,
  'history.cacheSizeBasedLimit': true,
};

/** Virtual time per workflow (tests and simulation only). */
export const TIME_SKIPPING_CONFIG: DynamicConfig = {
  'frontend.WorkflowTimeSkippingEnabled': true,
  'history.timerProcessorMaxTimeShift': '10ms',
  'frontend.WorkflowTimeSkippingMaxSkipPerSession': 100_000,
};

/** The file a server reads: every key is a list of values with optional constraints. */
export function dynamicConfigFile(config: DynamicConfig): string {
  return stringify(Object.fromEntries(Object.entries(config).map(([key, value]) => [key, [{ value }]])));
}

/** The same for `temporal server start-dev`. */
export function dynamicConfigFlags(config: DynamicConfig): string[] {
  return Object.entries(config).flatMap(([key, value]) => [
    '--dynamic-config-value',
    `${key}=${JSON.stringify(value)}`,
  ]);
}
