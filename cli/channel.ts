import { setTimeout as sleep } from 'node:timers/promises';
import type { Command } from 'commander';
import { localTextOf } from '../domain/calendar/instant';
import type { DeliveryState } from '../ledger/outbox/types';
import type { ApiClient } from './api-client';
import { print } from './output';
import { count, DELIVERY_STATE } from './words';

interface ShownChannel {
  name: string;
  configured: boolean;
  robots: string[] | null;
  waiting: number;
  later: number;
  pending: number;
  oldestWaitingAt: string | null;
  dead: number;
  unknown: number;
  lastError: string | null;
  blockedUntil: string | null;
  skipped: { reason: string; count: number }[];
  targets: { target: string; failures: number; lastError: string | null }[];
}

interface ShownDelivery {
  id: string;
  channel: string;
  target: string;
  state: DeliveryState;
  messages: number;
  attempts: number;
  createdAt: string;
  nextAt: string | null;
  error: string | null;
}

/** The message did not arrive, or not within the time we wait for it. */
const EXIT_NOT_SENT = 1;
const WAIT_MS = 60_000;
const LOOK_MS = 500;
/** Nothing more happens to a delivery by itself. */
const ENDED: readonly DeliveryState[] = ['SENT', 'DEAD', 'UNKNOWN', 'CANCELLED'];

function describe(channel: ShownChannel): string {
  const { name, configured, robots } = channel;
  if (!configured) {
    const left = channel.waiting + channel.later;
    return `${name}: not configured${left > 0 ? `, ${count(left, 'message')} in hand` : ''}`;
  }
  const to = robots === null ? '' : ` (${robots.join(', ')})`;
  const since = channel.oldestWaitingAt === null ? '' : ` since ${localTextOf(channel.oldestWaitingAt)}`;
  const numbers = `${channel.waiting + channel.pending} waiting${since}, ${channel.later} for later, ${channel.dead} failed, ${channel.unknown} of unknown fate`;
  const blocked =
    channel.blockedUntil === null
      ? []
      : [`  rests until ${localTextOf(channel.blockedUntil)}: ${channel.lastError}`];
  const failing = channel.targets
    .filter(({ failures }) => failures > 0)
    .map((one) => `  ${one.target} fails (${one.failures} in a row): ${one.lastError}`);
  const skipped = channel.skipped.map(({ reason, count }) => `  ${count} kept inside: ${reason}`);
  return [`${name}${to}: ${numbers}`, ...blocked, ...failing, ...skipped].join('\n');
}

function deliveryLine(one: ShownDelivery): string {
  const of = `${count(one.messages, 'message')}, ${count(one.attempts, 'attempt')}`;
  const head = `${one.id}  ${DELIVERY_STATE[one.state]}: ${one.channel} to ${one.target}`;
  return `${head}, ${of}, since ${localTextOf(one.createdAt)}: ${one.error ?? 'no error'}`;
}

/** Waits until nothing more happens to it, or for a minute. */
async function outcome(client: ApiClient, id: string): Promise<ShownDelivery> {
  const end = Date.now() + WAIT_MS;
  for (;;) {
    const delivery = await client.get<ShownDelivery>(`/api/v1/channels/deliveries/${id}`);
    if (ENDED.includes(delivery.state) || Date.now() > end) return delivery;
    await sleep(LOOK_MS);
  }
}

function verdict({ channel, target, state, error, nextAt, attempts }: ShownDelivery): string {
  if (state === 'SENT') return `${channel}: sent to ${target}`;
  const why = error ?? 'nobody has tried yet: is the worker running?';
  const next = nextAt === null || attempts === 0 ? '' : `; next try at ${localTextOf(nextAt)}`;
  return `${channel}: not sent to ${target} (${DELIVERY_STATE[state]}): ${why}${next}`;
}

/** Every DEAD and UNKNOWN delivery, page by page. */
async function unfinished(client: ApiClient): Promise<ShownDelivery[]> {
  const all: ShownDelivery[] = [];
  let cursor: string | null = null;
  do {
    const query: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const page: { items: ShownDelivery[]; nextCursor: string | null } = await client.get(
      `/api/v1/channels/deliveries?limit=200${query}`,
    );
    all.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return all;
}

interface Json {
  json?: boolean;
}

/** `channel list`, `test`, `dead`, `resend` and `give-up`: messages on their way out, for operators. */
export function registerChannel(program: Command, client: () => ApiClient): void {
  const group = program.command('channel').description('messages that leave the product: mail, robots, SMS');
  group
    .command('list')
    .description('how each channel is doing, and what waits')
    .option('--json', 'print one JSON object')
    .action(async (o: Json, command: Command) => {
      const answer = await client().get<{ items: ShownChannel[] }>('/api/v1/channels');
      print(command, o.json, answer, answer.items.map(describe).join('\n'));
    });
  group
    .command('test <name>')
    .description('send a test message to my own address, or to a robot, and say what came of it')
    .option('--robot <name>', 'which robot, where there are several')
    .option('--json', 'print the delivery')
    .action(async (name: string, o: Json & { robot?: string }, command: Command) => {
      const api = client();
      const body = o.robot === undefined ? {} : { robot: o.robot };
      const path = `/api/v1/channels/${encodeURIComponent(name)}/test`;
      const { deliveryId } = await api.post<{ deliveryId: string }>(path, body);
      const delivery = await outcome(api, deliveryId);
      print(command, o.json, delivery, verdict(delivery));
      if (delivery.state !== 'SENT') process.exitCode = EXIT_NOT_SENT;
    });
  group
    .command('dead')
    .description('deliveries that did not arrive, or of which nobody knows whether they did')
    .option('--json', 'print one JSON object')
    .action(async (o: Json, command: Command) => {
      const items = await unfinished(client());
      print(command, o.json, { items }, items.map(deliveryLine).join('\n') || 'Everything has arrived.');
    });
  decisions(group, client);
}

function decisions(group: Command, client: () => ApiClient): void {
  group
    .command('resend <delivery>')
    .description('send a delivery again; one that did arrive then arrives twice')
    .option('--json', 'print one JSON object')
    .action(async (id: string, o: Json, command: Command) => {
      await client().post(`/api/v1/channels/deliveries/${encodeURIComponent(id)}/resend`, undefined);
      print(command, o.json, { id, state: 'PENDING' }, 'It is on its way again.');
    });
  group
    .command('give-up <delivery>')
    .description('do not try any more')
    .option('--arrived', 'somebody saw it: it counts as sent')
    .option('--json', 'print one JSON object')
    .action(async (id: string, o: Json & { arrived?: boolean }, command: Command) => {
      const arrived = o.arrived ?? false;
      await client().post(`/api/v1/channels/deliveries/${encodeURIComponent(id)}/give-up`, { arrived });
      const words = arrived ? 'It counts as sent.' : 'It is not tried any more.';
      print(command, o.json, { id, state: arrived ? 'SENT' : 'CANCELLED' }, words);
    });
}
