import { randomUUID } from 'node:crypto';
import { demoPersonId } from '../../../cli/demo/people';
import { seedReference } from '../../../cli/demo/reference';
import type { Pool } from 'pg';
import { epochMs, type Instant } from '../../../domain/calendar/instant';
import type { Role } from '../../../domain/roles';
import { createChannels } from '../../../activities/channels/create';
import { channelsGroup } from '../../../config/channels';
import { createLedger, type Ledger } from '../../../ledger/ledger';
import { createOutbox } from '../../../ledger/outbox/outbox';
import { createPool } from '../../../prisma/client';
import { runApi } from '../../api/support/running-api';
import type { StandIns } from '../../support/channels/start';
import { engine } from '../../support/services';
import { shiftTo, virtualTime, type VirtualTime } from '../../support/virtual-time';
import { startTestWorker, until } from '../../support/worker';
import { issueTokens } from './people';
import { Person } from './person';
import { spotCheckWorkflowId } from '../../../workflows/messages/spot-check';

/** A bureau with the demo's cities: real database, engine, worker and API, in the time of a scenario. */
export interface Bureau {
  /** Whoever holds a post in the demo. */
  as(role: Role, place: string): Person;
  /** A person by id, such as a resident. */
  person(id: string): Person;
  /** Somebody who never signed in. */
  readonly stranger: Person;
  readonly time: VirtualTime;
  /**
   * Lets the time of a case pass until an instant, once the engine knows what it waits for; its own workflow acts. The
   * workflow of a case that has ended goes on, or begins anew, as long as limits beside its course run.
   */
  timePasses(caseId: string, at: Instant): Promise<void>;
  /**
   * Goes on in another time, as a bureau that was closed meanwhile: what the engine starts from now on begins then, what
   * it runs already keeps its own time. Meanwhile nothing acts by itself.
   */
  goTo(at: Instant, meanwhile?: () => Promise<void>): Promise<void>;
  /** Lets the time of a spot check pass. */
  checkPasses(checkId: string, at: Instant): Promise<void>;
  readonly pool: Pool;
  readonly ledger: Ledger;
  /** Waits until nothing is left to send: a channel is drained by a workflow of its own. */
  allSent(): Promise<void>;
  /** Faults of every ledger in the bureau. */
  faults(): Promise<object[]>;
  close(): Promise<void>;
}

interface Arming {
  wake_at: Date | null;
  armed_wake_at: Date | null;
  has_workflow: boolean;
  ended_at: Date | null;
}

/** The channels that some providers on this machine make up. */
function sending(standIns: StandIns | null, pool: Pool) {
  if (standIns === null) return { names: [], delivery: {} };
  const { value } = channelsGroup(standIns.environment);
  const channels = createChannels(value);
  const publicUrl = 'https://banjie.example';
  return {
    names: [...channels.keys()],
    delivery: { delivery: { outbox: createOutbox(pool), channels, publicUrl } },
  };
}

/** Opens the bureau at an instant before the first thing of the scenario happens; messages leave it by stand-ins only. */
export async function openBureau(begin: Instant, standIns: StandIns | null = null): Promise<Bureau> {
  const channels = standIns === null ? [] : Object.keys(channelsGroup(standIns.environment).value);
  const api = await runApi({ config: { simulation: { enabled: true } }, channels });
  const { url } = api.database;
  const pool = createPool(url, { max: 8 });
  await seedReference(pool, '2015-01-01T00:00:00.000Z');
  const tokens = await issueTokens(pool);
  const { names, delivery } = sending(standIns, pool);
  const ledger = createLedger(pool, names);
  const taskQueue = `test-${randomUUID()}`;
  const startWorker = (at: Instant) =>
    startTestWorker({
      ...{
        ledger,
        taskQueue,
        databaseUrl: url,
        simulation: { shiftMs: shiftTo(at) },
        arming: { sweepMs: 200 },
        ...delivery,
      },
      rollout: { rollouts: ledger.rollouts, settleMs: 0, sweepMs: 200, batch: 2, pauseMs: 0 },
      spotChecks: ledger.spotChecks,
    });
  let worker = await startWorker(begin);
  const time = await virtualTime({ engine: engine() });

  const person = (id: string): Person => {
    const token = tokens.get(id);
    if (token === undefined) throw new Error(`nobody is ${id}`);
    return new Person(id, api.url, token);
  };

  /** Waits until the engine's timer is what the ledger wants; false when nothing of the case waits for an instant. */
  async function armed(caseId: string): Promise<boolean> {
    const row = await until(async () => {
      const { rows } = await pool.query<Arming>(
        'SELECT wake_at, armed_wake_at, has_workflow, ended_at FROM cases WHERE id = $1',
        [caseId],
      );
      const found = rows[0];
      if (found === undefined) throw new Error(`no case ${caseId}`);
      const { wake_at: wake, armed_wake_at: known } = found;
      return (wake === null || (known !== null && known <= wake)) && found;
    });
    return row.has_workflow && (row.ended_at === null || row.wake_at !== null);
  }

  return {
    person,
    as: (role, place) => person(demoPersonId(role, place)),
    stranger: new Person('a stranger', api.url, null),
    ...{ time, pool, ledger },
    async goTo(at, meanwhile) {
      await worker.stop();
      await meanwhile?.();
      worker = await startWorker(at);
    },
    checkPasses: (checkId, at) => time.advanceWorkflowTo(spotCheckWorkflowId(checkId), at),
    async timePasses(caseId, at) {
      if (!(await armed(caseId))) return;
      if (epochMs(at) > epochMs(await time.now(caseId))) await time.advanceTo(caseId, at);
    },
    async allSent() {
      await until(async () => {
        const { rows } = await pool.query<{ n: number }>(
          `SELECT (SELECT count(*) FROM outbox WHERE queued_at IS NULL)::int
             + (SELECT count(*) FROM deliveries WHERE state IN ('PENDING', 'SENDING'))::int AS n`,
        );
        return rows[0]?.n === 0;
      }, 60_000);
    },
    faults: async () => (await ledger.verify()).faults,
    async close() {
      await worker.stop();
      await time.close();
      await pool.end();
      await api.stop();
    },
  };
}
