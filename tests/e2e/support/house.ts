import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Pool } from 'pg';
import { seedReference } from '../../../cli/demo/reference';
import { createPool } from '../../../prisma/client';
import { migrate } from '../../../prisma/migrate';
import { childEnv } from '../../../scripts/child-env';
import { realEffects } from '../../../scripts/engine/effects';
import { openEngine } from '../../../scripts/engine/open';
import type { Engine } from '../../../scripts/engine/start';
import { freePort } from '../../../scripts/ports';
import { startPostgres, type Postgres } from '../../../scripts/postgres';
import { APP_ROLE, letAppSignIn } from '../../../scripts/postgres/app-role';
import { withClient } from '../../../scripts/postgres/databases';
import { endWithParent } from '../../../scripts/process/guard';
import { createProgress } from '../../../scripts/progress';
import { makeTempDataDir, removeDataDir } from '../../../scripts/temp-dir';
import { issueTokens } from './people';

const ROOT = resolve(__dirname, '../../..');
const HOST = '127.0.0.1';
const START_LIMIT_MS = 60_000;
const PROGRAMS = { api: 'api/main.ts', worker: 'worker/main.ts' } as const;

/** The disk may lie to us, a killed process may not: what was committed is with the system, not with the process. */
const SETTINGS = { fsync: 'off', full_page_writes: 'off' };

export type Part = 'postgres' | 'engine' | 'api' | 'worker';

export interface HouseOptions {
  /** Scenario time minus real time, as a simulation keeps it; null: real time. */
  shiftMs: number | null;
  /** More of the environment of API and worker. */
  env?: Readonly<Record<string, string>>;
}

/** Every part of Banjie as a process of its own, with a database and an engine that a test may kill. */
export class House {
  private postgres: Postgres | null = null;
  private engine: Engine | null = null;
  private readonly programs = new Map<'api' | 'worker', ChildProcess>();
  private readonly said: string[] = [];
  private readonly appPassword = randomBytes(16).toString('hex');
  private readonly sessionSecret = randomBytes(32).toString('hex');
  private apiPort = 0;
  tokens: ReadonlyMap<string, string> = new Map();
  pool!: Pool;

  private constructor(
    private readonly dataDir: string,
    private options: HouseOptions,
  ) {}

  static async build(options: HouseOptions): Promise<House> {
    const house = new House(makeTempDataDir('house'), options);
    mkdirSync(house.engineDir);
    house.apiPort = await freePort();
    try {
      await house.start('postgres');
      const owner = house.postgresOrFail();
      await migrate({ url: owner.url() });
      await letAppSignIn(owner.url(), house.appPassword);
      house.pool = createPool(house.databaseUrl, { max: 4 });
      await seedReference(house.pool, '2015-01-01T00:00:00.000Z');
      house.tokens = await issueTokens(house.pool);
      await house.start('engine');
      await Promise.all([house.start('api'), house.start('worker')]);
      return house;
    } catch (error) {
      await house.close();
      throw error;
    }
  }

  get url(): string {
    return `http://${HOST}:${this.apiPort}`;
  }

  private get engineDir(): string {
    return join(this.dataDir, 'engine');
  }

  private get databaseUrl(): string {
    const { host, port } = this.postgresOrFail();
    return `postgresql://${APP_ROLE}:${this.appPassword}@${host}:${port}/banjie`;
  }

  private postgresOrFail(): Postgres {
    if (this.postgres === null) throw new Error('PostgreSQL is not running');
    return this.postgres;
  }

  private get env(): Record<string, string> {
    const outer = Object.entries(process.env).filter(
      ([name]) => !/^(BANJIE|TEMPORAL|JEST|DATABASE)_/.test(name),
    );
    const { shiftMs } = this.options;
    return {
      ...childEnv(
        {
          ...{ dataDir: this.dataDir, databaseUrl: this.databaseUrl, host: HOST, port: this.apiPort },
          ...{ temporalAddress: this.engine?.address ?? '', namespace: this.engine?.namespace ?? '' },
          ...{ sessionSecret: this.sessionSecret, simulation: shiftMs !== null, demo: false },
        },
        Object.fromEntries(outer),
      ),
      ...(shiftMs !== null && { BANJIE_SIMULATION_SHIFT_MS: String(shiftMs) }),
      BANJIE_LEDGER_SWEEP_MS: '500',
      ...this.options.env,
    };
  }

