import { mkdirSync } from 'node:fs';
import { openEngine } from '../../scripts/engine/open';
import type { DynamicConfig } from '../../scripts/engine/dynamic-config';
import type { Engine } from '../../scripts/engine/start';
import { createProgress } from '../../scripts/progress';
import { makeTempDataDir, removeDataDir } from '../../scripts/temp-dir';

export interface OwnEngine {
  readonly address: string;
  readonly namespace: string;
  /** Stops it; everything it knew is gone. */
  stop(): Promise<void>;
  /** Starts an empty one at the same address. */
  start(): Promise<void>;
  /** Stops it for good and removes its folder. */
  remove(): Promise<void>;
}

/** An engine that a test may stop or set up differently; the run's own one belongs to all test files. */
export async function ownEngine(dynamicConfig: DynamicConfig = {}): Promise<OwnEngine> {
  const dataDir = makeTempDataDir('own-engine');
  mkdirSync(dataDir, { recursive: true });
  const progress = createProgress(process.stderr);
  const start = (): Promise<Engine> => openEngine({ dataDir, dynamicConfig, timeSkipping: true, progress });
  let engine: Engine | undefined = await start();
  const { address, namespace } = engine;
  const stop = async (): Promise<void> => {
    await engine?.stop();
    engine = undefined;
  };
  return {
    ...{ address, namespace, stop },
    async start() {
      engine = await start();
    },
    async remove() {
      await stop();
      removeDataDir(dataDir);
    },
  };
}
