import { randomUUID } from 'node:crypto';
import type { PoolClient } from 'pg';
import type { Instant } from '../../domain/calendar/instant';
import { Refusal } from '../../domain/errors';
import { noSuchPlace } from '../no-such-place';
import { assignmentOf, decideCheck, type SpotCheckCommand } from '../../domain/spot-check/decide';
import { defineCheck } from '../../domain/spot-check/define';
import { isOver, statusOf, type Definition } from '../../domain/spot-check/state';
import { checkWake, workOf } from '../../domain/spot-check/time';
import type { LedgerDeps } from '../deps';
import { transaction } from '../outbox/transaction';
import { once } from '../once';
import { namedPerson, namesOf, offersFor, type Offer } from './people';
import { populationParts } from './population';
import { countFrame, type FrameCounts } from './preview';
import { reportOf, type ClosingReport } from './report';
import {
  appendLine,
  listChecks,
  type ChecksAsked,
  loadCheck,
  recordOf,
  type KeptCheck,
  type Line,
  type NamedCheck,
} from './rows';
import { inLine, locked, nonceOf, settle, worked, write } from './steps';
import { verifyCheck, type Verified } from './verify';
import { orderVisits, withdrawVisits } from './visits';

/** Where a check stands after time has acted on it. */
export interface Advanced {
  /** Nothing will happen any more by itself. */
  readonly over: boolean;
  /** When time has to look again; null = when somebody did something. */
  readonly wakeAt: Instant | null;
  readonly status: ReturnType<typeof statusOf>;
}

/** Random spot checks: their record and its only writer. */
export interface SpotChecks {
  /** A supervisor defines one; a retry with the same key gets the first one. Returns its id. */
  define(input: { definition: Definition; now: Instant; key: string }): Promise<string>;
  /** What a frame holds now, before anything is defined. */
  preview(input: {
    definition: Pick<Definition, 'frame' | 'strata' | 'exclusions'>;
    orgPath: string;
    now: Instant;
  }): Promise<FrameCounts>;
  /** Throws a refusal of `decideCheck`, 'not-found', or 'key-reused'. Answers the seq of the last line. */
  command(input: CheckCommand): Promise<number>;
  /** Does what is due by now, each step in a transaction of its own: the population, the seed, the sample. */
  advance(input: { checkId: string; now: Instant }): Promise<Advanced>;
  /** Witnesses and inspectors as the record names them; whoever is not registered is missing. */
  namesOf(personIds: readonly string[], now: Instant): Promise<Map<string, string>>;
  /** Who can be named for a drawn case, and who cannot and why. Throws 'not-found', or a refusal of `assignmentOf`. */
  offers(input: { checkId: string; caseNumber: string; now: Instant }): Promise<Offer[]>;
  load(checkId: string): Promise<NamedCheck | null>;
  /** Newest first. */
  list(input: ChecksAsked): Promise<NamedCheck[]>;
  record(checkId: string): Promise<Line[]>;
  /** The published file, some ten thousand lines at a time. */
  population(checkId: string): AsyncIterable<string>;
  verify(checkId: string): Promise<Verified>;
  /** What was seen, found and put right so far, and how long it took; null when there is no such check. */
  report(checkId: string, now: Instant): Promise<ClosingReport | null>;
  /** Checks that a workflow has to go on with; `seq` grows whenever something has happened. */
  running(): Promise<{ id: string; seq: number }[]>;
}

export interface CheckCommand {
  readonly checkId: string;
  readonly command: SpotCheckCommand;
  readonly by: string;
  readonly now: Instant;
  readonly key: string;
}

export function createSpotChecks(deps: LedgerDeps): SpotChecks {
  const { pool, reference } = deps;
  return {
    async define({ definition, now, key }) {
      const node = (await reference.organisations()).get(definition.organisationId);
      if (node === undefined) throw noSuchPlace();
      return transaction(pool, (db) =>
        once(db, { scope: `spot-check:${definition.definedBy}`, key, asked: definition }, async () => {
          const id = randomUUID();
          await appendLine(db, null, defineCheck(id, definition, now), node.path);
          return id;
        }),
      );
    },
    preview: ({ definition, orgPath, now }) => countFrame(pool, definition, orgPath, now),
    command: (input) => transaction(pool, (db) => give(db, input)),
    advance: ({ checkId, now }) => advance(deps, checkId, now),
    namesOf: (personIds, now) => namesOf(pool, personIds, now),
    async offers({ checkId, caseNumber, now }) {
      const check = await loadCheck(pool, checkId);
      if (check === null) throw new Refusal('not-found');
      assignmentOf(check.state, caseNumber);
      return offersFor(pool, check.state, caseNumber, now);
    },
    load: (checkId) => loadCheck(pool, checkId),
    list: (input) => listChecks(pool, input),
    record: (checkId) => recordOf(pool, checkId),
    population: (checkId) => populationParts(pool, checkId),
    verify: (checkId) => verifyCheck(pool, checkId),
    report: (checkId, now) => reportOf(deps, checkId, now),
    async running() {
      const { rows } = await pool.query<{ id: string; seq: number }>(
        // What inspectors report is no line of the check: it counts, so that the workflow hears of it.
        `SELECT s.id, s.seq + (SELECT count(*) FROM inspections i WHERE i.check_ids @> ARRAY[s.id])::int
            + (SELECT count(*) FROM findings f WHERE f.check_ids @> ARRAY[s.id] AND f.status = 'VERIFIED')::int AS seq
           FROM spot_checks s WHERE NOT s.over ORDER BY s.defined_at, s.id`,
      );
      return rows;
    },
  };
}

async function give(db: PoolClient, { checkId, command, by, now, key }: CheckCommand): Promise<number> {
  return once(db, { scope: `spot-check:${checkId}:${by}`, key, asked: command }, async () => {
    // Time that has passed unnoticed comes first (docs/decisions/0003).
    const check = await settle(db, await locked(db, checkId), now);
    const event = decideCheck(check.state, command, {
      ...{ by, now },
      inLine: command.type === 'replace' ? await inLine(db, check.state) : () => [],
      nonce: command.type === 'phrase' ? await nonceOf(db, checkId) : null,
      named: command.type === 'assign' ? await namedPerson(db, command, now) : null,
    });
    return (await settle(db, await write(db, check, event), now)).state.seq;
  });
}

/** What is done in the ledgers of cases is written down, unless somebody else came first: they did the same. */
async function outside(deps: LedgerDeps, { state }: KeptCheck, now: Instant): Promise<void> {
  const done = workOf(state) === 'order' ? orderVisits : withdrawVisits;
  const event = await done(deps, state, now);
  await transaction(deps.pool, async (db) => {
    const check = await locked(db, state.id);
    if (check.state.seq === state.seq) await write(db, check, event);
  });
}

async function advance(deps: LedgerDeps, checkId: string, now: Instant): Promise<Advanced> {
  for (;;) {
    const step = await transaction(deps.pool, async (db) => {
      const check = await settle(db, await locked(db, checkId), now);
      const event = await worked(db, check, now);
      return event === null ? { check, more: false } : { check: await write(db, check, event), more: true };
    });
    if (step.more) continue;
    const { check } = step;
    const work = workOf(check.state);
    if (work === null) {
      const { state } = check;
      return { over: isOver(state), status: statusOf(state), wakeAt: checkWake(state) };
    }
    await outside(deps, check, now);
  }
}
