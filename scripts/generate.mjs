// `npm run generate`: makes the Prisma client unless it is newer than the schema. Node built-ins only.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/** Whether the generated client is there and newer than the schema and the packages it was made with. */
export function isClientFresh(folder = root) {
  const client = join(folder, 'prisma', 'generated', 'client.ts');
  if (!existsSync(client)) return false;
  const made = statSync(client).mtimeMs;
  return ['prisma/schema.prisma', 'prisma.config.ts', 'package-lock.json'].every((file) => {
    const path = join(folder, file);
    return !existsSync(path) || statSync(path).mtimeMs <= made;
  });
}

/**
 * Makes the client. Prisma wants to download its schema engine even though generating does not run it;
 * naming any program that exists keeps it from the network.
 */
export function generateClient(folder = root) {
  const cli = createRequire(join(folder, 'package.json')).resolve('prisma/build/index.js');
  const done = spawnSync(process.execPath, [cli, 'generate'], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, PRISMA_HIDE_UPDATE_MESSAGE: '1' },
  });
  if (done.status === 0) return;
  const said = `${done.stdout ?? ''}${done.stderr ?? ''}`.trim();
  throw new Error(`The Prisma client could not be generated:\n${said || done.error?.message}`);
}

/** Makes the client when it is missing or older than the schema; says whether it had to. */
export function ensureClient(folder = root) {
  if (!existsSync(join(folder, 'prisma', 'schema.prisma')) || isClientFresh(folder)) return false;
  generateClient(folder);
  return true;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    console.log(ensureClient() ? 'Prisma client generated.' : 'Prisma client is up to date.');
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
