import { collectCases } from '../../clock-health';
import { createLatenessCollector } from '../../lateness/collect';
import type { Deps } from '../../ports';
import { defineRoute, Raw } from '../../route';

/** One collector per app: it remembers which clocks and rungs it has counted. */
const feeds = new WeakMap<Deps, () => Promise<void>>();

export const showMetrics = defineRoute({
  operation: 'showMetrics',
  method: 'get',
  path: '/metrics',
  tag: 'process',
  summary: 'Figures for Prometheus',
  answer: { status: 200, description: 'Text in the exposition format', media: 'text/plain' },
  handle: async ({ deps }) => {
    const { registry } = deps.metrics;
    const feed = feeds.get(deps) ?? createLatenessCollector(deps);
    feeds.set(deps, feed);
    deps.metrics.liveStreams.set(deps.live.size);
    // The process's own figures are worth having most of all when the database is away.
    await Promise.all([collectCases(deps.prisma, deps.metrics), feed()]).catch((error: unknown) => {
      deps.log.warn(
        { event: 'metrics', name: error instanceof Error ? error.name : typeof error },
        'figures from the database are old',
      );
    });
    const figures = await registry.metrics();
    return new Raw((response) => void response.type(registry.contentType).send(figures));
  },
});
