import { once } from 'node:events';
import type { Server } from 'node:http';
import { join } from 'node:path';
import { channelNames } from '../config/channels';
import { loadConfig, type Config } from '../config/env';
import { createLedger } from '../ledger/ledger';
import { createPool, createPrisma } from '../prisma/client';
import { createApp } from './app';
import { isLoopback } from './auth/loopback';
import { warmBoards } from './board/warm';
import type { Clock } from './clock';
import { createEngine } from './engine';
import { createFiles } from './files/create-store';
import { LiveHub } from './live/hub';
import { createLog } from './log';
import { addProcessMetrics, createMetrics } from './metrics';
import type { ApiConfig } from './ports';
import { createAppServer } from './server';

/** How long requests that are under way may go on after we were asked to stop. */
const GRACE_MS = 10_000;

/** The API process: one connection pool for the ledger, one for reads, one server. Ends on SIGTERM or SIGINT. */
async function main(): Promise<void> {
  const config = loadConfig();
  const log = createLog(config.log.level);
  const { url, poolSize } = config.database;
  const prisma = createPrisma(url, { max: poolSize });
  const pool = createPool(url, { max: poolSize });
  const metrics = createMetrics();
  addProcessMetrics(metrics);
  const ledger = createLedger(pool, channelNames(config.channels), config.quietHours);
  const clock = clockOf(config);
  const engine = createEngine(config.temporal);
  const live = new LiveHub({ url, prisma, clock, log });
  const deps = {
    prisma,
    pool,
    log,
    metrics,
    ledger,
    files: createFiles({ store: config.files, maxBytes: config.fileLimits.maxBytes, log }),
    clock,
    live,
    engine,
    config: apiConfig(config),
  };
  const app = createApp(deps);
  const server = createAppServer(app, { requestTimeout: 60_000, headersTimeout: 15_000 });
  server.listen(config.api.port, config.api.host);
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : config.api.port;
  log.info({ event: 'ready', host: config.api.host, port, publicUrl: config.api.publicUrl }, 'api ready');
  warmBoards(deps).catch((error: unknown) =>
    log.warn({ event: 'not-warmed', error }, 'the boards were not read ahead'),
  );

  const signal = await new Promise<string>((resolve) => {
    for (const name of ['SIGTERM', 'SIGINT'] as const) process.once(name, resolve);
  });
  log.info({ event: 'stopping', signal }, 'api stopping');
  await Promise.all([stop(server), live.stop(), engine.close()]);
  await prisma.$disconnect();
  await pool.end();
  log.info({ event: 'stopped' }, 'api stopped');
}

function apiConfig({ api, session, oidc, simulation, figures, demo }: Config): ApiConfig {
  return {
    sessionSecrets: [session.secret],
    secureCookies: session.cookieSecure,
    trustedProxies: api.trustProxy,
    publicOrigin: new URL(api.publicUrl).origin,
    oidc,
    simulation,
    demo: demo && isLoopback(api.host),
    fewCases: figures.fewCases,
    webFolder: join(__dirname, '../dist/web'),
    checkAnswers: false,
  };
}

/** The machine's time, or in a simulation the shifted time that the worker keeps as well. */
function clockOf({ simulation }: Config): Clock {
  const shiftMs = simulation.enabled ? simulation.shiftMs : 0;
  return { now: () => new Date(Date.now() + shiftMs).toISOString() };
}

/** Takes nothing new, lets what is under way end within the grace, then cuts. */
async function stop(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeIdleConnections();
  const cut = setTimeout(() => server.closeAllConnections(), GRACE_MS);
  await closed;
  clearTimeout(cut);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
