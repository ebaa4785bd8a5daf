import { type Progress } from '../progress';
import { realEffects } from './effects';
import { candidates, describe, isTooOld, noEngine } from './finder';
import { type Engine, type StartEngineOptions, startEngine } from './start';
import type { Candidate, FinderEffects } from './types';

export interface OpenEngineOptions extends Omit<StartEngineOptions, 'candidate'> {
  readonly progress: Progress;
  readonly effects?: FinderEffects;
  /** For tests; the real one starts processes. */
  readonly start?: (options: StartEngineOptions) => Promise<Engine>;
}

/** Finds an engine and starts it, going on to the next one when an engine is not what it promised to be. */
export async function openEngine(options: OpenEngineOptions): Promise<Engine> {
  const { progress, effects = realEffects(progress), start = startEngine, ...rest } = options;
  const needs = { requireTimeSkipping: options.timeSkipping ?? false };
  const reasons: string[] = [];
  const note = (reason: string): number => reasons.push(reason);
  for await (const candidate of candidates({ ...needs, effects, onNote: note })) {
    const engine = await attempt(candidate, () => start({ ...rest, candidate }), note);
    if (!engine) continue;
    if (isTooOld({ ...candidate, version: engine.version }, needs)) {
      note(`${describe(candidate)} turned out to be ${engine.version}, which has no virtual time`);
      await engine.stop();
      continue;
    }
    progress.line(`Engine: ${describe(candidate)}, listening on ${engine.address}`);
    return engine;
  }
  throw noEngine(reasons);
}

async function attempt(
  candidate: Candidate,
  start: () => Promise<Engine>,
  note: (reason: string) => void,
): Promise<Engine | undefined> {
  try {
    return await start();
  } catch (error) {
    // A development server that does not run is passed over; a broken built one would only be hidden by that.
    if (candidate.kind !== 'dev-server') throw error;
    note(`${describe(candidate)} did not start (${error instanceof Error ? error.message : String(error)})`);
    return undefined;
  }
}
