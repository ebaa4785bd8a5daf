import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const ROOT = resolve(__dirname, '../../..');
const path = (tier: string): string => join(ROOT, 'tests', tier, 'x.test.ts');
const result = (parts: object): object => ({
  numPassedTests: 0,
  numFailedTests: 0,
  numRuntimeErrorTestSuites: 0,
  testResults: [{ name: path('unit') }],
  ...parts,
});

/** These scripts run before any package is installed and are plain modules, so they are asked in a Node of their own. */
function ask(module: string, expression: string, ...values: unknown[]): unknown {
  const url = pathToFileURL(join(ROOT, 'scripts', module)).href;
  const program = `const m = await import(${JSON.stringify(url)}); const v = ${JSON.stringify(values)};
    console.log(JSON.stringify(await (${expression})));`;
  return JSON.parse(
    execFileSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' }),
  );
}

describe('npm test', () => {
  it('adds up what jest reports', () => {
    const cases: [object | null, string[], number][] = [
      [result({ numPassedTests: 7 }), ['unit'], 0],
      [result({ numPassedTests: 7, numFailedTests: 2, numRuntimeErrorTestSuites: 1 }), ['unit'], 1],
      [result({ numPassedTests: 7 }), ['unit', 'replay'], 0],
      [result({ numPassedTests: 7 }), ['unit'], 1],
      [null, ['workflow', 'api'], 1],
    ];
    const counted = ask(
      'test-tiers.mjs',
      'v[0].map(([r, tiers, code]) => m.countJest(r ?? undefined, tiers, code))',
      cases,
    );
    expect(counted).toEqual([
      { passed: 7, failed: 0, notes: [] },
      { passed: 7, failed: 3, notes: ['1 test files could not be run'] },
      { passed: 7, failed: 1, notes: ['replay: no test ran'] },
      { passed: 7, failed: 1, notes: ['jest ended with code 1'] },
      { passed: 0, failed: 2, notes: ['workflow: did not run', 'api: did not run'] },
    ]);
  });

  it('counts a tier without tests as a failure and ends with one plain line', () => {
    const root = mkdtempSync(join(tmpdir(), 'banjie-unit-'));
    mkdirSync(join(root, 'tests', 'unit', 'deep'), { recursive: true });
    writeFileSync(join(root, 'tests', 'unit', 'deep', 'a.test.ts'), '');
    mkdirSync(join(root, 'tests', 'api'));
    const asked = ask(
      'test-tiers.mjs',
      '[m.emptyTiers(v[0], ["unit", "api", "e2e"]), m.finalLine(3, 1), m.chooseTiers(["api", "unit"])]',
      root,
    );
    rmSync(root, { recursive: true });
    expect(asked).toEqual([['api', 'e2e'], 'Tests: 3 passed, 1 failed', ['unit', 'api']]);
  });
});

describe('the bootstrap', () => {
  it('compares Node versions number by number', () => {
    const pairs = [
      ['20.19.0', '20.19.0'],
      ['22.1.0', '20.19.0'],
      ['20.9.0', '20.19.0'],
      ['18.20.0', '20.19.0'],
    ];
    expect(
      ask('bootstrap.mjs', 'v[0].map(([have, wanted]) => m.isNodeNewEnough(have, wanted))', pairs),
    ).toEqual([...[true, true, false, false]]);
  });

  it('sees that packages are missing, installed, or older than the lock file', () => {
    const root = mkdtempSync(join(tmpdir(), 'banjie-unit-'));
    const isFresh = (): unknown => ask('bootstrap.mjs', 'm.arePackagesFresh(v[0])', root);
    writeFileSync(join(root, 'package-lock.json'), 'one');
    const before = isFresh();
    mkdirSync(join(root, 'node_modules'));
    writeFileSync(join(root, 'node_modules', '.package-lock.json'), '{}');
    const installed = isFresh();
    writeFileSync(join(root, 'node_modules', '.banjie-lock'), 'hash of another lock file');
    const changed = isFresh();
    rmSync(root, { recursive: true });
    expect([before, installed, changed]).toEqual([false, true, false]);
  });
});
