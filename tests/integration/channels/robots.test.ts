import type { Channel, Sent } from '../../../activities/channels/channel';
import { dingtalkSign } from '../../../activities/channels/robots/dingtalk';
import type { DingtalkMessage } from '../../support/channels/dingtalk';
import { channelsOf, neverAborted, outgoing, toPerson, toRobot } from '../../support/channels/messages';
import { startStandIns, type StandIns } from '../../support/channels/start';
import type { WecomMessage } from '../../support/channels/wecom';

const START = Date.parse('2026-11-23T09:00:00+08:00');
const MINUTE_MS = 60_000;

let now = START;
let standIns: StandIns;
let wecom: Channel;
let dingtalk: Channel;
beforeEach(async () => {
  now = START;
  standIns = await startStandIns({ robots: ['bureau', 'street'], now: () => now });
  const channels = channelsOf(standIns, { now: () => now });
  wecom = channels.get('wecom')!;
  dingtalk = channels.get('dingtalk')!;
});
afterEach(() => standIns.stop());

const send = (channel: Channel, change = {}): Promise<Sent> => channel.send(outgoing(change), neverAborted());
const long = (lines: number) => ({
  title: '今日催办',
  lines: Array.from(
    { length: lines },
    (_, i) => `ZJG-2026-${String(i).padStart(6, '0')} 审核 已逾期 ${i + 1} 个工作日`,
  ),
});

