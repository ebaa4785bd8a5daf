// What `npm test` runs and how its results are added up; separate from the running, so that it can be tested.
import { existsSync, readdirSync } from 'node:fs';
import { join, sep } from 'node:path';

/** Looked at before any test runs. */
export const CHECKS = ['types', 'lint'];

/** The tiers that need no server run first, in a jest that must end by itself. */
export const WITHOUT_SERVERS = ['unit', 'property', 'replay'];

/** Each starts one PostgreSQL and one engine for all of its files; the engine's native client keeps handles, so jest is told to exit. */
export const WITH_SERVERS = ['workflow', 'integration', 'api', 'e2e', 'browser'];

export const ALL = [...CHECKS, ...WITHOUT_SERVERS, ...WITH_SERVERS];

/** What to run: everything, or what was named. */
export function chooseTiers(named) {
  const unknown = named.find((name) => !ALL.includes(name));
  if (unknown) throw new Error(`There is no tier "${unknown}": choose from ${ALL.join(', ')}.`);
  return named.length > 0 ? ALL.filter((name) => named.includes(name)) : ALL;
}

/** Tiers that have no test file at all: they would pass for ever without testing anything. */
export function emptyTiers(root, tiers) {
  return tiers.filter((tier) => !testFiles(join(root, 'tests', tier)).length);
}

function testFiles(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true }).filter((file) => String(file).endsWith('.test.ts'));
}

/**
 * Adds up one jest run. `result` is jest's JSON, or undefined when it died before writing any, as it does when a
 * server cannot be started; then each of its tiers counts as one failure.
 */
export function countJest(result, tiers, exitCode) {
  if (!result) return { passed: 0, failed: tiers.length, notes: tiers.map((tier) => `${tier}: did not run`) };
  const silent = tiers.filter(
    (tier) => !result.testResults.some(({ name }) => name.includes(`${sep}tests${sep}${tier}${sep}`)),
  );
  const broken = result.numRuntimeErrorTestSuites;
  const failed = result.numFailedTests + broken + silent.length;
  const unexplained = exitCode !== 0 && failed === 0;
  return {
    passed: result.numPassedTests,
    failed: failed + (unexplained ? 1 : 0),
    notes: [
      ...silent.map((tier) => `${tier}: no test ran`),
      ...(broken ? [`${broken} test files could not be run`] : []),
      ...(unexplained ? [`jest ended with code ${exitCode}`] : []),
    ],
  };
}

/** The last line of every run. */
export function finalLine(passed, failed) {
  return `Tests: ${passed} passed, ${failed} failed`;
}
