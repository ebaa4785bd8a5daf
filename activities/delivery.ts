import { addMs } from '../domain/calendar/instant';
import { USUAL_LANGUAGE } from '../domain/language';
import { QUEUE_BATCH } from '../ledger/outbox/queue';
import type { At, Content } from '../ledger/outbox/types';
import type { DeliverAnswer, DeliverInput, DeliveryDeps, DeliveryTimes, Lifeline } from './delivery-ports';
import { clockFrom, deliverOne, isPast, takeUp, type InHand, type Run } from './delivery-run';
import { robotFor } from './channels/robots/robot-for';

const TIMES: DeliveryTimes = { gatherMs: 5_000, budgetMs: 10_000, sendMs: 20_000, staleMs: 60_000 };

/** At the same time; a channel that must not repeat takes one delivery at a time, so that a crash leaves few in doubt. */
const LANES = { repeatable: 8, once: 4 };
const CLAIM = { repeatable: 16, once: 1 };

/**
 * Brings messages of one channel on their way: what may leave becomes deliveries, what was interrupted is taken up,
 * and deliveries that are due are sent, a few at a time, within the limits of the provider. Ends after its budget;
 * whoever calls it calls again.
 */
export function createDeliver(deps: DeliveryDeps) {
  const limits = { ...TIMES, ...deps.times };
  return async ({ channel, now }: DeliverInput, lifeline: Lifeline): Promise<DeliverAnswer> => {
    const adapter = deps.channels.get(channel);
    // Another worker may know it; this one must not say that nothing waits.
    if (adapter === undefined) throw new Error(`the channel ${channel} is not configured here`);
    const run: Run = { ...deps, adapter, limits, lifeline, now: clockFrom(now) };
    const until = addMs(now, limits.budgetMs);
    const goesOn = (): boolean => !isPast(until, run.now()) && !lifeline.signal.aborted;
    // Virtual time is nobody's clock.
    if (!run.simulation) await deps.outbox.setBack(atOf(run));
    let handled = 0;
    do {
      await queueAll(run, goesOn);
      const round = (await takeUpAll(run)) + (await sendAll(run, goesOn));
      if (round === 0) break;
      handled += round;
    } while (goesOn());
    const { perMinute } = adapter;
    return { nextAt: await deps.outbox.nextAt({ ...atOf(run), perMinute }), handled };
  };
}

const atOf = (run: Run): At => ({ channel: run.adapter.name, now: run.now(), simulation: run.simulation });

async function queueAll(run: Run, goesOn: () => boolean): Promise<void> {
  const { outbox, adapter, limits, log, metrics, lifeline } = run;
  const robots = adapter.robots ?? new Set<string>();
  let full: boolean;
  do {
    lifeline.beat();
    const { rows, skipped } = await outbox.queue({
      ...atOf(run),
      gatherMs: limits.gatherMs,
      robotFor: (fromNearest) => robotFor(robots, fromNearest),
    });
    for (const [reason, count] of Object.entries(skipped)) metrics.skipped(adapter.name, reason, count);
    const unknown = skipped['no words for this kind'];
    if (unknown !== undefined)
      log.error({ channel: adapter.name, count: unknown }, 'messages of an unknown kind');
    full = rows === QUEUE_BATCH;
  } while (full && goesOn());
}

async function takeUpAll(run: Run): Promise<number> {
  const { outbox, adapter, limits, lifeline } = run;
  lifeline.beat();
  const limit = LANES.repeatable;
  const some = await outbox.interrupted({ ...atOf(run), staleMs: limits.staleMs, limit });
  if (some.length === 0) return 0;
  const contents = await outbox.content(some, atOf(run));
  await Promise.all(
    some.map((one) => takeUp(run, { claimed: one, content: contents.get(one.id) ?? NOTHING })),
  );
  run.log.warn({ channel: adapter.name, count: some.length }, 'deliveries that were interrupted');
  return some.length;
}

const NOTHING: Content = {
  ...{ items: [], address: null, mentions: [], receiptNo: null, objects: false },
  language: USUAL_LANGUAGE,
};

interface Ready extends InHand {
  readonly probing: boolean;
}

/** Several lanes, one stock: a message that hangs holds up its own lane only. */
async function sendAll(run: Run, goesOn: () => boolean): Promise<number> {
  const { adapter, lifeline } = run;
  const stock: Ready[] = [];
  let filling: Promise<void> | null = null;
  let dry = false;
  let handled = 0;
  const fill = async (): Promise<void> => {
    lifeline.beat();
    const more = await claimSome(run);
    dry = more.length === 0;
    stock.push(...more);
  };
  const next = async (): Promise<Ready | undefined> => {
    while (stock.length === 0 && !dry && goesOn()) {
      filling ??= fill().finally(() => (filling = null));
      await filling;
    }
    return lifeline.signal.aborted ? undefined : stock.shift();
  };
  const lane = async (): Promise<void> => {
    for (let one = await next(); one !== undefined; one = await next()) {
      await deliverOne(run, one, one.probing);
      handled += 1;
    }
  };
  const lanes = adapter.repeatable ? LANES.repeatable : LANES.once;
  const ends = await Promise.allSettled(Array.from({ length: lanes }, lane));
  // Nobody has begun to send these.
  for (const { claimed } of stock)
    await run.outbox.again(claimed, atOf(run), { error: 'put back', begun: false });
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
  return handled;
}

async function claimSome(run: Run): Promise<Ready[]> {
  const { outbox, adapter, limits } = run;
  const limit = adapter.repeatable ? CLAIM.repeatable : CLAIM.once;
  const { perMinute } = adapter;
  const { claimed, probing } = await outbox.claim({
    ...atOf(run),
    ...{ perMinute, limit, staleMs: limits.staleMs },
  });
  if (claimed.length === 0) return [];
  const contents = await outbox.content(claimed, atOf(run));
  return claimed.map((one) => ({ claimed: one, content: contents.get(one.id) ?? NOTHING, probing }));
}
