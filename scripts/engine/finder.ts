import versions from '../../config/versions.json';
import { isAtLeast } from './version';
import type { Candidate, EngineNeeds, FinderEffects, Finding } from './types';

const TIME_SKIPPING_SINCE = '1.32.0';

/** How to have an engine at once, for anyone who waits or has none. */
export const SKIP_HINT = 'to skip this, set TEMPORAL_ADDRESS to a running server or put `temporal` on PATH';

export interface FindOptions extends EngineNeeds {
  readonly effects: FinderEffects;
  /** One line for each source that was passed over. */
  readonly onNote?: (line: string) => void;
}

/** No source had an engine that will do; the message lists why, one line each. */
export class NoEngineError extends Error {
  override readonly name = 'NoEngineError';
}

type Source = (effects: FinderEffects) => Promise<Finding>;

/** In the order in which they are asked: what someone chose, what costs nothing, what costs minutes. */
const SOURCES: readonly Source[] = [fromAddress, fromCache, fromPath, fromDownload, fromGo];

/** Yields every engine that will do, best first; the caller stops at the first that really starts. */
export async function* candidates(options: FindOptions): AsyncGenerator<Candidate, string[]> {
  const reasons: string[] = [];
  const passOver = (reason: string): void => {
    reasons.push(reason);
    options.onNote?.(reason);
  };
  for (const source of SOURCES) {
    const finding = await source(options.effects);
    if ('missing' in finding) passOver(finding.missing);
    else if (isTooOld(finding.found, options)) passOver(tooOld(finding.found));
    else yield finding.found;
  }
  return reasons;
}

/** The first engine that will do. */
export async function findEngine(options: FindOptions): Promise<Candidate> {
  const result = await candidates(options).next();
  if (result.done) throw noEngine(result.value);
  return result.value;
}

/** The error for when nothing is left to try. */
export function noEngine(reasons: readonly string[]): NoEngineError {
  const list = reasons.map((reason) => `  - ${reason}`).join('\n');
  return new NoEngineError(
    `There is no Temporal server to use.\n${list}\nInstall Go ${versions.go} or newer, or ${SKIP_HINT}.`,
  );
}

/** Where an engine comes from, for the one line that is printed. */
export function describe(candidate: Candidate): string {
  switch (candidate.kind) {
    case 'address':
      return `Temporal ${candidate.version} at ${candidate.address} (TEMPORAL_ADDRESS)`;
    case 'built':
      return `Temporal ${candidate.version}, built earlier on this machine`;
    case 'dev-server':
      return candidate.source === 'path'
        ? `Temporal ${candidate.version}, development server from PATH`
        : `Temporal ${candidate.version}, development server downloaded by the SDK`;
  }
}

/** Whether this engine lacks what is needed. */
export function isTooOld(candidate: Candidate, needs: EngineNeeds): boolean {
  return needs.requireTimeSkipping && !isAtLeast(candidate.version, TIME_SKIPPING_SINCE);
}

function tooOld(candidate: Candidate): string {
  return `${describe(candidate)}: virtual time needs ${TIME_SKIPPING_SINCE} or newer`;
}

async function fromAddress({ env, serverVersion }: FinderEffects): Promise<Finding> {
  const address = env['TEMPORAL_ADDRESS'];
  if (!address) return { missing: 'TEMPORAL_ADDRESS is not set' };
  try {
    return { found: { kind: 'address', address, version: await serverVersion(address) } };
  } catch (error) {
    // Someone asked for this server by name: silently using another would put their cases elsewhere.
    throw new NoEngineError(
      `No Temporal server answers at TEMPORAL_ADDRESS=${address} (${words(error)}): start it or unset the variable.`,
    );
  }
}

function fromCache({ cachedBuild }: FinderEffects): Promise<Finding> {
  const found = cachedBuild(versions.temporalServer);
  return Promise.resolve(
    found ? { found } : { missing: `no server ${versions.temporalServer} was built here before` },
  );
}

async function fromPath(effects: FinderEffects): Promise<Finding> {
  const executable = effects.which('temporal');
  if (!executable) return { missing: '`temporal` is not on PATH' };
  return devServer(effects, executable, 'path');
}

async function fromDownload(effects: FinderEffects): Promise<Finding> {
  try {
    return await devServer(effects, await effects.download(), 'download');
  } catch (error) {
    return { missing: `the development server could not be downloaded (${words(error)})` };
  }
}

async function devServer(
  { run }: FinderEffects,
  executable: string,
  source: 'path' | 'download',
): Promise<Finding> {
  try {
    const said = await run(executable, ['--version']);
    const version = /Server (\d+\.\d+\.\d+)/.exec(said)?.[1];
    if (!version) return { missing: `${executable} does not tell which server it contains` };
    return { found: { kind: 'dev-server', executable, source, version } };
  } catch (error) {
    return { missing: `${executable} does not run (${words(error)})` };
  }
}

async function fromGo({ which, run, build }: FinderEffects): Promise<Finding> {
  const go = which('go');
  if (!go) return { missing: 'there is no Go toolchain on PATH to build a server with' };
  try {
    const said = await run(go, ['version']);
    const version = /go(\d+(?:\.\d+)+)/.exec(said)?.[1] ?? 'unknown';
    if (!isAtLeast(version, versions.go)) {
      return { missing: `Go ${version} is too old to build the server, which needs ${versions.go} or newer` };
    }
    return { found: await build(go, versions.temporalServer) };
  } catch (error) {
    return { missing: `the server could not be built with Go (${words(error)})` };
  }
}

function words(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).trim().split('\n')[0] ?? '';
}
