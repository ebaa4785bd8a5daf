import { DAY_MS } from '../../../domain/calendar/instant';
import { FakeChannel } from './fake-channel';
import { later, NOW, PostOffice } from './post-office';

jest.setTimeout(30_000);

let office: PostOffice;
beforeEach(async () => {
  office = await PostOffice.open();
});
afterEach(() => office.close());

const mail = () => new FakeChannel('mail', true);
const wecom = (...robots: string[]) => new FakeChannel('wecom', false, { robots });

describe('who gets a message', () => {
  it('everybody who holds the post, and whoever holds it in a firm of that community', async () => {
    await office.person('a', ['implementer', 'community']);
    await office.person('b', ['implementer', 'firm']);
    await office.person('c', ['implementer', 'street']);
    await office.person('d', ['officer', 'community']);
    const channel = mail();
    await office.note({ role: 'implementer' });
    await office.drain(channel);
    expect(channel.keys.sort()).toEqual(['person:a', 'person:b']);
    expect(channel.got[0]?.target.address).toMatch(/^[ab]@example\.org$/);
  });

  it('nobody whose post has ended, has not begun, or whose account is closed', async () => {
    for (const id of ['ended', 'coming', 'closed', 'here']) await office.person(id, ['officer', 'community']);
    await office.pool.query(`UPDATE posts SET until_date = '2026-03-10' WHERE person_id = 'ended'`);
    await office.pool.query(`UPDATE posts SET from_date = '2026-03-12' WHERE person_id = 'coming'`);
    await office.pool.query(`UPDATE persons SET disabled_at = now() WHERE id = 'closed'`);
    const channel = mail();
    await office.note();
    await office.drain(channel);
    expect(channel.keys).toEqual(['person:here']);
  });

  it('whoever stands in for somebody away, and not the one who is away', async () => {
    await office.person('a', ['officer', 'community']);
    await office.person('b', ['secretary', 'street']);
    await office.person('over', ['secretary', 'street']);
    await office.person('postless', null);
    await office.person('elsewhere', ['secretary', 'firm']);
    await office.away('a', 'b');
    await office.away('a', 'over', '2026-01-01', '2026-02-01');
    // What was lent ends with the post of one's own.
    await office.away('a', 'postless');
    await office.away('a', 'elsewhere');
    const channel = mail();
    await office.note();
    await office.note({ personId: 'a', kind: 'deadline-moved' });
    await office.drain(channel);
    expect(channel.keys).toEqual(['person:b']);
    expect(channel.got[0]?.lines).toHaveLength(2);
  });

  it('the one to whom it was put in, though somebody else stands in since', async () => {
    await office.person('a', ['officer', 'community']);
    await office.person('b', ['officer', 'community']);
    await office.note({ personId: 'a', kind: 'deadline-moved' });
    const channel = mail();
    await office.drain(channel, NOW, { times: { gatherMs: 5_000 } });
    await office.away('a', 'b');
    await office.drain(channel, later(10_000));
    expect(channel.keys).toEqual(['person:a']);
  });

  it('somebody with two posts gets one message, and one line of the same limit', async () => {
    await office.person('a', ['officer', 'community']);
    await office.pool.query(
      `INSERT INTO posts (id, person_id, role, organisation_id, from_date) VALUES ('p2', 'a', 'leader', 'street', '2020-01-01')`,
    );
    const same = { number: '2026-000001', clock: 'stage.1' };
    await office.note({ data: same });
    await office.note({ role: 'leader', organisationId: 'street', data: same });
    await office.note({ role: 'leader', organisationId: 'street' });
    const channel = mail();
    await office.drain(channel);
    expect(channel.got).toHaveLength(1);
    expect(channel.got[0]?.lines).toHaveLength(2);
    expect(channel.got[0]?.title).toBe('2 项逾期');
    expect((await office.deliveries())[0]?.items).toBe(3);
  });

  it.each([
    ['nobody holds the post', async () => undefined],
    ['no address', () => office.person('a', ['officer', 'community'], null)],
    ['no address', () => office.person('a', ['officer', 'community'], { mobile: '13800000000' })],
    ['muted', () => office.person('a', ['officer', 'community'], { email: 'a@x.org', muted: ['mail'] })],
  ])('is kept inside and says so: %s', async (reason, setUp) => {
    await setUp();
    const id = await office.note();
    const channel = mail();
    const { nextAt, handled } = await office.drain(channel);
    expect([nextAt, handled, channel.got]).toEqual([null, 0, []]);
    expect(await office.reasons()).toEqual({ [id]: reason });
    expect(office.skipped).toEqual([`${reason} 1`]);
    await office.drain(channel);
    expect(office.skipped).toHaveLength(1);
  });

  it('one who can be reached is enough, and a muted channel is one channel only', async () => {
    await office.person('a', ['officer', 'community'], {
      email: 'a@x.org',
      mobile: '13800000001',
      muted: ['sms'],
    });
    await office.person('b', ['officer', 'community'], null);
    const [byMail, bySms] = [await office.note(), await office.note({ channel: 'sms' })];
    const channel = mail();
    await office.drain(channel);
    await office.drain(new FakeChannel('sms', false));
    expect(channel.keys).toEqual(['person:a']);
    expect(await office.reasons()).toEqual({ [byMail]: null, [bySms]: 'muted' });
  });
});

