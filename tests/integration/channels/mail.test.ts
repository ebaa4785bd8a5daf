import type { Channel, Outgoing } from '../../../activities/channels/channel';
import { mailChannel } from '../../../activities/channels/mail/mail';
import { channelsGroup } from '../../../config/channels';
import { readMail } from '../../support/channels/mail-text';
import { MAILBOX, channelsOf, neverAborted, outgoing, toPerson } from '../../support/channels/messages';
import { startStandIns, type StandIns } from '../../support/channels/start';

let standIns: StandIns;
let mail: Channel;
beforeAll(async () => {
  standIns = await startStandIns();
  mail = channelsOf(standIns, { timeoutMs: 5_000 }).get('mail')!;
});
beforeEach(() => {
  standIns.inbox.clear();
  standIns.mail.script.reset();
});
afterAll(() => standIns.stop());

const letter = (change: Partial<Outgoing> = {}): Outgoing =>
  outgoing({ target: toPerson(MAILBOX), ...change });
const send = (message = letter(), channel = mail) => channel.send(message, neverAborted());
const impatient = (): Channel => channelsOf(standIns, { timeoutMs: 300 }).get('mail')!;

describe('mail', () => {
  it('arrives as it was written', async () => {
    const message = letter({ title: '您有 2 项将到期 👨‍👩‍👧‍👦 的事项' });
    await expect(send(message)).resolves.toEqual({
      outcome: 'sent',
      providerId: `<${message.deliveryId}@banjie.example>`,
    });
    const [arrival] = standIns.inbox.of('mail');
    expect(arrival).toMatchObject({
      to: MAILBOX,
      id: `<${message.deliveryId}@banjie.example>`,
      title: message.title,
      text: [...message.lines, '', message.link].join('\n'),
    });
    const { headers } = readMail(String(arrival!.raw));
    expect(headers.get('auto-submitted')).toBe('auto-generated');
    expect(headers.get('from')).toContain('banjie@banjie.example');
  });

  it('tells about one limit why its date is so, every step, in the language of the letter; about several it has no room', async () => {
    const why = [{ number: '2026-000001', zh: ['3月2日起算', '到期'], en: ['started on 2 March', 'due'] }];
    await send(letter({ lines: ['2026-000001 审核'], why }));
    await send(letter({ language: 'en', title: '1 overdue', lines: ['2026-000001 review'], why }));
    await send(letter({ lines: ['2026-000001 审核', '2026-000002 公示'], why }));
    const [one, english, several] = standIns.inbox.of('mail');
    expect(one?.text.split('\n').slice(1, -1)).toEqual([
      ...['', '为什么是这个日期：', '- 3月2日起算', '- 到期', ''],
    ]);
    expect(english?.text.split('\n').slice(0, -1)).toEqual([
      ...['2026-000001 review', '', 'Why this date:', '- started on 2 March', '- due', ''],
    ]);
    expect([one, english].map((each) => readMail(String(each?.raw)).headers.get('content-language'))).toEqual(
      [...['zh-CN', 'en']],
    );
    expect(several?.text).not.toContain('Why');
  });

  it('keeps its Message-ID when it is repeated, so that the receiver knows it', async () => {
    standIns.mail.script.next({ does: 'drop', taken: true });
    expect((await send()).outcome).toBe('unknown');
    expect((await send()).outcome).toBe('sent');
    expect(mail.repeatable).toBe(true);
    expect(standIns.inbox.distinct('mail')).toBe(1);
    expect(standIns.inbox.doubles('mail')).toBe(1);
  });

  it.each([
    ['connect', 421],
    ['mail', 451],
    ['rcpt', 450],
    ['data', 452],
  ] as const)('comes back later when the server says so at %s', async (to, code) => {
    standIns.mail.script.next({ does: 'reply', to, code });
    expect(await send()).toMatchObject({ outcome: 'retry', error: expect.stringContaining(String(code)) });
    expect(standIns.inbox.arrivals).toEqual([]);
  });

  it.each([
    ['rcpt', 550, 'refused', 'SMTP 550 to RCPT TO'],
    ['data', 554, 'refused', 'SMTP 554 to DATA'],
  ] as const)('is refused for good at %s', async (to, code, outcome, error) => {
    standIns.mail.script.next({ does: 'reply', to, code });
    expect(await send()).toEqual({ outcome, error });
  });

  it.each(['connect', 'mail'] as const)('waits for somebody to mend what is wrong at %s', async (to) => {
    standIns.mail.script.next({ does: 'reply', to, code: 554 });
    expect(await send()).toMatchObject({ outcome: 'retry', afterMs: 600_000 });
  });

  it('does not know what became of it when no answer comes after the letter', async () => {
    standIns.mail.script.next({ does: 'hang', taken: true });
    expect(await send(letter(), impatient())).toEqual({
      outcome: 'unknown',
      error: 'SMTP: no answer within 0.3 s',
    });
    standIns.mail.script.next({ does: 'drop', taken: true });
    expect(await send()).toEqual({ outcome: 'unknown', error: 'SMTP: ECONNECTION' });
  });

  it('knows that nothing arrived when it breaks before the letter', async () => {
    standIns.mail.script.next({ does: 'hang', taken: false });
    expect(await send(letter(), impatient())).toEqual({
      outcome: 'retry',
      error: 'SMTP: no answer within 0.3 s',
      afterMs: null,
    });
    standIns.mail.script.next({ does: 'drop', taken: false });
    expect(await send()).toMatchObject({ outcome: 'retry', error: 'SMTP: ECONNECTION' });
    expect(standIns.inbox.arrivals).toEqual([]);
  });

  it('waits for a slow server', async () => {
    standIns.mail.script.next({ does: 'slow', ms: 200 });
    expect((await send()).outcome).toBe('sent');
  });

  it('comes back later when nobody listens', async () => {
    const gone = await startStandIns();
    const { mail: channel } = Object.fromEntries(channelsOf(gone));
    await gone.stop();
    expect(await send(letter(), channel)).toMatchObject({
      outcome: 'retry',
      error: expect.stringMatching(/^SMTP: E/),
    });
  });

  it('stops when it is told to, also before it began', async () => {
    const stop = new AbortController();
    standIns.mail.script.next({ does: 'hang', taken: true });
    const sending = mail.send(letter(), stop.signal);
    const arrived = new Promise<void>((resolve) => standIns.inbox.listen(() => resolve()));
    await arrived;
    stop.abort();
    expect(await sending).toEqual({ outcome: 'unknown', error: 'SMTP: stopped' });
    expect(await mail.send(letter(), stop.signal)).toMatchObject({
      outcome: 'retry',
      error: 'SMTP: stopped',
    });
  });

  it.each([
    null,
    '',
    'nobody',
    'a@b, c@d',
    'a@b\r\nRCPT TO:<c@d>',
    '"x" <a@b>',
    'a@b c@d',
    `${'a'.repeat(250)}@b.cn`,
  ])('sends nothing to %j', async (address) => {
    const before = standIns.mail.connections();
    const said = await send(letter({ target: toPerson(address) }));
    expect(said).toEqual({ outcome: 'refused', error: 'no usable mail address' });
    expect(standIns.mail.connections()).toBe(before);
  });

  it('lets no title or line start a header or another letter', async () => {
    await send(
      letter({ title: '到期\r\nBcc: x@evil.example', lines: ['一\r\n.\r\nMAIL FROM:<x@evil.example>', '.'] }),
    );
    expect(standIns.inbox.of('mail')).toHaveLength(1);
    const { to, title, text, raw } = standIns.inbox.of('mail')[0]!;
    expect(to).toBe(MAILBOX);
    expect(title).toBe('到期 Bcc: x@evil.example');
    expect(readMail(String(raw)).headers.has('bcc')).toBe(false);
    expect(text.split('\n').slice(0, 2)).toEqual(['一 . MAIL FROM:<x@evil.example>', '.']);
  });

  it('cuts a subject that no list of mails would show', async () => {
    await send(letter({ title: '催办👍🏽'.repeat(99) }));
    const { title } = standIns.inbox.of('mail')[0]!;
    expect(Buffer.byteLength(title)).toBeLessThanOrEqual(200);
    expect(title).toMatch(/^(催办👍🏽)+催?办?…$/u);
  });

  it('logs in with what the URL says, and repeats none of it', async () => {
    const url = standIns.mail.url.replace('//', '//clerk%40bureau:p%2Fss%20word@');
    const { value } = channelsGroup({ ...standIns.environment, BANJIE_SMTP_URL: url });
    const channel = mailChannel(value.mail!, { timeoutMs: 5_000 });
    expect(value.mail!.login).toEqual({ user: 'clerk@bureau', password: 'p/ss word' });
    expect((await send(letter(), channel)).outcome).toBe('sent');
    standIns.mail.script.next({ does: 'reply', to: 'rcpt', code: 550 });
    expect(JSON.stringify(await send(letter(), channel))).not.toMatch(/ss word|clerk|secret@|example/);
  });

  it('gives no password to a server elsewhere that offers no TLS', async () => {
    const { value } = channelsGroup({
      ...standIns.environment,
      BANJIE_SMTP_URL: 'smtp://user:password@mail.example.cn',
    });
    expect(value.mail).toMatchObject({ requireTls: true, port: 587 });
    const { port } = new URL(standIns.mail.url);
    const channel = mailChannel(
      { ...value.mail!, host: '127.0.0.1', port: Number(port) },
      { timeoutMs: 5_000 },
    );
    expect((await send(letter(), channel)).outcome).toBe('retry');
    expect(standIns.inbox.arrivals).toEqual([]);
  });
});
