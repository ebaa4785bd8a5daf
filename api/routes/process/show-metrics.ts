import { createChannelCollector } from '../../channel-health';
import { collectCases } from '../../clock-health';
import { createLatenessCollector } from '../../lateness/collect';
import type { Deps } from '../../ports';
import { defineRoute, Raw } from '../../route';

/** The collectors of an app: they remember which clocks, rungs and deliveries they have counted. */
const feeds = new WeakMap<Deps, readonly (() => Promise<void>)[]>();

export const showMetrics = defineRoute({
  operation: 'showMetrics',
  method: 'get',
  path: '/metrics',
  tag: 'process',
  summary: 'Figures for Prometheus',
  answer: { status: 200, description: 'Text in the exposition format', media: 'text/plain' },
  handle: async ({ deps }) => {
    const { registry } = deps.metrics;
    const own = feeds.get(deps) ?? [createLatenessCollector(deps), createChannelCollector(deps)];
    feeds.set(deps, own);
    deps.metrics.liveStreams.set(deps.live.size);
    // The process's own figures are worth having most of all when the database is away.
    await Promise.all([collectCases(deps.prisma, deps.metrics), ...own.map((feed) => feed())]).catch(
      (error: unknown) => {
        deps.log.warn(
          { event: 'metrics', name: error instanceof Error ? error.name : typeof error },
          'figures from the database are old',
        );
      },
    );
    const figures = await registry.metrics();
    return new Raw((response) => void response.type(registry.contentType).send(figures));
  },
});
