// `npm run year`: lives a year of a city on the real engine and leaves its bulletins, records and reports in output/year/.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { bootstrap, root, runMain } from './bootstrap.mjs';
import { runTestFile } from './run-test-file.mjs';

await runMain(async () => {
  await bootstrap();
  const folder = join(root, 'output', 'year');
  rmSync(folder, { recursive: true, force: true });
  process.exitCode = await runTestFile({
    ...{ project: 'e2e', file: 'tests/e2e/year.test.ts' },
    env: { JEST_YEAR_OUTPUT: folder },
  });
  console.log(`Papers of the year: ${folder}`);
});
