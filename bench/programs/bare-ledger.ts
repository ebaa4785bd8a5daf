import type { Pool } from 'pg';
import { createPool, createPrisma, type PrismaClient } from '../../prisma/client';
import { type Load, runLoad } from '../load';
import { serveTasks } from './serve';

export interface BareLedgerLoad {
  readonly clients: number;
  readonly ms: number;
  /** `prisma`: a model read by Prisma and one raw call, as the design was measured; `pg`: the same two with the driver alone. */
  readonly by: 'prisma' | 'pg';
}

interface Row {
  seq: number;
  state: object;
}

/** A multiple of the clients, so that no two of them ever meet on a case. */
const CASES = 1_024;
const url = process.env['DATABASE_URL'] ?? '';
const pool: Pool = createPool(url, { max: 16 });
const prisma: PrismaClient = createPrisma(url, { max: 16 });

async function withPg(id: string): Promise<void> {
  const { rows } = await pool.query<Row>({
    name: 'read',
    text: 'SELECT seq, state FROM bare_cases WHERE id = $1',
    values: [id],
  });
  const [row] = rows;
  if (row === undefined) throw new Error(`no ${id}`);
  await pool.query({
    name: 'append',
    text: 'SELECT bare_append($1, $2, $3, $4)',
    values: [id, row.seq, JSON.stringify(row.state), JSON.stringify({ type: 'Noted', text: 'a word' })],
  });
}

async function withPrisma(id: string): Promise<void> {
  const found = await prisma.workerHeartbeat.findUnique({ where: { id } });
  if (found === null) throw new Error(`no ${id}`);
  const row = found.detail as unknown as Row;
  const [state, event] = [JSON.stringify(row.state), JSON.stringify({ type: 'Noted', text: 'a word' })];
  await prisma.$executeRaw`SELECT bare_append(${id}, ${row.seq}::int, ${state}::jsonb, ${event}::jsonb)`;
}

serveTasks(
  {
    load({ clients, ms, by }: BareLedgerLoad): Promise<Load> {
      const append = by === 'pg' ? withPg : withPrisma;
      let turn = 0;
      return runLoad(clients, ms, (lane) => {
        turn += 1;
        // Every lane has cases of its own, as commands have in ours.
        const id = `bare-${(turn * 16 + lane) % CASES}`;
        return () => append(id);
      });
    },
  },
  async () => {
    await pool.end();
    await prisma.$disconnect();
  },
);
