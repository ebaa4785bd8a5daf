import { PrismaPg } from '@prisma/adapter-pg';
import { Pool, type PoolConfig } from 'pg';
import { PrismaClient } from './generated/client';

export { Prisma } from './generated/client';
export type { PrismaClient } from './generated/client';

export interface ClientOptions {
  /** Connections at most. */
  max: number;
  /** How PostgreSQL lists the connections. */
  name?: string;
}

/** Nobody waits for a database that hangs: each limit ends in an error that says "try again". */
function settings(url: string, { max, name = 'banjie' }: ClientOptions): PoolConfig {
  return {
    connectionString: url,
    application_name: name,
    max,
    connectionTimeoutMillis: 5_000,
    statement_timeout: 15_000,
    query_timeout: 20_000,
    keepAlive: true,
  };
}

/** The one way to a Prisma client. */
export function createPrisma(url: string, options: ClientOptions): PrismaClient {
  // 'minimal': the other formats print the arguments of a failed query, and with them people's data, into logs.
  return new PrismaClient({ adapter: new PrismaPg(settings(url, options)), errorFormat: 'minimal' });
}

/** A plain pool with the same limits, for libraries that bring their own SQL (sessions, rate limits). */
export function createPool(url: string, options: ClientOptions): Pool {
  const pool = new Pool(settings(url, options));
  // An idle connection that breaks is replaced at the next use; without a listener it would end the process.
  pool.on('error', () => undefined);
  return pool;
}