  /** Ends a part as a power cut would. */
  async kill(part: Part): Promise<void> {
    if (part === 'postgres' || part === 'engine') {
      const server = part === 'postgres' ? this.postgres : this.engine;
      if (server?.pid === undefined) throw new Error(`there is no ${part} of ours to kill`);
      process.kill(server.pid, 'SIGKILL');
      await server.exited;
      return;
    }
    const child = this.programs.get(part);
    this.programs.delete(part);
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }

  /** Starts a part and resolves when it can be used. */
  async start(part: Part): Promise<void> {
    switch (part) {
      case 'postgres':
        this.postgres = await startPostgres({ dataDir: join(this.dataDir, 'database'), settings: SETTINGS });
        return;
      case 'engine':
        this.engine = await this.openEngine();
        return;
      case 'api':
        this.startProgram('api', { BANJIE_SIMULATION: 'true' });
        await this.until('the API', () => this.answers('/healthz'));
        return;
      case 'worker': {
        const mark = this.said.length;
        this.startProgram('worker', {});
        await this.until('the worker', () =>
          this.said.slice(mark).some((line) => line.includes('worker ready')),
        );
      }
    }
  }

  /** Goes on in another time; API and worker start anew. */
  async changeTime(options: HouseOptions): Promise<void> {
    await Promise.all([this.kill('api'), this.kill('worker')]);
    this.options = options;
    await Promise.all([this.start('api'), this.start('worker')]);
  }

  private openEngine(): Promise<Engine> {
    const progress = createProgress(process.stderr);
    // An engine that runs elsewhere must not be killed.
    const env = { ...process.env, TEMPORAL_ADDRESS: undefined };
    return openEngine({
      ...{ dataDir: this.engineDir, postgres: this.postgresOrFail(), historyShards: 16 },
      ...{ progress: { ...progress, line: () => undefined }, effects: realEffects(progress, env) },
    });
  }

  /** The engine loses everything it knew, as if its database had been dropped by mistake. */
  async loseEngine(): Promise<void> {
    await this.kill('engine');
    rmSync(join(this.engineDir, 'engine.sqlite'), { force: true });
    await withClient(this.postgresOrFail().url('postgres'), async (client) => {
      for (const database of ['temporal', 'temporal_visibility'])
        await client.query(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`);
    });
  }

  private startProgram(name: 'api' | 'worker', env: Record<string, string>): void {
    const child = spawn(process.execPath, ['--import', 'tsx', PROGRAMS[name]], {
      ...{ cwd: ROOT, env: { ...this.env, ...env } },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    endWithParent(child, 'SIGKILL');
    for (const stream of [child.stdout, child.stderr])
      createInterface({ input: stream }).on('line', (line) => void this.said.push(`${name} ${line}`));
    this.programs.set(name, child);
  }

  private async answers(path: string): Promise<boolean> {
    try {
      return (await fetch(this.url + path, { signal: AbortSignal.timeout(2_000) })).ok;
    } catch {
      return false;
    }
  }

  private async until(what: string, isReady: () => Promise<boolean> | boolean): Promise<void> {
    const end = Date.now() + START_LIMIT_MS;
    while (!(await isReady())) {
      if (Date.now() > end) throw new Error(`${what} is not ready: ${this.lastWords()}`);
      await sleep(100);
    }
  }

  /** What API and worker said last, for a failing test. */
  lastWords(): string {
    return this.said.slice(-8).join('\n');
  }

  /** A command of `banjie`, as an operator types it; answers what it printed as JSON. */
  async banjie<T>(...args: string[]): Promise<T> {
    const run = promisify(execFile);
    const { stdout } = await run(process.execPath, ['--import', 'tsx', 'cli/main.ts', ...args, '--json'], {
      ...{ cwd: ROOT, env: this.env },
    });
    return JSON.parse(stdout) as T;
  }

  /** Ends everything, whatever has happened to it. */
  async close(): Promise<void> {
    await Promise.all([this.kill('api'), this.kill('worker')]);
    await this.pool?.end().catch(() => undefined);
    await this.engine?.stop();
    await this.postgres?.stop();
    removeDataDir(join(this.dataDir, 'database'));
    removeDataDir(this.dataDir);
  }
}