describe('which group gets a message', () => {
  it('the one of the nearest organisation that has a robot, and those who are meant are called by name', async () => {
    await office.person('a', ['officer', 'community']);
    await office.person('b', ['officer', 'community'], { wecom: 'wecom-b', muted: ['wecom'] });
    await office.person('c', ['officer', 'street']);
    const channel = wecom('street', 'city');
    await office.note({ channel: 'wecom' });
    await office.note({ channel: 'wecom', organisationId: 'city' });
    await office.drain(channel);
    const targets = channel.got.map(({ target }) => target);
    expect(targets.sort((a, b) => a.key.localeCompare(b.key))).toEqual([
      { key: 'robot:city', address: null, mentions: [] },
      { key: 'robot:street', address: null, mentions: ['wecom-a'] },
    ]);
  });

  it('gets no title, and nothing that is for a resident', async () => {
    const channel = wecom('city');
    await office.note({ channel: 'wecom', data: { title: '帮王秀英修门' } });
    const outcome = await office.note({ channel: 'wecom', kind: 'outcome', personId: 'resident' });
    await office.drain(channel);
    expect(channel.got).toHaveLength(1);
    expect(JSON.stringify(channel.got)).not.toContain('王秀英');
    expect((await office.reasons())[outcome]).toBe('not for a group');
  });

  it('is none when no organisation up to the top has a robot', async () => {
    const id = await office.note({ channel: 'wecom' });
    await office.drain(wecom('elsewhere'));
    expect(await office.reasons()).toEqual({ [id]: 'no robot' });
  });
});

describe('why the date is so', () => {
  const why = [
    {
      kind: 'started',
      at: '2026-03-03T02:00:00.000Z',
      date: '2026-03-03',
      limit: { amount: 5, unit: 'workday' },
    },
    { kind: 'skipped', reason: 'weekend', name: null, from: '2026-03-07', to: '2026-03-08', days: 2 },
    { kind: 'due', due: { dueDate: '2026-03-10', dueAt: '2026-03-10T16:00:00.000Z', provisional: false } },
  ];
  const SHORT = '自3月3日起5个工作日，跳过2天。';

  it('is every step in a letter about one limit, and its short form in each line about several', async () => {
    await office.person('a', ['officer', 'community']);
    await office.note({ data: { why } });
    const channel = mail();
    await office.drain(channel);
    await office.note({ data: { why } });
    await office.note({ data: { why } });
    await office.drain(channel, later(1_000));
    const [one, two] = channel.got;
    expect(one?.why[0]).toMatchObject({
      number: '2026-000001',
      zh: [expect.stringContaining('起算'), expect.stringContaining('周末'), '到期：2026-03-10 24:00'],
      en: expect.arrayContaining(['due 2026-03-10 24:00']),
    });
    expect(one?.lines[0]).not.toContain(SHORT);
    expect(two?.lines.map((line) => line.endsWith(SHORT))).toEqual([true, true]);
  });

  it('is one sentence to a robot, every step to a webhook, and nothing in an SMS', async () => {
    await office.person('a', ['officer', 'community']);
    for (const channel of ['wecom', 'webhook', 'sms']) await office.note({ channel, data: { why } });
    const robot = wecom('city');
    const hook = new FakeChannel('webhook', true, { robots: ['city'] });
    const sms = new FakeChannel('sms', false);
    for (const channel of [robot, hook, sms]) await office.drain(channel);
    expect(robot.got[0]).toMatchObject({ lines: [expect.stringContaining(SHORT)], why: [] });
    expect(hook.got[0]?.why[0]?.zh).toHaveLength(3);
    expect(hook.got[0]?.lines[0]).not.toContain(SHORT);
    expect(sms.got[0]).toMatchObject({ why: [] });
    expect(Object.keys(sms.got[0]?.template ?? {})).toEqual(['number', 'count']);
  });
});

