/** One project per tier; `scripts/test.mjs` runs them all and adds their counts together. */
const transform = {
  '^.+\\.(t|j|mj)sx?$': [
    '@swc/jest',
    { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
  ],
};
const esmOnly = [
  'file-type',
  'strtok3',
  'token-types',
  'uint8array-extras',
  '@tokenizer',
  '@borewit',
  'openid-client',
  'oauth4webapi',
  'jose',
  '@prisma/schema-engine-wasm',
  '@sparticuz',
];
const base = {
  rootDir: __dirname,
  testEnvironment: 'node',
  transform,
  transformIgnorePatterns: [`/node_modules/(?!(${esmOnly.join('|')})/)`],
  modulePathIgnorePatterns: ['<rootDir>/data/', '<rootDir>/dist/'],
};
const tier = (name, extra = {}) => ({
  ...base,
  displayName: name,
  testMatch: [`<rootDir>/tests/${name}/**/*.test.ts`],
  ...extra,
});
const servers = {
  globalSetup: '<rootDir>/tests/support/global-setup.ts',
  globalTeardown: '<rootDir>/tests/support/global-teardown.ts',
};
/** `npm test` runs unit tests a room at a time (tests/support/room.ts); jest by itself runs the files it is given. */
const unit = process.env.BANJIE_TEST_ROOMS === '1' ? { testMatch: ['<rootDir>/tests/unit/*.room.ts'] } : {};
module.exports = {
  projects: [
    tier('unit', unit),
    tier('property'),
    tier('workflow', servers),
    tier('replay'),
    tier('integration', servers),
    tier('api', servers),
    tier('e2e', servers),
    tier('browser', servers),
  ],
};
