import type { Channel, Outgoing, Sent } from '../../../activities/channels/channel';
import { channelsGroup } from '../../../config/channels';
import { createChannels } from '../../../activities/channels/create';
import { MOBILE, channelsOf, neverAborted, outgoing, toPerson } from '../../support/channels/messages';
import { startStandIns, type StandIns } from '../../support/channels/start';

const START = Date.parse('2026-11-23T09:00:00+08:00');
const HOUR_MS = 60 * 60_000;

let now = START;
let standIns: StandIns;
let sms: Channel;
beforeEach(async () => {
  now = START;
  standIns = await startStandIns({ now: () => now });
  sms = channelsOf(standIns, { now: () => now, timeoutMs: 5_000 }).get('sms')!;
});
afterEach(() => standIns.stop());

const message = (change: Partial<Outgoing> = {}): Outgoing =>
  outgoing({ target: toPerson(MOBILE), ...change });
const send = (change: Partial<Outgoing> = {}, channel = sms): Promise<Sent> =>
  channel.send(message(change), neverAborted());
const find = (deliveryId = message().deliveryId, at = new Date(now).toISOString()): Promise<Sent> =>
  sms.find!(deliveryId, toPerson(MOBILE), at, neverAborted());

describe('sending an SMS', () => {
  it('fills in the approved template and nothing else', async () => {
    expect(await send()).toEqual({ outcome: 'sent', providerId: '999999999991^0' });
    const [{ url, headers, body }] = standIns.sms.seen as [(typeof standIns.sms.seen)[0]];
    expect(Object.fromEntries(url.searchParams)).toEqual({
      PhoneNumbers: MOBILE,
      SignName: '办结',
      TemplateCode: 'SMS_0000001',
      TemplateParam: '{"number":"ZJG-2026-000017","count":"3"}',
      OutId: message().deliveryId,
    });
    expect(headers['x-acs-action']).toBe('SendSms');
    expect(body).toBe('');
  });

  it.each([MOBILE, `+86${MOBILE}`, `+86 139-1234-5678`, `0086${MOBILE}`, `86${MOBILE}`])(
    'takes %s as a number',
    async (number) => {
      expect((await send({ target: toPerson(number) })).outcome).toBe('sent');
      expect(standIns.inbox.of('sms')[0]!.to).toBe(MOBILE);
    },
  );

  it.each([null, '', '王', '1391234567x', `${MOBILE},13800138000`, '123'])(
    'sends nothing to %j',
    async (number) => {
      expect(await send({ target: toPerson(number) })).toEqual({
        outcome: 'refused',
        error: 'no usable mobile number',
      });
      expect(standIns.sms.seen).toEqual([]);
    },
  );

  it('sends the values that its template has places for, and says when one is missing', async () => {
    const environment = { ...standIns.environment, BANJIE_SMS_VARIABLES: 'count' };
    const channel = createChannels(channelsGroup(environment).value, { now: () => now }).get('sms')!;
    expect((await send({}, channel)).outcome).toBe('refused');
    expect(standIns.sms.seen[0]!.url.searchParams.get('TemplateParam')).toBe('{"count":"3"}');
    expect(await send({ template: { number: 'ZJG-1' } })).toMatchObject({
      outcome: 'refused',
      error: /value that the template needs/,
    });
  });

  it('cuts a value to what one place takes', async () => {
    const template = { number: `ZJG${'👨‍👩‍👧‍👦'.repeat(9)}`, count: '1' };
    expect((await send({ template })).outcome).toBe('sent');
    expect(standIns.inbox.of('sms')[0]!.raw).toMatchObject({ number: 'ZJG👨‍👩‍👧‍👦👨‍👩‍👧‍👦…' });
  });

  it.each([
    ['isv.BUSINESS_LIMIT_CONTROL', 'retry', HOUR_MS],
    ['isv.DAY_LIMIT_CONTROL', 'retry', HOUR_MS],
    ['Throttling.User', 'retry', 60_000],
    ['isv.MOBILE_NUMBER_ILLEGAL', 'refused', undefined],
    ['isv.TEMPLATE_MISSING_PARAMETERS', 'refused', undefined],
    ['isv.PARAM_NOT_SUPPORT_URL', 'refused', undefined],
    ['isv.AMOUNT_NOT_ENOUGH', 'retry', 600_000],
    ['isv.SMS_SIGNATURE_ILLEGAL', 'retry', 600_000],
    ['SignatureDoesNotMatch', 'retry', 600_000],
    ['isp.SYSTEM_ERROR', 'unknown', undefined],
    ['InternalError', 'unknown', undefined],
  ])('reads %s', async (code, outcome, afterMs) => {
    standIns.sms.script.next({ does: 'errcode', code });
    expect(await send()).toEqual({
      outcome,
      error: expect.stringContaining(code),
      ...(afterMs !== undefined && { afterMs }),
    });
    expect(standIns.inbox.arrivals).toEqual([]);
  });

  it('repeats no code that could be a number', async () => {
    standIns.sms.script.next(
      { does: 'errcode', code: `isv.${MOBILE}` },
      { does: 'errcode', code: '王先生 139' },
    );
    for (let i = 0; i < 2; i += 1)
      expect(await send()).toMatchObject({ error: expect.stringMatching(/^a code that is none/) });
  });

  it('waits for keys that are mended', async () => {
    const environment = { ...standIns.environment, BANJIE_SMS_KEY_SECRET: 'another' };
    const channel = createChannels(channelsGroup(environment).value, { now: () => now }).get('sms')!;
    expect(await send({}, channel)).toMatchObject({ outcome: 'retry', afterMs: 600_000 });
  });
});

