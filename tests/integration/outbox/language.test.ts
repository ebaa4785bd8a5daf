import type { Channel, ChannelName } from '../../../activities/channels/channel';
import { DAY_MS } from '../../../domain/calendar/instant';
import type { Language } from '../../../domain/language';
import { channelsOf, MAILBOX } from '../../support/channels/messages';
import { startStandIns, type StandIns } from '../../support/channels/start';
import { later, NOW, PostOffice } from './post-office';

jest.setTimeout(60_000);

const HAN = /\p{Script=Han}/u;

let office: PostOffice;
let standIns: StandIns;
beforeEach(async () => {
  [office, standIns] = await Promise.all([PostOffice.open(), startStandIns({ robots: ['city'] })]);
});
afterEach(async () => {
  await standIns.stop();
  await office.close();
});

const channelOf = (name: ChannelName, more: Record<string, string> = {}): Channel =>
  channelsOf({ ...standIns, environment: { ...standIns.environment, ...more } }).get(name)!;

/** A case without words that somebody typed: what is left in Chinese is ours. */
const UNTITLED = { title: undefined };

async function letterTo(language: Language | null, notes = 1) {
  await office.person('a', ['officer', 'community'], { email: MAILBOX }, language);
  for (let i = 0; i < notes; i += 1) await office.note({ data: UNTITLED });
  await office.drain(channelOf('mail'));
  const letters = standIns.inbox.of('mail');
  expect(letters).toHaveLength(1);
  return letters[0]!;
}

describe('a mail', () => {
  it.each([null, 'zh'] as const)('is in Chinese only for whoever said %s', async (language) => {
    const { title, text } = await letterTo(language);
    expect(title).toContain('逾期');
    expect(text).toContain('审核');
    expect(text).not.toMatch(/review|overdue|Please/);
  });

  it('is in English only for whoever reads English', async () => {
    const { title, text } = await letterTo('en');
    expect(title).toContain('Overdue');
    expect(text).toContain('review');
    expect(`${title} ${text}`).not.toMatch(HAN);
  });

  it('about several limits is a digest in that language', async () => {
    const { title, text } = await letterTo('en', 3);
    expect(title).toBe('3 overdue');
    expect(text.split('\n').filter((line) => line.includes('review'))).toHaveLength(3);
    expect(text).not.toMatch(HAN);
  });

  it('to several is to each in their own', async () => {
    await office.person('a', ['officer', 'community'], { email: 'a@street.example.cn' }, 'en');
    await office.person('b', ['officer', 'community'], { email: 'b@street.example.cn' }, 'zh');
    await office.note({ data: UNTITLED });
    await office.drain(channelOf('mail'));
    const said = Object.fromEntries(standIns.inbox.of('mail').map(({ to, title }) => [to, HAN.test(title)]));
    expect(said).toEqual({ 'a@street.example.cn': false, 'b@street.example.cn': true });
  });

  it('that is repeated in another language, chosen meanwhile, is the same letter to its receiver', async () => {
    standIns.mail.script.next({ does: 'drop', taken: true });
    await office.person('a', ['officer', 'community'], { email: MAILBOX }, 'zh');
    await office.note({ data: UNTITLED });
    const { nextAt } = await office.drain(channelOf('mail'));
    await office.pool.query("UPDATE persons SET language = 'en'");
    await office.drain(channelOf('mail'), nextAt ?? later(DAY_MS));
    const letters = standIns.inbox.of('mail');
    expect(letters.map(({ title }) => HAN.test(title))).toEqual([true, false]);
    expect(new Set(letters.map(({ id }) => id)).size).toBe(1);
    expect(await office.states()).toEqual(['person:a SENT']);
  });
});

describe('a group', () => {
  const toldIn = async (name: 'wecom' | 'dingtalk' | 'webhook', more: Record<string, string> = {}) => {
    await office.person('a', ['officer', 'community'], { wecom: 'wecom-a' }, 'en');
    await office.note({ channel: name, data: UNTITLED });
    await office.drain(channelOf(name, more), NOW);
    return JSON.stringify(standIns.inbox.of(name)[0]?.raw);
  };

  it.each(['wecom', 'dingtalk', 'webhook'] as const)(
    'on %s is told in Chinese, whoever is in it',
    async (name) => {
      expect(await toldIn(name)).toMatch(/逾期/);
    },
  );

  it.each([
    ['wecom', { BANJIE_WECOM_LANGUAGE: 'en' }],
    ['dingtalk', { BANJIE_DINGTALK_LANGUAGE: 'en' }],
  ] as const)('on %s is told in English where that is configured', async (name, more) => {
    const said = await toldIn(name, more);
    expect(said).toContain('Overdue');
    expect(said).not.toMatch(HAN);
  });

  it('behind a webhook learns which language its words are in', async () => {
    const said = JSON.parse(await toldIn('webhook', { BANJIE_WEBHOOKS_LANGUAGE: 'en' })) as Record<
      string,
      unknown
    >;
    expect(said).toMatchObject({ language: 'en', title: expect.stringContaining('Overdue') });
  });
});
