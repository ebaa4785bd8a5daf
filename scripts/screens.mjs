// `npm run screens`: photographs every screen at both sizes and in both languages into screens/.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { bootstrap, root, runMain } from './bootstrap.mjs';
import { ensureWeb } from './build-web.mjs';

await runMain(async () => {
  await bootstrap();
  await ensureWeb();
  const args = [
    '--selectProjects',
    'browser',
    '--forceExit',
    'tests/browser/every-screen.test.ts',
    ...process.argv.slice(2),
  ];
  const child = spawn(process.execPath, [join(root, 'node_modules', 'jest', 'bin', 'jest.js'), ...args], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, JEST_SCREENS: join(root, 'screens') },
  });
  process.exitCode = await new Promise((done, fail) => {
    child.once('error', fail);
    child.once('exit', (code) => done(code ?? 1));
  });
  console.log(`Pictures: ${join(root, 'screens')}`);
});
