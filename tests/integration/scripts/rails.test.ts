import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';

jest.setTimeout(180_000);

const ROOT = resolve(__dirname, '../../..');

interface Snippet {
  readonly title: string;
  /** A file that exists, so that the type-aware rules know its place; its content is replaced. */
  readonly file: string;
  readonly code: string;
  /** The rule that must bite, or null when the snippet is allowed. */
  readonly rule: string | null;
}

const IMPORT = 'boundaries/dependencies';
const SYNTAX = 'no-restricted-syntax';
const IMPORTS = '@typescript-eslint/no-restricted-imports';
const DOMAIN = 'domain/errors.ts';
const LEDGER = 'ledger/append.ts';
const WORKFLOW = 'workflows/activity-profiles.ts';
const API = 'api/app.ts';

const many = (lines: number, inside: string): string =>
  Array.from({ length: lines }, (_, at) => inside.replace('#', String(at))).join('\n');
const importing = (from: string): string => `import * as other from '${from}';\nexport const used = other;\n`;
const importingType = (from: string): string =>
  `import type * as other from '${from}';\nexport type Used = typeof other;\n`;

const SNIPPETS: readonly Snippet[] = [
  {
    title: 'domain may not import the ledger',
    file: DOMAIN,
    code: importing('../ledger/append'),
    rule: IMPORT,
  },
  {
    title: 'domain may not import the configuration',
    file: DOMAIN,
    code: importing('../config/env'),
    rule: IMPORT,
  },
  { title: 'ledger may import domain', file: LEDGER, code: importing('../domain/errors'), rule: null },
  { title: 'ledger may not import the API', file: LEDGER, code: importing('../api/app'), rule: IMPORT },
  {
    title: 'workflows may not import activities',
    file: WORKFLOW,
    code: importing('../activities/index'),
    rule: IMPORT,
  },
  {
    title: 'workflows may know the types of activities',
    file: WORKFLOW,
    code: importingType('../activities/index'),
    rule: null,
  },
  {
    title: 'workflows may not import the ledger',
    file: WORKFLOW,
    code: importing('../ledger/append'),
    rule: IMPORT,
  },
  {
    title: 'activities may not import workflows',
    file: 'activities/index.ts',
    code: importing('../workflows/messages'),
    rule: IMPORT,
  },
  { title: 'the API may not import the worker', file: API, code: importing('../worker/run'), rule: IMPORT },
  {
    title: 'the API may import the messages',
    file: API,
    code: importing('../workflows/messages'),
    rule: null,
  },
  {
    title: 'the API may not import a workflow',
    file: API,
    code: importing('../workflows/case'),
    rule: IMPORT,
  },
  {
    title: 'nobody imports scripts',
    file: 'worker/run.ts',
    code: importing('../scripts/ports'),
    rule: IMPORT,
  },
  {
    title: 'scripts may import anything',
    file: 'scripts/ports.ts',
    code: importing('../tests/support/services'),
    rule: null,
  },
  { title: 'workflows may not import Node', file: WORKFLOW, code: importing('node:crypto'), rule: IMPORTS },
  { title: 'workflows may not import zod', file: WORKFLOW, code: importing('zod'), rule: IMPORTS },
  { title: 'domain may not do I/O', file: DOMAIN, code: importing('node:fs'), rule: IMPORTS },
  { title: 'domain may hash', file: DOMAIN, code: importing('node:crypto'), rule: null },
  { title: 'domain reads no clock', file: DOMAIN, code: 'export const at = Date.now();', rule: SYNTAX },
  {
    title: 'ledger makes no dates',
    file: LEDGER,
    code: "export const at = new Date('2026-01-01');",
    rule: SYNTAX,
  },
  {
    title: 'one file turns instants into dates',
    file: 'domain/calendar/instant.ts',
    code: 'export const at = (text: string): Date => new Date(text);',
    rule: null,
  },
  {
    title: 'and it reads no clock either',
    file: 'domain/calendar/instant.ts',
    code: 'export const at = Date.now();',
    rule: SYNTAX,
  },
  {
    title: 'the environment is read in config only',
    file: API,
    code: "export const home = process.env['HOME'];",
    rule: SYNTAX,
  },
  {
    title: 'config reads the environment',
    file: 'config/env.ts',
    code: "export const home = process.env['HOME'];",
    rule: null,
  },
  { title: 'no default exports', file: LEDGER, code: 'export default 1;', rule: SYNTAX },
  {
    title: 'no async validators',
    file: WORKFLOW,
    code: "import { defineUpdate, setHandler } from '@temporalio/workflow';\nsetHandler(defineUpdate<string>('u'), () => 'x', { validator: async () => { await Promise.resolve(); } });",
    rule: SYNTAX,
  },
  {
    title: 'a validator is synchronous',
    file: WORKFLOW,
    code: "import { defineUpdate, setHandler } from '@temporalio/workflow';\nsetHandler(defineUpdate<string>('u'), () => 'x', { validator: () => undefined });",
    rule: null,
  },
  {
    title: 'no import cycles',
    file: 'scripts/ports.ts',
    code: importing('./postgres'),
    rule: 'import-x/no-cycle',
  },
  {
    title: 'no any',
    file: LEDGER,
    code: 'export const any = (x: any): number => (x ? 1 : 0);',
    rule: '@typescript-eslint/no-explicit-any',
  },
  {
    title: 'no floating promises',
    file: LEDGER,
    code: 'export const go = (): void => { Promise.resolve(1); };',
    rule: '@typescript-eslint/no-floating-promises',
  },
  {
    title: 'types are imported as types',
    file: LEDGER,
    code: "import { Pool } from 'pg';\nexport const use = (pool: Pool): Pool => pool;",
    rule: '@typescript-eslint/consistent-type-imports',
  },
  {
    title: 'no loose equality',
    file: LEDGER,
    code: 'export const same = (a: number, b: number): boolean => a == b;',
    rule: 'eqeqeq',
  },
  {
    title: 'switches are exhaustive',
    file: LEDGER,
    code: "export function say(a: 'x' | 'y'): number {\n  switch (a) {\n    case 'x':\n      return 1;\n  }\n  return 2;\n}",
    rule: '@typescript-eslint/switch-exhaustiveness-check',
  },
  {
    title: 'files stop at 400 lines',
    file: LEDGER,
    code: many(401, 'export const line# = 1;'),
    rule: 'max-lines',
  },
  {
    title: 'test files stop at 600 lines',
    file: 'tests/support/services.ts',
    code: many(401, 'export const line# = 1;'),
    rule: null,
  },
  {
    title: 'functions stop at 60 lines',
    file: LEDGER,
    code: `export function long(): void {\n${many(61, '  void #;')}\n}`,
    rule: 'max-lines-per-function',
  },
];

