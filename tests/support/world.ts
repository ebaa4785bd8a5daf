import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Pool } from 'pg';
import { DEMO_ORGANISATIONS, demoPath } from '../../cli/demo/organisations';
import { demoPersonId } from '../../cli/demo/people';
import { seedReference } from '../../cli/demo/reference';
import type { Actor } from '../../domain/actor';
import { commandSchemas, type Command, type CommandType } from '../../domain/case/commands';
import type { Role } from '../../domain/roles';
import { createLedger, type Ledger } from '../../ledger/ledger';
import { publishProgramme } from '../../ledger/publish';
import type { Receipt } from '../../ledger/read';
import { createPool } from '../../prisma/client';
import { testDatabase, type TestDatabase } from './services';

/** A database with the demo's places, people, programmes and calendars, and the ledger over it. */
export interface World {
  database: TestDatabase;
  pool: Pool;
  ledger: Ledger;
  close(): Promise<void>;
}

export async function makeWorld(): Promise<World> {
  const database = await testDatabase();
  const pool = createPool(database.url, { max: 10 });
  await seedReference(pool, '2024-01-01T00:00:00.000Z');
  return {
    database,
    pool,
    ledger: createLedger(pool),
    async close() {
      await pool.end();
      await database.drop();
    },
  };
}

/** Publishes a programme that only tests know, in force at once. */
export async function publishFixture(world: World, name: string): Promise<void> {
  const file = join(__dirname, '../fixtures/programmes', `${name}.yaml`);
  const input = { text: readFileSync(file, 'utf8'), file, by: null, now: '2024-01-01T00:00:00.000Z' };
  await publishProgramme(world.pool, input);
}

/** The person of the demo who holds this post. */
export function actorAt(role: Role, organisationId: string): Actor {
  const place = DEMO_ORGANISATIONS.find((o) => o.id === organisationId);
  if (place === undefined) throw new Error(`no organisation ${organisationId} in the demo`);
  return {
    personId: demoPersonId(role, organisationId),
    displayName: role,
    posts: [{ role, level: place.level, organisationId, orgPath: demoPath(organisationId) }],
    via: 'session',
  };
}

/** A command as the API would parse it: defaults filled in. */
export function command<T extends CommandType>(type: T, data: object = {}): Command {
  return { type, data: commandSchemas[type].parse(data) } as Command;
}

export interface Step {
  by: Actor;
  at: string;
  type: CommandType;
  data?: object;
}

/** Opens a case and submits it. */
export function openCase(
  world: World,
  about: {
    programme: string;
    kind?: 'PROJECT' | 'MATTER';
    place: string;
    title?: string;
    by: Actor;
    at: string;
  },
): Promise<Receipt> {
  return world.ledger.open({
    programmeCode: about.programme,
    kind: about.kind ?? 'PROJECT',
    title: about.title ?? '小区自行车库接电',
    organisationId: about.place,
    suggestions: [],
    submit: true,
    actor: about.by,
    now: about.at,
    key: randomUUID(),
  });
}

/** Gives one command through the ledger. */
export function give(world: World, caseId: string, step: Step, key: string = randomUUID()): Promise<Receipt> {
  return world.ledger.append({
    caseId,
    command: command(step.type, step.data),
    actor: step.by,
    now: step.at,
    key,
  });
}
