// Health check of the worker's container: it has no port, but tells the ledger every few seconds that it lives.
import { hostname } from 'node:os';
import pg from 'pg';

const client = new pg.Client({ connectionString: process.env.DATABASE_URL, connectionTimeoutMillis: 5_000 });
try {
  await client.connect();
  const { rowCount } = await client.query(
    "SELECT 1 FROM worker_heartbeats WHERE starts_with(id, $1) AND at > now() - interval '30 seconds' AND engine_ok",
    [`${hostname()}-`],
  );
  process.exitCode = rowCount > 0 ? 0 : 1;
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  await client.end().catch(() => undefined);
}
