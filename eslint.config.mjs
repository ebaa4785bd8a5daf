import boundaries from 'eslint-plugin-boundaries';
import importX from 'eslint-plugin-import-x';
import prettier from 'eslint-config-prettier';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/** Which room may import which: the arrows of docs/architecture.md. Anything that is not here is an error. */
const ARROWS = {
  domain: [],
  config: [],
  prisma: [],
  ledger: ['domain', 'prisma'],
  workflows: ['domain'],
  activities: ['ledger', 'domain', 'prisma'],
  worker: ['workflows', 'activities', 'ledger', 'domain', 'prisma', 'config'],
  api: ['ledger', 'domain', 'prisma', 'config'],
  cli: ['domain', 'ledger', 'prisma', 'config'],
  // The generated types of the API are all it knows of us.
  web: [],
};
const ROOMS = [...Object.keys(ARROWS), 'scripts', 'tests', 'bench'];
/** Rooms that stand outside the product: they start, test or measure it. */
const OUTSIDE = ['scripts', 'tests', 'bench'];

const folder = (room) => ({ element: { type: room } });
const allow = (from, to, dependency) => ({
  from: folder(from),
  allow: { to: to.map(folder), ...(dependency && { dependency }) },
});
const policies = [
  ...Object.entries(ARROWS).map(([from, to]) => allow(from, [from, ...to])),
  ...OUTSIDE.map((from) =>
    allow(from, from === 'scripts' ? ROOMS.filter((room) => room !== 'bench') : ROOMS),
  ),
  // A workflow knows the shape of its activities, never their code; API and command line know the messages, never the workflows.
  { from: folder('workflows'), allow: { to: folder('activities'), dependency: { kind: 'type' } } },
  ...['api', 'cli'].map((room) => ({
    from: folder(room),
    allow: { to: { element: { type: 'workflows' }, file: { categories: 'messages' } } },
  })),
];

const SIZES = {
  'max-lines': ['error', { max: 400, skipBlankLines: false, skipComments: false }],
  'max-lines-per-function': ['error', { max: 60 }],
};
const TEST_SIZES = { 'max-lines': ['error', { max: 600 }], 'max-lines-per-function': 'off' };

const ASYNC_VALIDATOR = {
  selector: 'CallExpression[callee.name="setHandler"] Property[key.name="validator"][value.async=true]',
  message:
    'An update validator must be synchronous: an async one fails every workflow task and the case is stuck.',
};
const READS_CLOCK = [
  {
    selector: 'NewExpression[callee.name="Date"]',
    message: 'Time is an argument: pass the instant in as a string.',
  },
  {
    selector: 'CallExpression[callee.object.name="Date"][callee.property.name="now"]',
    message: 'Time is an argument: pass `now` in.',
  },
];
const READS_ENVIRONMENT = {
  selector: 'MemberExpression[object.name="process"][property.name="env"]',
  message: 'The environment is parsed once, in config/env.ts; take the value as an argument.',
};
const DEFAULT_EXPORT = {
  selector: 'ExportDefaultDeclaration',
  message: 'Export by name, so that a search finds it.',
};
const restricted = (...rules) => ({ 'no-restricted-syntax': ['error', ...rules] });

const NODE_BUILTINS = { regex: '^node:', message: 'Workflow code runs in a sandbox without Node.' };
const ZOD = {
  regex: '^zod(/|$)',
  message: 'The bundle is evaluated for every case: parse at the edges instead.',
};
const IO_BUILTINS = {
  regex: '^node:(fs|net|http|https|http2|child_process|dns|os|tls|worker_threads|timers)',
  message: 'The domain is pure: take what you need as an argument.',
};

export default tseslint.config(
  {
    ignores: [
      'node_modules/',
      'data/',
      'dist/',
      'coverage/',
      'prisma/generated/',
      'test-results/',
      'web/src/api/generated/',
      'screens/',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.strictTypeChecked, prettier],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { boundaries, 'import-x': importX },
    settings: {
      'boundaries/elements': ROOMS.map((room) => ({ type: room, pattern: room, partialMatch: false })),
      'boundaries/files': [{ category: 'messages', pattern: 'workflows/messages{.ts,/**/*.ts}' }],
      'import-x/resolver': {
        typescript: {
          project: ['tsconfig.json', 'web/tsconfig.json', 'tests/browser/tsconfig.json'],
          noWarnOnMultipleProjects: true,
        },
      },
      'import/resolver': {
        typescript: {
          project: ['tsconfig.json', 'web/tsconfig.json', 'tests/browser/tsconfig.json'],
          noWarnOnMultipleProjects: true,
        },
      },
      'import-x/extensions': ['.ts', '.tsx'],
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts', '.tsx'] },
      'import-x/ignore': ['node_modules'],
    },
    rules: {
      ...SIZES,
      ...restricted(READS_ENVIRONMENT, DEFAULT_EXPORT),
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'off',
      'boundaries/dependencies': ['error', { default: 'disallow', policies }],
      'import-x/no-cycle': ['error', { ignoreExternal: true }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-unused-vars': [
        'error',
        {
          argsIgnorePattern: '^_',
          varsIgnorePattern: '^_',
          destructuredArrayIgnorePattern: '^_',
          ignoreRestSiblings: true,
        },
      ],
      // Numbers are plain to read in a message; everything else in a template is a mistake.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // `noUncheckedIndexedAccess` asks for the checks that this rule would call needless.
      '@typescript-eslint/no-unnecessary-condition': 'off',
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      '@typescript-eslint/no-invalid-void-type': ['error', { allowAsThisParameter: true }],
    },
  },
  {
    files: ['domain/**/*.ts', 'ledger/**/*.ts'],
    rules: restricted(READS_ENVIRONMENT, DEFAULT_EXPORT, ...READS_CLOCK),
  },
  {
    files: ['domain/calendar/instant.ts'],
    rules: restricted(READS_ENVIRONMENT, DEFAULT_EXPORT, READS_CLOCK[1]),
  },
  {
    files: ['domain/**/*.ts'],
    rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns: [IO_BUILTINS] }] },
  },
  {
    files: ['workflows/**/*.ts'],
    rules: {
      ...restricted(READS_ENVIRONMENT, DEFAULT_EXPORT, ASYNC_VALIDATOR),
      '@typescript-eslint/no-restricted-imports': ['error', { patterns: [NODE_BUILTINS, ZOD] }],
    },
  },
  { files: ['config/**/*.ts', 'scripts/**/*.ts', 'bench/**/*.ts'], rules: restricted(DEFAULT_EXPORT) },
  {
    files: ['tests/**/*.ts'],
    rules: {
      ...TEST_SIZES,
      ...restricted(DEFAULT_EXPORT),
      // Tests hand over wrong values on purpose and look into parsed JSON.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/require-await': 'off',
    },
  },
  {
    files: ['web/src/**/*.ts', 'web/src/**/*.tsx'],
    extends: [reactHooks.configs.flat['recommended-latest']],
    rules: {
      // A screen's code is fetched when it is opened, and a handler of a click may be asynchronous: React awaits none.
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
    },
  },
  { files: ['web/src/**/*.tsx'], rules: { 'max-lines-per-function': ['error', { max: 120 }] } },
  // What jest, Vite and Prisma read must be a default export.
  {
    files: ['*.config.ts', 'web/*.config.ts', 'tests/support/global-*.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  { files: ['**/*.mjs', '**/*.cjs', '**/*.js'], extends: [prettier], rules: { ...SIZES, eqeqeq: 'error' } },
);
