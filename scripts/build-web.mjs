// `npm run build:web`: makes dist/web from web/, unless the build is that of these sources. Node built-ins only.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { contentHash } from './content-hash.mjs';
import { ensureNames } from './generate.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const PROGRESS_MS = 5_000;

/** What the pages are made from. The types of the API leave no trace in them; the names of roles and reasons do. */
function sourceHash(folder) {
  return contentHash(
    folder,
    ['web', 'package-lock.json'],
    (file) => !file.startsWith('web/src/api/generated/') || file.endsWith('/names.ts'),
  );
}

/** Whether dist/web holds the pages of these very sources. */
export function isWebFresh(folder = root) {
  const mark = join(folder, 'dist', 'web.sources');
  if (!existsSync(mark) || !existsSync(join(folder, 'dist', 'web', 'index.html'))) return false;
  return readFileSync(mark, 'utf8') === sourceHash(folder);
}

/** Builds the pages when they are missing or of other sources; tells how long it takes. */
export async function ensureWeb(say = console.log, folder = root) {
  ensureNames(folder);
  if (isWebFresh(folder)) return false;
  const started = Date.now();
  const elapsed = () => `${Math.round((Date.now() - started) / 1000)} s`;
  say('Building the web pages …');
  const timer = setInterval(() => say(`Building the web pages … ${elapsed()}`), PROGRESS_MS);
  try {
    // Before the build: what is changed while it runs is built again the next time.
    const hash = sourceHash(folder);
    mkdirSync(join(folder, 'dist'), { recursive: true });
    await buildBeside(folder);
    writeFileSync(join(folder, 'dist', 'web.sources'), hash);
  } finally {
    clearInterval(timer);
  }
  say(`Web pages built after ${elapsed()}.`);
  return true;
}

/** The pages that are served stay whole until the new ones are. */
async function buildBeside(folder) {
  const [served, made, old] = ['web', `web.${process.pid}`, `web.${process.pid}.old`].map((name) =>
    join(folder, 'dist', name),
  );
  try {
    await runVite(folder, made);
    if (existsSync(served)) renameSync(served, old);
    renameSync(made, served);
  } finally {
    for (const left of [made, old]) rmSync(left, { recursive: true, force: true });
  }
}

async function runVite(folder, outDir) {
  const program = join(folder, 'node_modules', 'vite', 'bin', 'vite.js');
  const args = ['build', 'web', '--logLevel', 'warn', '--outDir', outDir, '--emptyOutDir'];
  const child = spawn(process.execPath, [program, ...args], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => output.push(data));
  const code = await new Promise((done, fail) => {
    child.once('error', fail);
    child.once('close', done);
  });
  if (code === 0) return;
  throw new Error(`The web pages could not be built:\n${Buffer.concat(output).toString().trim()}`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    if (!(await ensureWeb())) console.log('The web pages are up to date.');
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