describe('what is due together', () => {
  it('leads to the bulletin that it is about, and to the desk when it is about more', async () => {
    await office.person('a', ['leader', 'street']);
    const published = (month: string) =>
      office.note({
        ...{ kind: 'bulletin-published', role: 'leader', organisationId: 'street' },
        data: { bulletin: `b-${month}`, month, edition: '〔2026〕第3期' },
      });
    const channel = mail();
    await published('2026-01');
    await office.drain(channel);
    expect(channel.got.map(({ link, title }) => [link, title])).toEqual([
      ['https://banjie.example.org/bulletins/b-2026-01', '2026年1月通报〔2026〕第3期已发布'],
    ]);
    await published('2026-02');
    await published('2026-03');
    await office.drain(channel);
    expect(channel.got[1]).toMatchObject({ link: 'https://banjie.example.org/desk', lines: { length: 2 } });
  });

  it('is one message, most urgent first, with the desk as its link', async () => {
    await office.person('a', ['officer', 'community']);
    await office.note({ data: { dueAt: '2026-03-12T16:00:00.000Z', dueDate: '2026-03-12' } });
    await office.note();
    await office.note({ kind: 'order', data: { dueAt: '2026-03-13T16:00:00.000Z', dueDate: '2026-03-13' } });
    const channel = mail();
    await office.drain(channel);
    expect(channel.got[0]).toMatchObject({
      title: '1 项督办，1 项逾期，1 项临期',
      link: 'https://banjie.example.org/desk',
      template: { number: '2026-000003', count: '3' },
    });
    expect(channel.got[0]?.lines.map((line) => line.slice(0, 11))).toEqual([
      '2026-000003',
      '2026-000002',
      '2026-000001',
    ]);
  });

  it('waits for what comes within the same seconds, and goes then', async () => {
    await office.person('a', ['officer', 'community']);
    const channel = mail();
    await office.note();
    const first = await office.drain(channel, NOW, { times: { gatherMs: 5_000 } });
    expect(channel.got).toEqual([]);
    expect(Date.parse(first.nextAt ?? '') - Date.parse(NOW)).toBeGreaterThanOrEqual(5_000);
    await office.note();
    await office.drain(channel, later(2_000), { times: { gatherMs: 5_000 } });
    expect(channel.got).toEqual([]);
    const last = await office.drain(channel, later(6_000), { times: { gatherMs: 5_000 } });
    expect([channel.got.length, channel.got[0]?.lines.length, last.nextAt]).toEqual([1, 2, null]);
  });

  it('is at most a few messages though thousands come at once', async () => {
    await office.person('a', ['officer', 'community']);
    await office.pool.query(
      `WITH n AS (INSERT INTO notifications (key, kind, role, organisation_id, data, at)
         SELECT 'bulk' || i, 'rung', 'officer', 'community', jsonb_build_object('number', '2026-' || lpad(i::text, 6, '0'),
           'clock', 'c', 'name', '审核', 'dueAt', '2026-03-10T16:00:00.000Z'), $1 FROM generate_series(1, 5000) i RETURNING id)
       INSERT INTO outbox (notification_id, channel, send_from) SELECT id, 'mail', $1 FROM n`,
      [NOW],
    );
    const channel = mail();
    await office.drain(channel);
    expect(channel.got).toHaveLength(1);
    expect(channel.got[0]?.title).toBe('5000 项逾期');
    expect(channel.got[0]?.lines).toHaveLength(5_000);
  });
});

