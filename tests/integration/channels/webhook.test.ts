import type { Channel } from '../../../activities/channels/channel';
import { createChannels } from '../../../activities/channels/create';
import { channelsGroup } from '../../../config/channels';
import { channelsOf, neverAborted, outgoing, toRobot } from '../../support/channels/messages';
import { startStandIns, type StandIns } from '../../support/channels/start';

let standIns: StandIns;
let webhook: Channel;
beforeAll(async () => {
  standIns = await startStandIns({ robots: ['bureau', 'oa'] });
  webhook = channelsOf(standIns, { timeoutMs: 5_000 }).get('webhook')!;
});
beforeEach(() => {
  standIns.inbox.clear();
  standIns.webhook.script.reset();
});
afterAll(() => standIns.stop());

describe('webhook', () => {
  it('brings the message as JSON, signed', async () => {
    const why = [{ number: 'ZJG-2026-000017', zh: ['3月2日起算'], en: ['started on 2 March'] }];
    const message = outgoing({ target: toRobot('oa', ['wang']), why });
    expect(await webhook.send(message, neverAborted())).toEqual({ outcome: 'sent', providerId: null });
    expect(standIns.inbox.of('webhook')[0]).toMatchObject({
      to: 'oa',
      id: message.deliveryId,
      raw: {
        id: message.deliveryId,
        language: 'zh',
        title: message.title,
        lines: message.lines,
        why,
        link: message.link,
        mentions: ['wang'],
      },
    });
  });

  it('keeps its key when it is repeated, so that the receiver knows it', async () => {
    standIns.webhook.script.next({ does: 'drop', taken: true });
    expect((await webhook.send(outgoing(), neverAborted())).outcome).toBe('unknown');
    expect((await webhook.send(outgoing(), neverAborted())).outcome).toBe('sent');
    expect(webhook.repeatable).toBe(true);
    expect([standIns.inbox.distinct('webhook'), standIns.inbox.doubles('webhook')]).toEqual([1, 1]);
  });

  it.each([400, 409, 410, 413, 422])('takes HTTP %i as final', async (status) => {
    standIns.webhook.script.next({ does: 'status', status });
    expect(await webhook.send(outgoing(), neverAborted())).toEqual({
      outcome: 'refused',
      error: `HTTP ${status}`,
    });
  });

  it.each([
    ['another secret', { secret: 'not-the-secret-of-it' }],
    ['an old timestamp', { now: () => Date.now() - 6 * 60_000 }],
  ])('is not believed with %s', async (_, { secret, now }: { secret?: string; now?: () => number }) => {
    const hooks = JSON.parse(standIns.environment['BANJIE_WEBHOOKS']!);
    const BANJIE_WEBHOOKS = JSON.stringify({ bureau: { ...hooks.bureau, ...(secret && { secret }) } });
    const { value } = channelsGroup({ BANJIE_WEBHOOKS });
    const channel = createChannels(value, now ? { now } : {}).get('webhook')!;
    expect(await channel.send(outgoing(), neverAborted())).toMatchObject({
      outcome: 'retry',
      error: expect.stringContaining('HTTP 401'),
    });
    expect(standIns.inbox.arrivals).toEqual([]);
  });

  it('goes to no hook that is not configured', async () => {
    const message = outgoing({ target: toRobot('elsewhere') });
    expect((await webhook.send(message, neverAborted())).outcome).toBe('refused');
  });
});