describe('wecom', () => {
  const contentOf = (index = 0): string => standIns.inbox.of('wecom')[index]!.text;

  it('is markdown without mentions, with the words and the link', async () => {
    expect(await send(wecom)).toEqual({ outcome: 'sent', providerId: null });
    const { msgtype } = standIns.inbox.of('wecom')[0]!.raw as WecomMessage;
    expect(msgtype).toBe('markdown');
    expect(contentOf()).toBe(
      [
        '**2 项将到期，1 项已逾期**',
        '> ZJG-2026-000017 审核 已逾期 2 个工作日',
        '> ZJG-2026-000018 公示 今天到期',
        '[点击查看](https://banjie.example/c/ZJG-2026-000017)',
      ].join('\n'),
    );
  });

  it('is text when somebody is mentioned, and never mentions all', async () => {
    const target = toRobot('street', ['wang.li', '@all', 'all', 'wang.li', 'x y', '13800138000']);
    await send(wecom, { target });
    const raw = standIns.inbox.of('wecom')[0]!.raw as WecomMessage;
    expect(raw.text?.mentioned_list).toEqual(['wang.li', '13800138000']);
    expect(standIns.inbox.of('wecom')[0]!.to).toBe('street');
    expect(raw).not.toHaveProperty('text.mentioned_mobile_list');
  });

  it.each([
    [toRobot('bureau'), 4_096],
    [toRobot('bureau', ['wang']), 2_048],
  ])('fits into what the robot takes, to the byte', async (target, most) => {
    for (let extra = 0; extra < 12; extra += 1) {
      const { title, lines } = long(200);
      expect((await send(wecom, { target, lines, title: title + 'x'.repeat(extra) })).outcome).toBe('sent');
      const content = contentOf(extra);
      expect(Buffer.byteLength(content)).toBeLessThanOrEqual(most);
      expect(Buffer.byteLength(content)).toBeGreaterThan(most - 100);
      expect(content).toMatch(/……另有 \d+ 项，请登录查看\n/);
    }
  });

  it('says in English what is its own in an English message', async () => {
    const { lines } = long(200);
    await send(wecom, { language: 'en', title: '3 overdue', lines });
    expect(contentOf()).toMatch(/\n> … and \d+ more: sign in to see them\n\[Open\]\(https:/);
  });

  it('leaves no markup of others in the text', async () => {
    await send(wecom, { title: '<@all> [x](http://evil)', lines: ['**`<font color="warning">`**'] });
    expect(contentOf()).not.toMatch(/<@|\]\(http:\/\/evil|<font/);
  });

  it('comes back a minute later after 20 messages in a minute', async () => {
    for (let i = 0; i < 20; i += 1) expect((await send(wecom, { title: String(i) })).outcome).toBe('sent');
    expect(await send(wecom)).toEqual({
      outcome: 'retry',
      error: 'errcode 45009: too many messages',
      afterMs: MINUTE_MS,
    });
    expect((await send(wecom, { target: toRobot('street') })).outcome).toBe('sent');
    now += MINUTE_MS;
    expect((await send(wecom)).outcome).toBe('sent');
    expect(wecom.perMinute).toBe(20);
  });

  it.each([
    [45_009, 'retry', MINUTE_MS],
    [45_033, 'retry', MINUTE_MS],
    [-1, 'retry', null],
    [93_000, 'retry', 600_000],
    [40_058, 'refused', undefined],
    [40_008, 'refused', undefined],
    [99_999, 'refused', undefined],
  ])('reads errcode %i in an answer of 200', async (code, outcome, afterMs) => {
    standIns.wecom.script.next({ does: 'errcode', code });
    const said = await send(wecom);
    expect(said).toMatchObject({ outcome, ...(afterMs !== undefined && { afterMs }) });
    expect(standIns.inbox.arrivals).toEqual([]);
  });

  it('knows the robots it was given, and no others', async () => {
    expect([...wecom.robots!]).toEqual(['bureau', 'street']);
    for (const target of [
      toRobot('elsewhere'),
      toRobot('__proto__'),
      toRobot('constructor'),
      toPerson('wang'),
    ]) {
      expect(await send(wecom, { target })).toEqual({
        outcome: 'refused',
        error: 'no WeCom robot of this name is configured',
      });
    }
    expect(standIns.wecom.seen).toEqual([]);
  });
});

describe('dingtalk', () => {
  const rawOf = (index = 0) => standIns.inbox.of('dingtalk')[index]!.raw as DingtalkMessage;

  it('is signed as the provider computes it', async () => {
    // Computed with Python's hmac and base64.
    expect(dingtalkSign('1577262236757', 'this is secret')).toBe(
      'hmPWwU+7lVdm3ZZz0r9tSfx0L4Q26jWOZr9+Gs6EZQM=',
    );
    expect((await send(dingtalk)).outcome).toBe('sent');
    const { url } = standIns.dingtalk.seen[0]!;
    expect(url.searchParams.get('timestamp')).toBe(String(START));
    expect(rawOf().markdown.text).toBe(
      [
        '### 2 项将到期，1 项已逾期',
        '> ZJG-2026-000017 审核 已逾期 2 个工作日',
        '> ZJG-2026-000018 公示 今天到期',
        '[点击查看](https://banjie.example/c/ZJG-2026-000017)',
      ].join('\n\n'),
    );
  });

  it('is refused by them with a clock an hour off, and waits for it to be mended', async () => {
    const [slow] = [channelsOf(standIns, { now: () => now - 61 * MINUTE_MS }).get('dingtalk')!];
    expect(await send(slow)).toMatchObject({ outcome: 'retry', afterMs: 600_000 });
  });

  it('mentions accounts in the text too, and never all', async () => {
    await send(dingtalk, { target: toRobot('bureau', ['manager01', '@all', 'all']) });
    expect(rawOf().at).toEqual({ atUserIds: ['manager01'], isAtAll: false });
    expect(rawOf().markdown.text).toMatch(/\n\n@manager01$/);
  });

  it('fits into what the robot takes', async () => {
    expect((await send(dingtalk, { ...long(2_000), title: '催办\n'.repeat(500) })).outcome).toBe('sent');
    expect(rawOf().markdown.text).toContain('另有');
    expect(Buffer.byteLength(rawOf().markdown.title)).toBeLessThanOrEqual(120);
  });

  it('comes back ten minutes later after 20 messages in a minute', async () => {
    for (let i = 0; i < 20; i += 1) expect((await send(dingtalk, { title: String(i) })).outcome).toBe('sent');
    const blocked = { outcome: 'retry', error: 'errcode 130101: too many messages', afterMs: 10 * MINUTE_MS };
    expect(await send(dingtalk)).toEqual(blocked);
    now += 2 * MINUTE_MS;
    expect(await send(dingtalk)).toEqual(blocked);
    now += 8 * MINUTE_MS;
    expect((await send(dingtalk)).outcome).toBe('sent');
  });

  it.each([
    [130_101, 'retry', 600_000],
    [410_100, 'retry', 600_000],
    [310_000, 'retry', 600_000],
    [300_005, 'retry', 600_000],
    [-1, 'retry', null],
    [460_101, 'refused', undefined],
  ])('reads errcode %i in an answer of 200', async (code, outcome, afterMs) => {
    standIns.dingtalk.script.next({ does: 'errcode', code });
    expect(await send(dingtalk)).toMatchObject({ outcome, ...(afterMs !== undefined && { afterMs }) });
  });

  it('takes a redirect for a blocked robot', async () => {
    standIns.dingtalk.script.next({
      does: 'status',
      status: 302,
      headers: { location: 'https://x.example/deny' },
    });
    expect(await send(dingtalk)).toMatchObject({ outcome: 'retry', afterMs: 600_000 });
  });
});
