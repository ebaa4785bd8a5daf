import { createProgress } from '../progress';
import { openEngine } from './open';
import type { Engine } from './start';

export interface TestEngineOptions {
  readonly dataDir: string;
  readonly onLog?: (line: string) => void;
}

/** A real server in memory with virtual time, usable within a second; everything is gone when it stops. */
export function testEngine(options: TestEngineOptions): Promise<Engine> {
  return openEngine({ ...options, timeSkipping: true, progress: createProgress(process.stderr) });
}