describe('when a message may leave', () => {
  it('is not before its instant, and the answer says when to come back', async () => {
    await office.person('a', ['officer', 'community']);
    const channel = mail();
    await office.note({ sendFrom: later(DAY_MS) });
    const { nextAt } = await office.drain(channel);
    expect([nextAt, channel.got]).toEqual([later(DAY_MS), []]);
    await office.drain(channel, later(DAY_MS - 60_000));
    expect(channel.got).toEqual([]);
    expect((await office.drain(channel, later(DAY_MS))).nextAt).toBeNull();
    expect(channel.got).toHaveLength(1);
  });

  it('is at once in a simulation, whose cases live in a time of their own, and reads as of that time', async () => {
    await office.person('a', ['officer', 'community']);
    const channel = mail();
    await office.note({ sendFrom: later(365 * DAY_MS) });
    await office.drain(channel, NOW, { simulation: true });
    expect(channel.got[0]?.title).toContain('已逾期 366 天');
  });

  it('tells nobody what somebody has acknowledged, or whose clock has stopped', async () => {
    await office.person('a', ['officer', 'community']);
    await office.pool
      .query(`INSERT INTO programme_versions (id, code, version, text, definition, sources, effective_from,
        published_at) VALUES ('v', 'p', 1, '', '{}', '{}', '2026-01-01', now())`);
    await office.pool
      .query(`INSERT INTO cases (id, number, programme_code, programme_version_id, kind, title, organisation_id,
        org_path, status, state, seq, hash, opened_at) VALUES ('c', 'n', 'p', 'v', 'MATTER', 't', 'community',
        '/city/street/community/', 'SUBMITTED', '{}', 1, '', now())`);
    await office.pool
      .query(`INSERT INTO clocks (case_id, clock_id, kind, status, started_at, provisional) VALUES
      ('c', 'stopped', 'stage', 'STOPPED', now(), false), ('c', 'running', 'stage', 'RUNNING', now(), false)`);
    const about = (clockId: string, acknowledged = false) =>
      office.note({ caseId: 'c', clockId, acknowledged });
    const [stopped, running, seen] = [
      await about('stopped'),
      await about('running'),
      await about('running', true),
    ];
    const channel = mail();
    await office.drain(channel);
    expect(channel.got.map(({ lines, link }) => [lines.length, link])).toEqual([
      [1, 'https://banjie.example.org/cases/c'],
    ]);
    const reasons = await office.reasons();
    expect([stopped, running, seen].map((id) => reasons[id])).toEqual([
      'settled meanwhile',
      null,
      'settled meanwhile',
    ]);

    const missing = { kind: 'calendar-missing', role: 'officer', organisationId: 'community' } as const;
    await office.pool.query(`INSERT INTO calendar_years (year, status, source, rest, work) VALUES
      (2027, 'OFFICIAL', 's', '[]', '[]'), (2028, 'PROVISIONAL', 's', '[]', '[]')`);
    const [there, not] = [await office.note({ ...missing, data: { year: 2027 } }), await office.note({ ...missing, data: { year: 2028 } })]; // prettier-ignore
    await office.drain(channel);
    const afterwards = await office.reasons();
    expect([afterwards[there], afterwards[not]]).toEqual(['settled meanwhile', null]);
    expect(channel.got.pop()?.title).toBe('2028 年放假安排尚未导入');

    // Queued, and settled before it went.
    await about('running');
    await office.drain(channel, NOW, { times: { gatherMs: 5_000 } });
    await office.pool.query(`UPDATE clocks SET status = 'STOPPED'`);
    await office.drain(channel, later(10_000));
    expect(channel.got).toHaveLength(1);
    expect((await office.states()).sort()).toEqual(['person:a CANCELLED', 'person:a SENT', 'person:a SENT']);
  });

  it('keeps nothing for ever that was written for a channel nobody configured', async () => {
    const [old, fresh] = [
      await office.note({ channel: 'sms', sendFrom: later(-2 * DAY_MS) }),
      await office.note({ channel: 'sms' }),
    ];
    const known = await office.note({ sendFrom: later(-2 * DAY_MS) });
    expect(await office.outbox.skipUnconfigured(['mail'], { now: NOW, graceMs: DAY_MS })).toBe(1);
    expect(await office.reasons()).toEqual({ [old]: 'channel not configured' });
    expect(await office.outbox.channelsWaiting(['mail', 'sms', 'wecom'])).toEqual(['mail', 'sms']);
    expect([fresh, known]).toHaveLength(2);
  });
});

describe('two workers at once', () => {
  it('put nothing into two deliveries and send nothing twice', async () => {
    for (let i = 0; i < 40; i += 1) {
      await office.person(`p${i}`, null);
      for (let n = 0; n < 5; n += 1) await office.note({ personId: `p${i}`, kind: 'deadline-moved' });
    }
    const [one, two, three] = [mail(), mail(), mail()];
    await Promise.all([office.drain(one), office.drain(two), office.drain(three)]);
    const lines = [one, two, three].flatMap(({ got }) => got.flatMap(({ lines: all }) => all));
    expect(new Set(lines).size).toBe(lines.length);
    expect(lines).toHaveLength(200);
    expect((await office.deliveries()).every(({ state }) => state === 'SENT')).toBe(true);
  });
});