/** ESLint loads its configuration as a module, which the test runner's own loader cannot; a Node of its own can. */
function lintAll(): string[][] {
  const program = `
    import { ESLint } from 'eslint';
    const eslint = new ESLint({ cwd: ${JSON.stringify(ROOT)} });
    const found = [];
    for (const { file, code } of JSON.parse(process.argv[1])) {
      const [result] = await eslint.lintText(code, { filePath: file });
      found.push(result.messages.map((message) => message.ruleId ?? message.message));
    }
    console.log(JSON.stringify(found));`;
  const args = ['--input-type=module', '-e', program, JSON.stringify(SNIPPETS)];
  return JSON.parse(
    execFileSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8', maxBuffer: 1e8 }),
  ) as string[][];
}

describe('the lint rails', () => {
  let found: string[][];
  beforeAll(() => (found = lintAll()));

  it.each(SNIPPETS.map((snippet, at) => ({ ...snippet, at })))('$title', ({ rule, at }) => {
    const rails = new Set(SNIPPETS.map((snippet) => snippet.rule));
    const bitten = found[at]!.filter((id) => rails.has(id) || !id.includes('/'));
    expect(bitten.filter((id) => id !== 'no-unused-vars')).toEqual(
      rule === null ? [] : expect.arrayContaining([rule]),
    );
  });
});
