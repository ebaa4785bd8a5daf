// `npm start`: everything from a fresh clone to a running bureau.
import { bootstrap, runMain } from './bootstrap.mjs';
import { ensureWeb } from './build-web.mjs';

await runMain(async () => {
  await bootstrap();
  await ensureWeb();
  await import('tsx');
  const { default: program } = await import('./serve.ts');
  await program.serve(process.argv.slice(2));
});
