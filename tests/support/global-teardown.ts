/** Jest calls this once for every tier, after all tests of the run; the first call stops the servers. */
export default async function globalTeardown(): Promise<void> {
  const servers = globalThis.banjieTestServers;
  globalThis.banjieTestServers = undefined;
  await servers?.stop();
}
