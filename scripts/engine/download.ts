import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const SOURCE = 'https://temporal.download/';
const REACH_LIMIT_MS = 3_000;

/**
 * Has the SDK download its development server into our cache, and returns the program. The SDK only downloads
 * by starting a server, so one is started and stopped again.
 */
export async function downloadDevServer(cache: string): Promise<string> {
  const folder = join(cache, 'dev-server');
  const earlier = programIn(folder);
  if (earlier) return earlier;
  await reachable();
  mkdirSync(folder, { recursive: true });
  const { TestWorkflowEnvironment } = await import('@temporalio/testing');
  const environment = await TestWorkflowEnvironment.createLocal({
    server: { executable: { type: 'cached-download', downloadDir: folder, version: 'latest' } },
  });
  await environment.teardown();
  const program = programIn(folder);
  if (!program) throw new Error(`the SDK left no program in ${folder}`);
  return program;
}

/** Without internet this must fail in seconds, not after the downloader's own retries. */
async function reachable(): Promise<void> {
  try {
    await fetch(SOURCE, { method: 'HEAD', signal: AbortSignal.timeout(REACH_LIMIT_MS) });
  } catch (error) {
    throw new Error(`no internet: ${SOURCE} does not answer`, { cause: error });
  }
}

function programIn(folder: string): string | undefined {
  mkdirSync(folder, { recursive: true });
  const name = readdirSync(folder).find(
    (entry) => entry.startsWith('temporal') && !entry.endsWith('.downloading'),
  );
  return name && join(folder, name);
}
