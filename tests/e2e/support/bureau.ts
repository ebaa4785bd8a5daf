import { demoPersonId } from '../../../cli/demo/people';
import { seedReference } from '../../../cli/demo/reference';
import { epochMs, type Instant } from '../../../domain/calendar/instant';
import type { Role } from '../../../domain/roles';
import { createLedger } from '../../../ledger/ledger';
import { createPool } from '../../../prisma/client';
import { runApi } from '../../api/support/running-api';
import { engine } from '../../support/services';
import { shiftTo, virtualTime, type VirtualTime } from '../../support/virtual-time';
import { startTestWorker, until } from '../../support/worker';
import { issueTokens } from './people';
import { Person } from './person';

/** A bureau with the demo's cities: real database, engine, worker and API, in the time of a scenario. */
export interface Bureau {
  /** Whoever holds a post in the demo. */
  as(role: Role, place: string): Person;
  /** A person by id, such as a resident. */
  person(id: string): Person;
  /** Somebody who never signed in. */
  readonly stranger: Person;
  readonly time: VirtualTime;
  /** Lets the time of a case pass until an instant, once the engine knows what it waits for; its own workflow acts. */
  timePasses(caseId: string, at: Instant): Promise<void>;
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

/** Opens the bureau at an instant before the first thing of the scenario happens. */
export async function openBureau(begin: Instant): Promise<Bureau> {
  const api = await runApi({ config: { simulation: { enabled: true } } });
  const { url } = api.database;
  const pool = createPool(url, { max: 8 });
  await seedReference(pool, '2015-01-01T00:00:00.000Z');
  const tokens = await issueTokens(pool);
  const shiftMs = shiftTo(begin);
  const ledger = createLedger(pool);
  const worker = await startTestWorker({
    ...{ ledger, databaseUrl: url, simulation: { shiftMs }, arming: { sweepMs: 200 } },
  });
  const time = await virtualTime({ engine: engine(), shiftMs });

  const person = (id: string): Person => {
    const token = tokens.get(id);
    if (token === undefined) throw new Error(`nobody is ${id}`);
    return new Person(id, api.url, token);
  };

  /** Waits until the engine's timer is what the ledger wants; false when the case waits for no instant. */
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
    return row.ended_at === null && row.has_workflow;
  }

  return {
    person,
    as: (role, place) => person(demoPersonId(role, place)),
    stranger: new Person('a stranger', api.url, null),
    time,
    async timePasses(caseId, at) {
      if (!(await armed(caseId))) return;
      if (epochMs(at) > epochMs(await time.now(caseId))) await time.advanceTo(caseId, at);
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
