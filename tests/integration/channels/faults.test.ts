import type { Channel, ChannelName, Outgoing, Sent } from '../../../activities/channels/channel';
import type { HttpStandIn } from '../../support/channels/http-stand-in';
import { MOBILE, channelsOf, neverAborted, outgoing, toPerson } from '../../support/channels/messages';
import type { Behaviour } from '../../support/channels/script';
import { startStandIns, type StandIns } from '../../support/channels/start';

type Http = Exclude<ChannelName, 'mail'>;
const HTTP: readonly Http[] = ['wecom', 'dingtalk', 'sms', 'webhook'];
const IMPATIENT_MS = 300;

let standIns: StandIns;
let patient: Map<ChannelName, Channel>;
let impatient: Map<ChannelName, Channel>;
beforeAll(async () => {
  standIns = await startStandIns();
  patient = channelsOf(standIns, { timeoutMs: 5_000 });
  impatient = channelsOf(standIns, { timeoutMs: IMPATIENT_MS });
});
beforeEach(() => {
  standIns.inbox.clear();
  for (const name of HTTP) standIns[name].script.reset();
});
afterAll(() => standIns.stop());

const messageFor = (name: Http): Outgoing => outgoing(name === 'sms' ? { target: toPerson(MOBILE) } : {});
async function meets(name: Http, behaviour: Behaviour, channels = patient): Promise<Sent> {
  standIns[name].script.next(behaviour);
  return channels.get(name)!.send(messageFor(name), neverAborted());
}
const standIn = (name: Http): HttpStandIn => standIns[name];

describe.each(HTTP)('%s', (name) => {
  it('arrives once when all is well', async () => {
    expect((await meets(name, { does: 'answer' })).outcome).toBe('sent');
    expect(standIns.inbox.of(name)).toHaveLength(1);
  });

  it('waits for a slow answer', async () => {
    expect((await meets(name, { does: 'slow', ms: 200 })).outcome).toBe('sent');
  });

  it.each([true, false])('does not know what became of it when no answer comes (kept: %s)', async (taken) => {
    const said = await meets(name, { does: 'hang', taken }, impatient);
    expect(said).toEqual({ outcome: 'unknown', error: 'no answer within 0.3 s' });
    expect(standIns.inbox.of(name)).toHaveLength(taken ? 1 : 0);
  });

  it.each([true, false])(
    'does not know what became of it when the connection breaks (kept: %s)',
    async (taken) => {
      const said = await meets(name, { does: 'drop', taken });
      expect(said).toEqual({
        outcome: 'unknown',
        error: expect.stringMatching(/^connection lost( \([A-Z_]+\))?$/),
      });
    },
  );

  it('does not know what became of it when the answer breaks off', async () => {
    expect((await meets(name, { does: 'half' })).outcome).toBe('unknown');
  });

  it('comes back later when nobody listens', async () => {
    const gone = await startStandIns();
    const channel = channelsOf(gone).get(name)!;
    await gone.stop();
    expect(await channel.send(messageFor(name), neverAborted())).toEqual({
      outcome: 'retry',
      error: 'no connection (ECONNREFUSED)',
      afterMs: null,
    });
  });

  it('comes back when the provider says', async () => {
    for (const status of [429, 503]) {
      const headers = { 'retry-after': '90' };
      expect(await meets(name, { does: 'status', status, headers })).toEqual({
        outcome: 'retry',
        error: `HTTP ${status}`,
        afterMs: 90_000,
      });
    }
    expect(await meets(name, { does: 'status', status: 429 })).toMatchObject({ afterMs: null });
    const later = { 'retry-after': 'Wed, 21 Oct 2026 07:28:00 GMT' };
    expect(await meets(name, { does: 'status', status: 429, headers: later })).toMatchObject({
      afterMs: null,
    });
  });

  it.each([500, 502, 504])('knows for HTTP %i whether it may repeat', async (status) => {
    const outcome = name === 'sms' ? 'unknown' : 'retry';
    expect((await meets(name, { does: 'status', status })).outcome).toBe(outcome);
  });

  it('follows no redirect', async () => {
    const before = standIn(name).seen.length;
    const headers = { location: `${standIn('webhook').endpoint}/elsewhere` };
    expect((await meets(name, { does: 'status', status: 307, headers })).outcome).toBe('retry');
    expect(standIn(name).seen.length).toBe(before + 1);
    expect(standIn('webhook').seen.every(({ url }) => url.pathname !== '/elsewhere')).toBe(true);
  });

  it.each([401, 403, 404])('waits for somebody to mend HTTP %i', async (status) => {
    expect(await meets(name, { does: 'status', status })).toMatchObject({
      outcome: 'retry',
      afterMs: 600_000,
    });
  });

  it('takes no page of a hotel for a yes', async () => {
    const said = await meets(name, { does: 'garbage' });
    // A webhook has no answer of its own: 2xx is its yes.
    expect(said.outcome).toBe(name === 'webhook' ? 'sent' : 'unknown');
  });

  it('does not read an answer without end', async () => {
    const said = await meets(name, { does: 'flood' }, impatient);
    expect(said.outcome).toBe(name === 'webhook' ? 'sent' : 'unknown');
    if (said.outcome === 'unknown') expect(said.error).not.toContain('no answer');
  });

  it('stops when it is told to, also before it began', async () => {
    const channel = patient.get(name)!;
    const stop = new AbortController();
    standIn(name).script.next({ does: 'hang', taken: true });
    const arrived = new Promise<void>((resolve) => standIns.inbox.listen(() => resolve()));
    const sending = channel.send(messageFor(name), stop.signal);
    await arrived;
    stop.abort();
    expect(await sending).toEqual({ outcome: 'unknown', error: 'stopped before an answer came' });
    const before = standIn(name).seen.length;
    expect((await channel.send(messageFor(name), stop.signal)).outcome).toBe('retry');
    expect(standIn(name).seen.length).toBe(before);
  });

  it('says nothing of keys, numbers and addresses, whatever goes wrong', async () => {
    const faults: readonly Behaviour[] = [
      { does: 'errcode', code: name === 'sms' ? 'isv.13912345678' : -99 },
      { does: 'errcode', code: name === 'sms' ? MOBILE : 93_000 },
      { does: 'errcode', code: name === 'sms' ? 'isv.MOBILE_NUMBER_ILLEGAL' : 310_000 },
      { does: 'status', status: 500 },
      { does: 'status', status: 404 },
      { does: 'status', status: 302, headers: { location: 'https://x/?key=key-of-bureau' } },
      { does: 'hang', taken: true },
      { does: 'drop', taken: true },
      { does: 'half' },
    ];
    const errors: string[] = [];
    for (const fault of faults) {
      const said = await meets(name, fault, impatient);
      if (said.outcome !== 'sent') errors.push(said.error);
    }
    expect(errors.length).toBeGreaterThanOrEqual(6);
    expect(errors.join('\n')).not.toMatch(
      /key-of|tokenof|SEC-of|stand-in|StandIn|echo|139|138|127\.0|example/i,
    );
  });
});
