// `npm test [tier…]`: type check, lint and every tier of tests, all of them even when one fails.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { bootstrap, root, runMain } from './bootstrap.mjs';
import { ensureWeb } from './build-web.mjs';
import { ensureApiTypes } from './generate.mjs';
import {
  CHECKS,
  WITHOUT_SERVERS,
  WITH_SERVERS,
  chooseTiers,
  countJest,
  emptyTiers,
  finalLine,
} from './test-tiers.mjs';

const TSC = ['typescript/bin/tsc', '--noEmit'];
/** Each check is one or more programs; pages and their tests have types of their own, those of a browser. */
const COMMANDS = {
  types: [TSC, [...TSC, '-p', 'web'], [...TSC, '-p', 'tests/browser']],
  lint: [
    ['eslint/bin/eslint.js', '.'],
    ['prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'],
  ],
};

await runMain(async () => {
  const tiers = chooseTiers(process.argv.slice(2));
  await bootstrap();
  if (CHECKS.some((check) => tiers.includes(check)) && ensureApiTypes())
    console.log('Types of the web client generated.');
  if (tiers.includes('browser')) await ensureWeb();
  const chosen = (group) => group.filter((tier) => tiers.includes(tier));
  const empty = emptyTiers(root, chosen([...WITHOUT_SERVERS, ...WITH_SERVERS]));
  const filled = (group) => chosen(group).filter((tier) => !empty.includes(tier));

  const results = [{ passed: 0, failed: empty.length, notes: empty.map((tier) => `${tier}: no test found`) }];
  results.push(await runChecks(chosen(CHECKS)));
  results.push(await runJest(filled(WITHOUT_SERVERS), [`--maxWorkers=${availableParallelism()}`]));
  // Each in a process of its own: jest lets go of what a test file has loaded only at its end.
  for (const tier of filled(WITH_SERVERS)) results.push(await runJest([tier], ['--forceExit']));

  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  for (const note of results.flatMap((result) => result.notes)) console.log(`Failed: ${note}`);
  console.log(finalLine(sum('passed'), sum('failed')));
  process.exitCode = sum('failed') > 0 ? 1 : 0;
});

/** Runs the checks side by side; each prints what it found when it is done. */
async function runChecks(names) {
  const outcomes = await Promise.all(names.map(runCheck));
  const failed = names.filter((_, at) => outcomes[at] !== 0);
  return { passed: 0, failed: failed.length, notes: failed };
}

async function runCheck(name) {
  const started = Date.now();
  const runs = await Promise.all(COMMANDS[name].map((command) => runTool(command, 'pipe')));
  const code = runs.find((run) => run.code !== 0)?.code ?? 0;
  const output = runs.map((run) => run.output).join('');
  const seconds = Math.round((Date.now() - started) / 1000);
  console.log(
    `${code === 0 ? 'PASS' : 'FAIL'} ${name} (${seconds} s)${output.trim() && `\n${output.trim()}`}`,
  );
  return code;
}

async function runJest(tiers, flags) {
  if (tiers.length === 0) return { passed: 0, failed: 0, notes: [] };
  const folder = mkdtempSync(join(tmpdir(), 'banjie-jest-'));
  const outputFile = join(folder, 'result.json');
  try {
    const args = [
      'jest/bin/jest.js',
      '--json',
      `--outputFile=${outputFile}`,
      ...flags,
      '--selectProjects',
      ...tiers,
    ];
    const { code } = await runTool(args, ['ignore', 'ignore', 'inherit']);
    const result = existsSync(outputFile) ? JSON.parse(readFileSync(outputFile, 'utf8')) : undefined;
    return countJest(result, tiers, code);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs a program of one of our packages with this Node. */
async function runTool([program, ...args], stdio) {
  const child = spawn(process.execPath, [join(root, 'node_modules', program), ...args], {
    ...{ cwd: root, stdio },
    env: { ...process.env, BANJIE_TEST_ROOMS: '1' },
  });
  const output = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (data) => output.push(data));
  const code = await new Promise((done, fail) => {
    child.once('error', fail);
    child.once('close', (status) => done(status ?? 1));
  });
  return { code, output: Buffer.concat(output).toString() };
}
