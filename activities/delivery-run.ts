import { setTimeout as sleep } from 'node:timers/promises';
import {
  addMs,
  compareInstants,
  instantOfEpochMs,
  epochMs,
  minInstant,
  msBetween,
  type Instant,
} from '../domain/calendar/instant';
import { isForResidents, isMessageKind } from '../domain/messages/kinds';
import { outsideQuietHours } from '../domain/messages/quiet-hours';
import type { At, Claimed, Content } from '../ledger/outbox/types';
import type { Channel, Sent } from './channels/channel';
import { composed } from './delivery-message';
import type { DeliveryDeps, DeliveryOutcome, DeliveryTimes, Lifeline } from './delivery-ports';

/** An SMS gateway knows a message within minutes; after an hour a person must look. */
const ASK_FOR_MS = 60 * 60_000;
const FIRST_LOOK_MS = 60_000;

/** One call of the activity. */
export interface Run extends DeliveryDeps {
  readonly adapter: Channel;
  readonly limits: DeliveryTimes;
  readonly lifeline: Lifeline;
  /** The workflow's time, going on. */
  now(): Instant;
}

const atOf = (run: Run): At => ({ channel: run.adapter.name, now: run.now(), simulation: run.simulation });

/** What is thrown may hold an address: only its name is kept, and where it was thrown. */
const nameOf = (error: unknown): string => (error instanceof Error ? error.name : typeof error);
const whereOf = (error: unknown): string[] =>
  ((error instanceof Error && error.stack) || '').split('\n').filter((line) => /^ +at /.test(line));

async function limited(run: Run, call: (signal: AbortSignal) => Promise<Sent>): Promise<Sent> {
  try {
    return await call(AbortSignal.any([run.lifeline.signal, AbortSignal.timeout(run.limits.sendMs)]));
  } catch (error) {
    const where = { name: nameOf(error), at: whereOf(error) };
    run.log.error({ channel: run.adapter.name, ...where }, 'a channel failed by a mistake of ours');
    return { outcome: 'unknown', error: `a mistake of Banjie (${nameOf(error)})` };
  }
}

/** Silence: may be repeated, may be asked for, or is left to a person (docs/decisions/0007). */
async function silent(
  run: Run,
  claimed: Claimed,
  error: string,
  ofChannel: boolean,
): Promise<DeliveryOutcome> {
  const { outbox, adapter, random = Math.random } = run;
  const at = atOf(run);
  if (adapter.repeatable) {
    const state = !ofChannel
      ? await outbox.again(claimed, at, { error, begun: true })
      : await outbox.failed(claimed, at, { error, open: false, afterMs: null, random: random() });
    return state === 'DEAD' ? 'dead' : 'retry';
  }
  const age = Math.max(0, msBetween(claimed.sendingAt, at.now));
  if (adapter.find !== undefined && age < ASK_FOR_MS) {
    const lookAt = addMs(at.now, Math.max(FIRST_LOOK_MS, age));
    await outbox.wondering(claimed, at, { error, lookAt, ofChannel });
    return 'asked';
  }
  await outbox.ended(claimed, at, { state: 'UNKNOWN', error, ofChannel });
  return 'unknown';
}

const INSIST_MS = [200, 2_000];

/** What has arrived must not be forgotten because the database was away for a moment. */
async function insist<T>(write: () => Promise<T>): Promise<T> {
  for (const wait of INSIST_MS) {
    try {
      return await write();
    } catch {
      await sleep(wait);
    }
  }
  return write();
}

/** A delivery as it is taken in hand. */
export interface InHand {
  readonly claimed: Claimed;
  readonly content: Content;
}

