import { type TestServers, startTestServers } from './servers';

declare global {
  var banjieTestServers: TestServers | undefined;
}

/**
 * Jest runs this once for every tier in a run; the first call starts the servers, the others find them.
 * Test files learn of them through the environment, which jest hands to its workers.
 */
export default async function globalSetup(): Promise<void> {
  if (globalThis.banjieTestServers) return;
  globalThis.banjieTestServers = await startTestServers();
  process.env['JEST_BANJIE_SERVERS'] = JSON.stringify(globalThis.banjieTestServers.state);
}
