// `node scripts/with-tsx.mjs FILE …`: runs a TypeScript program of ours after making sure that it can run.
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bootstrap, runMain } from './bootstrap.mjs';

await runMain(async () => {
  // To standard error: a program's own output must stay readable by other programs.
  await bootstrap((line) => console.error(line));
  const [file, ...args] = process.argv.slice(2);
  if (!file) throw new Error('Usage: node scripts/with-tsx.mjs FILE [arguments]');
  process.argv = [process.argv[0], resolve(file), ...args];
  await import('tsx');
  await import(pathToFileURL(resolve(file)).href);
});
