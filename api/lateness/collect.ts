import { createLatenessFeed } from '../clock-health';
import type { Deps } from '../ports';
import { ALERT_WINDOW, readAlerts } from './alerts';
import { createRungFeed } from './rung-feed';

type Collected = Pick<Deps, 'prisma' | 'metrics' | 'config'>;

/** How much was later than tolerated in the last hour; 0 for every other programme, so that an alert ends. */
async function countOverTolerance({ prisma, metrics, config }: Collected): Promise<void> {
  const [programmes, alerts] = await Promise.all([
    prisma.$queryRaw<{ code: string }[]>`select distinct code from programme_versions`,
    readAlerts(prisma, ALERT_WINDOW, config.simulation.enabled),
  ]);
  const gauge = metrics.latenessOverTolerance;
  for (const { code: programme } of programmes) gauge.set({ programme }, 0);
  for (const { programme, over } of alerts) gauge.inc({ programme }, over);
}

/** Everything about lateness that a scrape asks for; remembers how far it has counted. */
export function createLatenessCollector(deps: Collected): () => Promise<void> {
  const { prisma, metrics, config } = deps;
  const clocks = createLatenessFeed(prisma, metrics);
  const rungs = createRungFeed(prisma, metrics, { simulation: config.simulation.enabled });
  return async () => {
    await clocks();
    await rungs();
    await countOverTolerance(deps);
  };
}
