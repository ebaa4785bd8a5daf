import { randomUUID } from 'node:crypto';
import { rankOf } from '../../domain/draw/draw';
import type { Definition } from '../../domain/spot-check/state';
import { createLedger } from '../../ledger/ledger';
import { createPool } from '../../prisma/client';
import { serveTasks } from './serve';

export interface CheckAsked {
  readonly url: string;
  readonly definition: Definition;
  readonly now: string;
}

export interface CheckMade {
  readonly population: number;
  readonly sample: number;
  /** Milliseconds of the freeze and of the draw. */
  readonly freeze: number;
  readonly draw: number;
  readonly verify: number;
  readonly verified: boolean;
  /** Milliseconds to rank as many numbers, with nothing else. */
  readonly bare: number;
  /** The most memory that this process ever had until the sample was drawn, and at its beginning, in MiB. */
  readonly peak: number;
  readonly idle: number;
}

const peakMb = (): number => process.resourceUsage().maxRSS / 1024;
async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/** A check by the server's own chance, from its frame to its sample: the ledger's work without anything around it. */
async function check({ url, definition, now }: CheckAsked): Promise<CheckMade> {
  const pool = createPool(url, { max: 4 });
  try {
    const { spotChecks } = createLedger(pool);
    const checkId = await spotChecks.define({ definition, now, key: randomUUID() });
    const idle = peakMb();
    const freeze = await timed(() => spotChecks.advance({ checkId, now }));
    const command = { type: 'phrase', phrase: 'a phrase that nobody knew' } as const;
    await spotChecks.command({ checkId, command, by: definition.definedBy, now, key: randomUUID() });
    const draw = await timed(() => spotChecks.advance({ checkId, now }));
    const peak = peakMb();
    const found = await spotChecks.load(checkId);
    const population = found?.state.frozen?.size ?? 0;
    const sample = (found?.state.drawn ?? []).reduce((all, one) => all + one.drawn.length, 0);
    let verified = false;
    const verify = await timed(async () => {
      const { recordWhole, changedLines, sampleRepeats } = await spotChecks.verify(checkId);
      verified = recordWhole && changedLines.length === 0 && sampleRepeats === true;
    });
    const bare = await timed(() => {
      for (let i = 0; i < population; i += 1) rankOf('a seed', `B-${i}`);
      return Promise.resolve();
    });
    return { population, sample, freeze, draw, verify, verified, bare, peak, idle };
  } finally {
    await pool.end();
  }
}

serveTasks({ check });
