import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { addMs, HOUR_MS, type Instant } from '../../../domain/calendar/instant';
import type { House } from './house';
import { commandsOf, Person, type Answered, type Receipt, type Sent } from './person';

export const PLACE = 'tanglian';

/** The post of the community in which everything of the fault tests happens. */
export function clerkOf(house: House, id = `officer-at-${PLACE}`): Person {
  return new Person(id, house.url, house.tokens.get(id) ?? '');
}

/** What a careful client does: the same key again until there is an answer. Says which answers it got on the way. */
export async function insist(
  person: Person,
  path: string,
  sent: Sent,
  heard: number[] = [],
  limitMs = 120_000,
): Promise<Answered> {
  const key = sent.key ?? randomUUID();
  const end = Date.now() + limitMs;
  for (;;) {
    const answer = await person.send('POST', path, { ...sent, key }).catch(() => null);
    heard.push(answer?.status ?? 0);
    if (answer !== null && answer.status < 500) return answer;
    if (Date.now() > end) throw new Error(`no answer to ${path}: ${answer?.status ?? 'none'}`);
    await sleep(200);
  }
}

/** Opens a case whose acceptance falls due at an instant: one working hour after it was opened. */
export function openDueAt(clerk: Person, dueAt: Instant, title = '一小时内受理'): Promise<Receipt> {
  return clerk.open({ programme: 'hourly', kind: 'MATTER', place: PLACE, title }, addMs(dueAt, -HOUR_MS));
}

/** Does `work` for each item, a few at a time. */
export async function each<T>(
  items: readonly T[],
  atOnce: number,
  work: (item: T, i: number) => Promise<void>,
) {
  const queue = items.map((item, i) => ({ item, i }));
  const one = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) await work(next.item, next.i);
  };
  await Promise.all(Array.from({ length: atOnce }, one));
}

export function noteOn(caseId: string, text: string): { path: string; body: object } {
  return { path: commandsOf(caseId), body: { type: 'note', data: { text } } };
}

/** How often something is in the ledgers of these cases, by case. */
async function counted(house: House, sql: string, cases: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await house.pool.query<{ case_id: string; n: number }>(sql, [cases]);
  return new Map(rows.map(({ case_id, n }) => [case_id, n]));
}

const OVERDUE = `SELECT case_id, count(*)::int AS n FROM ledger_events
  WHERE case_id = ANY($1) AND type = 'ClockOverdue' GROUP BY case_id`;
const TOLD = `SELECT case_id, count(*)::int AS n FROM notifications
  WHERE case_id = ANY($1) AND kind = 'rung' AND rung = 'overdue' GROUP BY case_id`;
const UNARMED = `SELECT id AS case_id, 1 AS n FROM cases WHERE id = ANY($1) AND wake_at IS NOT NULL
  AND (armed_wake_at IS NULL OR wake_at < armed_wake_at)`;

export const overdueLines = (house: House, cases: readonly string[]) => counted(house, OVERDUE, cases);
export const notices = (house: House, cases: readonly string[]) => counted(house, TOLD, cases);
export const unarmed = (house: House, cases: readonly string[]) => counted(house, UNARMED, cases);

/** Every text of a note in these ledgers, with how often it is there. */
export async function notes(house: House, cases: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await house.pool.query<{ text: string; n: number }>(
    `SELECT data->'facts'->>'text' AS text, count(*)::int AS n FROM ledger_events
     WHERE case_id = ANY($1) AND type = 'NoteAdded' GROUP BY 1`,
    [cases],
  );
  return new Map(rows.map(({ text, n }) => [text, n]));
}

/** The same number for each of these keys. */
export function eachOnce(keys: readonly string[], times = 1): Map<string, number> {
  return new Map(keys.map((key) => [key, times]));
}

export interface Readiness {
  clocks: { behindSince: string | null; engine: 'ok' | 'down'; workers: number };
}

export async function readyz(house: House): Promise<{ status: number; body: Readiness }> {
  const response = await fetch(`${house.url}/readyz`, { signal: AbortSignal.timeout(20_000) });
  return { status: response.status, body: (await response.json()) as Readiness };
}

/** Like the one for workers in this process; that one starts the engine's native runtime, which nothing here would end. */
export async function until<T>(
  look: () => Promise<T>,
  limitMs: number,
): Promise<Exclude<T, false | null | undefined>> {
  const end = Date.now() + limitMs;
  for (;;) {
    const seen = await look();
    if (seen) return seen as Exclude<T, false | null | undefined>;
    if (Date.now() > end) throw new Error(`Not within ${limitMs} ms: ${look.toString()}`);
    await sleep(100);
  }
}

/** Waits until every one of these cases has its overdue line. */
export async function untilRecorded(house: House, cases: readonly string[], limitMs: number): Promise<void> {
  const end = Date.now() + limitMs;
  for (;;) {
    const seen = (await overdueLines(house, cases)).size;
    if (seen === cases.length) return;
    if (Date.now() > end) {
      const left = (await unarmed(house, cases)).size;
      throw new Error(`${seen} of ${cases.length} recorded, ${left} unarmed\n${house.lastWords()}`);
    }
    await sleep(200);
  }
}
