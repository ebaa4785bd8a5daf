import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { testDatabase, type TestDatabase } from '../support/services';
import { createPrisma } from '../../prisma/client';
import { addPerson } from './support/bureau';
import { OpenPage } from './support/events';
import { ask } from './support/http';

const ROOT = join(__dirname, '../..');
let database: TestDatabase;
let child: ChildProcess;
let url: string;

beforeAll(async () => {
  database = await testDatabase();
  child = spawn(process.execPath, ['--import', 'tsx', 'api/main.ts'], {
    cwd: ROOT,
    env: {
      PATH: process.env['PATH'],
      DATABASE_URL: database.url,
      BANJIE_SESSION_SECRET: 'a secret of the tests, thirty-two characters',
      BANJIE_API_PORT: '0',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const text of createInterface({ input: child.stdout! })) {
    const line = JSON.parse(text) as Record<string, unknown>;
    if (line['event'] !== 'ready') continue;
    expect(line).toMatchObject({ level: 'info', msg: 'api ready' });
    url = `http://127.0.0.1:${Number(line['port'])}`;
    break;
  }
}, 60_000);
afterAll(async () => {
  if (child.exitCode === null) child.kill('SIGKILL');
  await database.drop();
});

it('starts, answers with figures of the process, and ends on SIGTERM with code 0', async () => {
  expect((await ask(url, 'GET', '/readyz')).body).toMatchObject({
    status: 'ready',
    clocks: { engine: 'down', workers: 0 },
  });
  expect((await ask(url, 'GET', '/metrics')).text).toContain('process_cpu_seconds_total');
  const prisma = createPrisma(database.url, { max: 1 });
  const { token } = await addPerson(prisma);
  await prisma.$disconnect();
  // An open page must not keep the process from ending, nor does it break off in the middle of something.
  const page = await OpenPage.open(url, { token });
  await page.nextOf('ready');
  child.kill('SIGTERM');
  expect(await page.next()).toBeNull();
  expect(await once(child, 'exit')).toEqual([0, null]);
}, 30_000);
