import { setTimeout as sleep } from 'node:timers/promises';
import { type Postgres, startPostgres } from '../../../scripts/postgres';
import { adminClient, withClient } from '../../../scripts/postgres/databases';
import { makeTempDataDir, removeDataDir } from '../../../scripts/temp-dir';

jest.setTimeout(120_000);

const HELD = 'pre-existing shared memory block';

/** A server of its own: other tests' servers must not be killed. */
describe('startPostgres after kill -9 of the one before', () => {
  let dataDir: string;
  let postgres: Postgres;

  beforeAll(async () => {
    dataDir = makeTempDataDir('postgres');
    postgres = await startPostgres({ dataDir });
  });

  afterAll(async () => {
    await postgres.stop();
    removeDataDir(dataDir);
  });

  it('waits for a server process that has not noticed yet, and keeps what was committed', async () => {
    await withClient(postgres.url(), (client) =>
      client.query('CREATE TABLE kept AS SELECT generate_series(1, 3) AS id'),
    );
    const client = adminClient(postgres.url());
    client.on('error', () => undefined); // its server is killed beneath it
    await client.connect();
    const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    const leftover = rows[0]!.pid;

    process.kill(leftover, 'SIGSTOP');
    process.kill(postgres.pid, 'SIGKILL');
    await postgres.exited;

    const said: string[] = [];
    const starting = startPostgres({ dataDir, onLog: (line) => said.push(line) });
    try {
      while (!said.some((line) => line.includes(HELD))) await sleep(20);
    } finally {
      process.kill(leftover, 'SIGCONT');
    }
    postgres = await starting;
    await client.end().catch(() => undefined);

    const kept = await withClient(postgres.url(), (open) =>
      open.query('SELECT count(*)::int AS n FROM kept'),
    );
    expect(kept.rows).toEqual([{ n: 3 }]);
  });
});
