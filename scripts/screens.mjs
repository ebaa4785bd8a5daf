// `npm run screens`: photographs every screen at both sizes and in both languages into screens/.
import { join } from 'node:path';
import { bootstrap, root, runMain } from './bootstrap.mjs';
import { ensureWeb } from './build-web.mjs';
import { runTestFile } from './run-test-file.mjs';

await runMain(async () => {
  await bootstrap();
  await ensureWeb();
  const folder = join(root, 'screens');
  process.exitCode = await runTestFile({
    ...{ project: 'browser', file: 'tests/browser/every-screen.test.ts', args: process.argv.slice(2) },
    env: { JEST_SCREENS: folder },
  });
  console.log(`Pictures: ${folder}`);
});
