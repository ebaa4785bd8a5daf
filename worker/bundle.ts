import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleWorkflowCode, DefaultLogger, type WorkflowBundle } from '@temporalio/worker';

const ROOT = join(__dirname, '..');

/** What the bundle is made from, besides packages; tests/replay/bundle.test.ts sees to it that nothing else is. */
export const SOURCES = ['workflows', 'domain/calendar'];

const CACHE = join(ROOT, 'node_modules', '.cache', 'banjie');

let bundle: Promise<WorkflowBundle> | undefined;

/**
 * The workflow code as the engine's sandbox runs it. Building takes seconds, so it is kept in memory, and on disk
 * under the hash of what it was made from, where the next process finds it.
 */
export function workflowBundle(): Promise<WorkflowBundle> {
  bundle ??= keptOrBuilt();
  return bundle;
}

async function keptOrBuilt(): Promise<WorkflowBundle> {
  const path = join(CACHE, `workflows-${sourceHash()}.js`);
  const kept = attempt(() => readFileSync(path, 'utf8'));
  if (kept !== undefined) return { code: kept };
  const { code } = await bundleWorkflowCode({
    workflowsPath: join(ROOT, 'workflows', 'index.ts'),
    logger: new DefaultLogger('WARN'),
  });
  // A folder that cannot be written only means building again next time.
  attempt(() => {
    mkdirSync(CACHE, { recursive: true });
    const aside = `${path}.${process.pid}`;
    writeFileSync(aside, code);
    for (const old of readdirSync(CACHE)) if (/^workflows-\w+\.js$/.test(old)) rmSync(join(CACHE, old));
    renameSync(aside, path);
  });
  return { code };
}

function sourceHash(): string {
  const hash = createHash('sha256');
  const files = SOURCES.flatMap((room) =>
    readdirSync(join(ROOT, room), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => join(room, file))
      .sort(),
  );
  for (const file of ['package-lock.json', ...files]) {
    const text = attempt(() => readFileSync(join(ROOT, file))) ?? '';
    hash.update(`${file}\0${text.length}\0`).update(text);
  }
  return hash.digest('hex').slice(0, 32);
}

function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
