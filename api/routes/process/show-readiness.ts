import { z } from 'zod';
import { defaultMigrationsDir } from '../../../prisma/migrate';
import { readMigrations } from '../../../prisma/migrations-folder';
import { Refusal } from '../../../domain/errors';
import type { PrismaClient } from '../../../prisma/client';
import { readClockHealth } from '../../clock-health';
import { ALERT_WINDOW, readAlerts } from '../../lateness/alerts';
import { defineRoute } from '../../route';
import { alertSchema } from '../lateness/lateness-schema';

const readiness = z.strictObject({
  status: z.literal('ready'),
  clocks: z.strictObject({
    behindSince: z.string().nullable(),
    engine: z.enum(['ok', 'down']),
    workers: z.number().int(),
  }),
  /** What operators should look at; it does not make us unready. */
  warnings: z.array(z.strictObject({ code: z.literal('lateness-over-tolerance'), alert: alertSchema })),
});

export const showReadiness = defineRoute({
  operation: 'showReadiness',
  method: 'get',
  path: '/readyz',
  tag: 'process',
  summary: 'Whether commands can be taken, and since when clocks are behind',
  description:
    'Ready means PostgreSQL answers and every migration is applied. An engine that is down does not make it unready: commands go on, `clocks` tells. `warnings` are of the last hour.',
  answer: { status: 200, description: 'Commands can be taken', body: readiness },
  refuses: ['unavailable'],
  handle: async ({ deps }) => {
    await requireMigrations(deps.prisma);
    const alerts = await readAlerts(deps.prisma, ALERT_WINDOW, deps.config.simulation.enabled);
    return {
      status: 'ready' as const,
      clocks: await readClockHealth(deps.prisma),
      warnings: alerts.map((alert) => ({ code: 'lateness-over-tolerance' as const, alert })),
    };
  },
});

let expected: string[] | undefined;

async function requireMigrations(prisma: PrismaClient): Promise<void> {
  expected ??= readMigrations(defaultMigrationsDir()).migrationDirectories.map(({ path }) => path);
  const rows = await prisma.$queryRaw<{ name: string }[]>`
    select migration_name as name from _prisma_migrations where finished_at is not null and rolled_back_at is null`;
  const applied = new Set(rows.map((row) => row.name));
  const missing = expected.filter((name) => !applied.has(name));
  if (missing.length === 0) return;
  throw new Refusal(
    'unavailable',
    {
      zh: `数据库尚缺迁移：${missing.join('、')}`,
      en: `The database still lacks migrations: ${missing.join(', ')}`,
    },
    { retryAfterSeconds: 5 },
  );
}