/** `ofChannel`: whether it says something of the channel as well. */
async function became(
  run: Run,
  { claimed, content: { items } }: InHand,
  result: Sent,
  ofChannel: boolean,
): Promise<DeliveryOutcome> {
  const { outbox, metrics, adapter, random = Math.random } = run;
  const at = atOf(run);
  switch (result.outcome) {
    case 'sent': {
      const { providerId } = result;
      if (!(await insist(() => outbox.sent(claimed, at, { providerId })))) return 'late';
      if (items.some(({ ofRung }) => ofRung)) await insist(() => outbox.announced(claimed.id, at));
      const sendFrom = minInstant(...items.map((item) => item.sendFrom));
      if (sendFrom !== null && !run.simulation)
        metrics.took(adapter.name, Math.max(0, msBetween(sendFrom, at.now)) / 1000);
      return 'sent';
    }
    case 'retry': {
      const { error, afterMs } = result;
      const state = await outbox.failed(claimed, at, { error, open: true, afterMs, random: random() });
      return state === 'DEAD' ? 'dead' : 'retry';
    }
    case 'refused':
      await outbox.ended(claimed, at, { state: 'DEAD', error: result.error, ofChannel: false });
      return 'dead';
    case 'unknown':
      return silent(run, claimed, result.error, ofChannel);
    default:
      return result satisfies never;
  }
}

/** Words that nobody wrote must be seen by somebody, and must not hold up the others. */
async function unspeakable(run: Run, claimed: Claimed, error: unknown): Promise<DeliveryOutcome> {
  const words = error instanceof Error ? error.message : String(error);
  run.log.error({ deliveryId: claimed.id, err: error }, 'a message has no words');
  await run.outbox.ended(claimed, atOf(run), { state: 'DEAD', error: words, ofChannel: false });
  return 'dead';
}

/**
 * Until when a message to a resident must wait; null by day. Asked here once more, because one that failed in the
 * evening, or that a person sends again, would otherwise go in the night.
 */
function quietUntil(run: Run, { items }: Content): Instant | null {
  if (run.simulation || !items.some(({ kind }) => isMessageKind(kind) && isForResidents(kind))) return null;
  const now = run.now();
  const from = outsideQuietHours(now, run.quietHours);
  return from === now ? null : from;
}

async function attempt(run: Run, inHand: InHand): Promise<DeliveryOutcome> {
  const { claimed, content } = inHand;
  if (content.objects) {
    await run.outbox.cancelled(claimed, 'wants no messages');
    return 'cancelled';
  }
  const until = quietUntil(run, content);
  if (until !== null) {
    await run.outbox.postponed(claimed, until);
    return 'postponed';
  }
  let message;
  try {
    message = composed(claimed, content, run.adapter, run.publicUrl);
  } catch (error) {
    return unspeakable(run, claimed, error);
  }
  if (message === null) {
    await run.outbox.cancelled(claimed, 'settled meanwhile');
    return 'cancelled';
  }
  if (run.adapter.robots === undefined && message.target.address === null) {
    return became(run, inHand, { outcome: 'refused', error: 'no address any more' }, false);
  }
  const result = await limited(run, (signal) => run.adapter.send(message, signal));
  return became(run, inHand, result, true);
}

/** Sends one delivery that is committed as SENDING, and records what became of it. */
export async function deliverOne(run: Run, inHand: InHand, probing: boolean): Promise<void> {
  const outcome = await attempt(run, inHand);
  run.metrics.delivered(run.adapter.name, outcome);
  // The one that was to see whether the channel works has arrived: the others need wait no longer.
  if (probing && outcome === 'sent') await run.outbox.recovered(atOf(run));
}

/** One that was SENDING for too long: we died meanwhile, or nobody knows yet whether it arrived. */
export async function takeUp(run: Run, inHand: InHand): Promise<void> {
  const { claimed, content } = inHand;
  const { adapter, metrics } = run;
  const target = { key: claimed.target, address: content.address, mentions: [] };
  const found: Sent =
    adapter.repeatable || adapter.find === undefined
      ? { outcome: 'unknown', error: 'interrupted while it was being sent' }
      : await limited(run, async (signal) => {
          const answer = await adapter.find?.(claimed.id, target, claimed.sendingAt, signal);
          // That it could not be asked for says nothing of the message.
          return answer === undefined || answer.outcome === 'retry'
            ? { outcome: 'unknown', error: answer?.error ?? 'cannot be asked for' }
            : answer;
        });
  metrics.delivered(adapter.name, await became(run, inHand, found, false));
}

/** A clock that begins at the workflow's time and goes on with ours. */
export function clockFrom(begin: Instant): () => Instant {
  const started = performance.now();
  return () => instantOfEpochMs(Math.floor(epochMs(begin) + performance.now() - started));
}

export const isPast = (at: Instant, now: Instant): boolean => compareInstants(at, now) <= 0;
