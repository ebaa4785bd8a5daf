import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';
import { demoActor } from '../cli/demo/play';
import { addMs, civilDateOf, instantOfEpochMs, type Instant } from '../domain/calendar/instant';
import { NO_FACTS } from '../domain/case/context';
import { decide } from '../domain/case/decide';
import type { CaseEvent } from '../domain/case/events';
import { evolve } from '../domain/case/evolve';
import type { Dating } from '../domain/case/clocks';
import { firstInspection } from '../domain/case/inspections';
import type { CaseState } from '../domain/case/state';
import { openCase } from '../domain/case/open';
import { GENESIS } from '../ledger/chain';
import { createReference, type Reference } from '../ledger/reference';
import { writeCases, type CaseWrite } from '../ledger/write';
import { COMMUNITIES } from './people';

export interface SeededCase {
  readonly id: string;
  readonly community: string;
}

const PROGRAMME = 'zhangjiagang';
const BATCH = 200;
const DAY_MS = 86_400_000;
const MONTH_MS = 30 * DAY_MS;

/** Whether owners are told: of the end of the first limit, or on the last day of an inspection that runs beside it. */
type Reminded = boolean | 'inspection';

/**
 * Opens many cases at once: the domain decides them as always and the ledger's one writer writes them, only many in
 * one statement. With `dueAt` the limit of a case ends at that instant and not at the end of a working day, since a
 * bench cannot wait for midnight: everything behind that one date is as in production. `reminded` keeps the ladder of
 * such a limit, with only the rung left that fires at its end.
 */
export async function seedCases(
  pool: Pool,
  count: number,
  dueAt?: (index: number) => number,
  reminded: Reminded = false,
): Promise<SeededCase[]> {
  const reference = createReference(pool);
  const tree = await reference.organisations();
  const now = instantOfEpochMs(Date.now());
  const seeded: SeededCase[] = [];
  for (let from = 0; from < count; from += BATCH) {
    const size = Math.min(BATCH, count - from);
    const numbers = await newNumbers(pool, size);
    const writes = await Promise.all(
      numbers.map((number, i) => {
        const community = COMMUNITIES[(from + i) % COMMUNITIES.length] ?? '';
        const due = dueAt === undefined ? null : instantOfEpochMs(dueAt(from + i));
        return openedCase(reference, { number, community, now, due, reminded });
      }),
    );
    await writeCases(pool, writes, { tree, channels: [] });
    seeded.push(
      ...writes.map(({ id }, i) => ({ id, community: COMMUNITIES[(from + i) % COMMUNITIES.length] ?? '' })),
    );
  }
  return seeded;
}

async function newNumbers(pool: Pool, count: number): Promise<string[]> {
  const { rows } = await pool.query<{ number: string }>(
    `SELECT 'B-' || nextval('case_numbers') AS number FROM generate_series(1, $1)`,
    [count],
  );
  return rows.map(({ number }) => number);
}

interface About {
  readonly number: string;
  readonly community: string;
  readonly now: Instant;
  readonly due: Instant | null;
  readonly reminded: Reminded;
}

async function openedCase(
  reference: Reference,
  { number, community, now, due, reminded }: About,
): Promise<CaseWrite> {
  const current = await reference.current(PROGRAMME, civilDateOf(now));
  const node = (await reference.organisations()).get(community);
  if (current === null || node === undefined) throw new Error('the bench has no programme or no place');
  const actor = demoActor(['officer', community]);
  const about = {
    ...{ id: randomUUID(), number, kind: 'PROJECT' as const, title: `小区自行车棚接电 ${number}` },
    ...{ programme: { code: PROGRAMME, version: current.version }, suggestions: [] },
    ...{ organisationId: node.id, orgPath: node.path },
  };
  const { programme } = current;
  const opened = openCase(about, programme, actor, actor.posts[0] ?? null, now);
  const place = (await reference.places(civilDateOf(now)))(node.id);
  const context = { now, actor, programme, place, facts: NO_FACTS };
  const submitted = decide(evolve(null, opened), { type: 'submit', data: {} }, context);
  const events =
    reminded === 'inspection'
      ? inspected([opened, ...submitted], now, { programme, place }, due ?? now)
      : [opened, ...submitted].map((event) => (due === null ? event : endingAt(event, due, reminded)));
  return {
    ...{ id: about.id, before: null, last: { seq: 0, hash: GENESIS }, programme, place, proposers: [] },
    ...{ events, programmeVersionId: current.id, commandId: null, rearmed: false, quiet: false },
  };
}

/** What is over of the ladder when a limit ends; the rest fires at its end and later. */
const BEFORE_THE_END = ['half', 'day-before', 'last-day'];

/** The same event with every clock it starts ending at another instant; nobody is reminded before, and after only if asked. */
function endingAt(event: CaseEvent, dueAt: Instant, reminded: boolean): CaseEvent {
  const ladder = reminded
    ? { fired: BEFORE_THE_END, next: { rung: 'overdue', at: dueAt } }
    : { ladder: null, next: null };
  const clocks = event.moves.clocks?.map((change) =>
    change.op === 'start'
      ? {
          ...change,
          clock: { ...change.clock, dueAt, dueDate: civilDateOf(dueAt), ...ladder },
        }
      : change,
  );
  return clocks === undefined ? event : { ...event, moves: { ...event.moves, clocks } };
}

/** Its last day: whoever has to go there is told at `morning`. The limit of the case itself is far away and tells nobody. */
function inspected(events: CaseEvent[], now: Instant, dating: Dating, morning: Instant): CaseEvent[] {
  const [last, ...before] = events.map((event) => endingAt(event, addMs(morning, MONTH_MS), false)).reverse();
  if (last === undefined) throw new Error('nothing was opened');
  const state = events.reduce<CaseState | null>(evolve, null);
  const started = state === null ? [] : firstInspection(state, now, dating);
  const clocks = started.map((change) =>
    change.op === 'start'
      ? {
          ...change,
          clock: {
            ...{ ...change.clock, dueAt: addMs(morning, DAY_MS), dueDate: civilDateOf(morning) },
            ...{ fired: ['half', 'day-before'], next: { rung: 'last-day', at: morning } },
          },
        }
      : change,
  );
  const moves = { ...last.moves, clocks: [...(last.moves.clocks ?? []), ...clocks] };
  return [...before.reverse(), { ...last, moves }];
}

/** How many cases the engine has not been told of. */
export async function countUnarmed(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM cases
     WHERE wake_at IS NOT NULL AND (armed_wake_at IS NULL OR wake_at < armed_wake_at)`,
  );
  return rows[0]?.n ?? 0;
}

/** Waits until every case is armed; answers how many were armed per second, counted from the first batch that was. */
export async function armingRate(pool: Pool, limitMs: number): Promise<number> {
  const all = await countUnarmed(pool);
  const started = performance.now();
  let first: { at: number; left: number } | null = null;
  for (;;) {
    const left = await countUnarmed(pool);
    const at = performance.now();
    if (first === null && left < all) first = { at, left };
    if (left === 0) {
      const counted = first === null || first.left === 0 ? { at: started, left: all } : first;
      return counted.left / ((at - counted.at) / 1000);
    }
    if (at - started > limitMs)
      throw new Error(`${left} of ${all} cases were not armed within ${limitMs / 1000} s.`);
    await sleep(100);
  }
}
