// `npm run generate`: makes the Prisma client and the types of the web client, each unless it is there and true.
// Node built-ins only.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { contentHash } from './content-hash.mjs';

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

/** Where what the API answers comes from. */
const API_SOURCES = ['api', 'domain', 'ledger', 'workflows', 'config', 'package-lock.json'];

/**
 * Makes what the web client has from the API: its types, from the OpenAPI document, which needs neither server nor
 * database, and the names of roles and reasons; says whether it had to. The Prisma client must be there.
 */
export function ensureApiTypes(folder = root) {
  const named = ensureNames(folder);
  const made = join(folder, 'web', 'src', 'api', 'generated');
  const mark = join(made, '.sources');
  const hash = contentHash(folder, API_SOURCES);
  if (existsSync(mark) && readFileSync(mark, 'utf8') === hash) return named;
  const document = join(made, 'openapi.json');
  mkdirSync(made, { recursive: true });
  writeFileSync(document, run(folder, ['--import', 'tsx', 'scripts/print-openapi.ts']));
  const cli = join(folder, 'node_modules', 'openapi-typescript', 'bin', 'cli.js');
  run(folder, [
    cli,
    document,
    '--output',
    join(made, 'schema.ts'),
    '--alphabetize',
    '--root-types',
    '--root-types-no-schema-prefix',
  ]);
  writeFileSync(mark, hash);
  return true;
}

const NAME_SOURCES = [
  'scripts/print-names.ts',
  'domain/role-names.ts',
  'domain/case/reasons.ts',
  'domain/roles.ts',
  'domain/programme/render-words.ts',
  'domain/spot-check/status-names.ts',
];

/** Makes the words for roles, reasons and checks that the screens use from those of the domain; says whether it had to. */
export function ensureNames(folder = root) {
  const made = join(folder, 'web', 'src', 'api', 'generated');
  const file = join(made, 'names.ts');
  const mark = `// ${contentHash(folder, NAME_SOURCES)}\n`;
  if (existsSync(file) && readFileSync(file, 'utf8').startsWith(mark)) return false;
  mkdirSync(made, { recursive: true });
  writeFileSync(file, `${mark}${run(folder, ['--import', 'tsx', 'scripts/print-names.ts'])}`);
  return true;
}

function run(folder, args) {
  const done = spawnSync(process.execPath, args, {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (done.status === 0) return done.stdout;
  throw new Error(
    `The parts of the web client that come from the API could not be made:\n${(done.stderr || done.error?.message || '').trim()}`,
  );
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    console.log(ensureClient() ? 'Prisma client generated.' : 'Prisma client is up to date.');
    if (process.argv[2] !== 'client')
      console.log(
        ensureApiTypes() ? 'Types of the web client generated.' : 'Types of the web client are up to date.',
      );
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