describe('an SMS is sent at most once', () => {
  it.each([
    { does: 'hang', taken: true },
    { does: 'drop', taken: true },
    { does: 'half' },
    { does: 'flood' },
    { does: 'garbage' },
  ] as const)('finds out what became of it after %j', async (behaviour) => {
    const channel = channelsOf(standIns, { now: () => now, timeoutMs: 300 }).get('sms')!;
    standIns.sms.script.next(behaviour);
    expect((await send({}, channel)).outcome).toBe('unknown');
    expect(sms.repeatable).toBe(false);
    expect(await find()).toEqual({ outcome: 'sent', providerId: null });
    expect(standIns.inbox.of('sms')).toHaveLength(1);
  });

  it('leaves to a person what the gateway has no receipt of', async () => {
    standIns.sms.script.next({ does: 'drop', taken: false });
    expect((await send()).outcome).toBe('unknown');
    expect(await find()).toEqual({ outcome: 'unknown', error: 'the gateway has no receipt of it' });
  });

  it.each([
    [1, 'sent'],
    [3, 'sent'],
    [2, 'refused'],
  ] as const)('reads receipt status %i', async (status, outcome) => {
    standIns.smsGateway.carrier = { status, code: 'MK:0001' };
    await send();
    expect((await find()).outcome).toBe(outcome);
  });

  it('knows its own among others to the same number, page after page', async () => {
    standIns.smsGateway.carrier = { status: 2, code: 'UNDELIV' };
    for (let i = 0; i < 49; i += 1) await send({ deliveryId: `other-${i}` });
    standIns.smsGateway.carrier = { status: 3, code: 'DELIVERED' };
    const { PhoneNum, SendDate } = standIns.smsGateway.receipts[0]!;
    const receipt = (OutId: string) => ({ PhoneNum, SendDate, OutId, SendStatus: 3 as const, ErrCode: '' });
    standIns.smsGateway.receipts.push(...[1, 2, 3].map((i) => receipt(`more-${i}`)), receipt('mine'));
    expect((await find('mine')).outcome).toBe('sent');
    expect(await find('other-0')).toEqual({
      outcome: 'refused',
      error: 'the carrier could not deliver it (UNDELIV)',
    });
    expect((await find('nobody')).outcome).toBe('unknown');
  });

  it('looks under the day of the attempt in China, and under the next one around midnight', async () => {
    now = Date.parse('2026-11-23T23:59:58+08:00');
    const attempted = new Date(now).toISOString();
    now += 5_000;
    await send();
    expect(standIns.smsGateway.receipts[0]!.SendDate).toBe('20261124');
    now += 12 * HOUR_MS;
    expect((await find(undefined, attempted)).outcome).toBe('sent');
    const asked = standIns.sms.seen.map(({ url }) => url.searchParams.get('SendDate')).filter(Boolean);
    expect(asked).toEqual(['20261123', '20261124']);
  });

  it.each([
    { does: 'status', status: 500 },
    { does: 'errcode', code: 'isv.BUSINESS_LIMIT_CONTROL' },
    { does: 'drop', taken: false },
    { does: 'garbage' },
  ] as const)('still does not know when the gateway cannot say: %j', async (behaviour) => {
    await send();
    standIns.sms.script.next(behaviour);
    expect((await find()).outcome).toBe('unknown');
  });
});
