import { randomUUID } from 'node:crypto';
import { OutgoingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { addPerson, plantRules, plantTree, type NewPerson } from './support/bureau';
import { OpenPage, type Listening } from './support/events';
import { ask, cookieOf } from './support/http';
import { runApi, type RunningApi, type RunOptions } from './support/running-api';

const PASSWORD = 'Chezhang-1234';
const FAST = { pollMs: 100, beatMs: 100 };
let api: RunningApi;
const pages: OpenPage[] = [];
const others: RunningApi[] = [];

beforeAll(async () => {
  api = await runApi({ live: FAST });
  await plantTree(api.prisma);
  await plantRules(api.prisma, api.pool);
});
afterEach(async () => {
  await Promise.all(pages.splice(0).map((page) => page.close()));
  await Promise.all(others.splice(0).map((other) => other.stop()));
});
afterAll(() => api.stop());

/** Another instance of the API on the same database. */
async function anotherApi(live: NonNullable<RunOptions['live']>): Promise<RunningApi> {
  const other = await runApi({ live, databaseUrl: api.database.url });
  others.push(other);
  return other;
}

/** An open page that is ready: from here on nothing is missed. */
async function opened(listening: Listening, url = api.url): Promise<{ page: OpenPage; from: string }> {
  const page = await OpenPage.open(url, listening);
  pages.push(page);
  const ready = await page.nextOf('ready');
  return { page, from: ready.id ?? '' };
}
const member = (post: NonNullable<NewPerson['posts']>[number], more: NewPerson = {}) =>
  addPerson(api.prisma, { ...more, posts: [post] });

/** An organisation that nothing else is told at. */
async function place(): Promise<string> {
  const id = `o${randomUUID().slice(0, 8)}`;
  const path = `/zjg/yangshe/${id}/`;
  await api.prisma.organisation.create({
    data: { id, parentId: 'yangshe', name: '社区', level: 'COMMUNITY', path },
  });
  return id;
}

type To = { role: string; organisationId: string } | { personId: string };

/** Writes messages as the ledger does, on a connection of its own that the caller commits. */
async function writer(): Promise<Client> {
  const client = new Client({ connectionString: api.database.url });
  await client.connect();
  return client;
}
async function write(
  client: Client,
  to: To,
  count = 1,
  data: object = { title: '车棚翻修' },
): Promise<string[]> {
  const whom = { role: null, organisationId: null, personId: null, ...to };
  const { rows } = await client.query<{ id: string }>(
    `INSERT INTO notifications (key, kind, role, organisation_id, person_id, data, at)
     SELECT gen_random_uuid()::text, 'duty', $1, $2, $3, $4, now() FROM generate_series(1, $5) RETURNING id`,
    [whom.role, whom.organisationId, whom.personId, JSON.stringify(data), count],
  );
  await client.query("SELECT pg_notify('banjie_outbox', '')");
  return rows.map(({ id }) => id);
}
async function tell(to: To, count = 1, data?: object): Promise<string[]> {
  const client = await writer();
  const ids = await write(client, to, count, data);
  await client.end();
  return ids;
}
const LONG = 'x'.repeat(20_000);

/** How many bytes any answer had waiting to be taken, at most. */
function mostWaiting(): () => number {
  let most = 0;
  const write = OutgoingMessage.prototype.write;
  const spy = jest.spyOn(OutgoingMessage.prototype, 'write').mockImplementation(function (
    this: OutgoingMessage,
    ...args: unknown[]
  ) {
    const written = Reflect.apply(write, this, args) as boolean;
    most = Math.max(most, this.writableLength);
    return written;
  });
  return () => {
    spy.mockRestore();
    return most;
  };
}

const idsOf = (events: readonly { id: string | null }[]) => events.map(({ id }) => id);

describe('an open page', () => {
  it('is told what is for its person, as the list shows it, and nothing else', async () => {
    const at = await place();
    const me = await member({ role: 'officer', organisationId: at });
    const { page } = await opened({ token: me.token });
    await tell({ role: 'reviewer', organisationId: at });
    await tell({ role: 'officer', organisationId: 'shuangde' });
    await tell({ personId: randomUUID() });
    const [first] = await tell({ role: 'officer', organisationId: at });
    const [second] = await tell({ personId: me.id });
    const events = await page.messages(2);
    expect(idsOf(events)).toEqual([first, second]);
    const list = await ask(api.url, 'GET', '/api/v1/notifications', { token: me.token });
    expect(list.body.items?.map(({ id }) => id)).toEqual([second, first]);
    expect(events.map(({ data }) => data).reverse()).toEqual(list.body.items);
  });

  it('passes whatever lies between, and is not closed as idle', async () => {
    const { token } = await addPerson(api.prisma);
    const { page } = await opened({ token });
    expect(Object.fromEntries(page.response.headers)).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    });
    await page.comment();
    const head = await ask(api.url, 'HEAD', '/api/v1/live', { token });
    expect(head.status).toBe(200);
  });

  it('is described in the OpenAPI document, events and refusals included', async () => {
    const { body } = await ask(api.url, 'GET', '/api/openapi.json');
    const { get } = (body['paths'] as Record<string, { get: Record<string, unknown> }>)['/api/v1/live']!;
    expect(get).toMatchObject({
      description: expect.stringMatching(/Last-Event-ID.*`duties`.*`signed-out`/s) as string,
      responses: { 200: { content: { 'text/event-stream': {} } }, 401: {}, 429: {}, 503: {} },
    });
  });

  it('hears of a firm’s or a grid’s messages at the community above', async () => {
    const at = await place();
    const id = `${at}-grid`;
    const path = `/zjg/yangshe/${at}/${id}/`;
    await api.prisma.organisation.create({ data: { id, parentId: at, name: '网格', level: 'GRID', path } });
    const me = await member({ role: 'grid-worker', organisationId: id });
    const { page } = await opened({ token: me.token });
    const [told] = await tell({ role: 'grid-worker', organisationId: at });
    expect(idsOf(await page.messages(1))).toEqual([told]);
  });

  it('hears that duties may have changed when a case of its place moves', async () => {
    const officer = await member({ role: 'officer', organisationId: 'fuqian' });
    const { page } = await opened({ token: officer.token });
    // The first look only learns what there is; commands go on until one is seen.
    const heard = page.nextOf('duties');
    const moved: unknown[] = [];
    let done = false;
    void heard.finally(() => (done = true));
    while (!done) {
      const about = {
        programmeCode: 'zhangjiagang',
        kind: 'PROJECT',
        title: '车棚',
        organisationId: 'fuqian',
      };
      const headers = { 'idempotency-key': randomUUID() };
      const answer = await ask(api.url, 'POST', '/api/v1/cases', {
        token: officer.token,
        headers,
        body: about,
      });
      moved.push(answer.body['caseId']);
      await sleep(200);
    }
    const { cases } = (await heard).data as { cases: string[] };
    expect(cases).not.toHaveLength(0);
    expect(moved).toEqual(expect.arrayContaining(cases));
  });
});

describe('a connection that is lost', () => {
  it('goes on after the last message it had, without loss or doubling', async () => {
    const me = await member({ role: 'officer', organisationId: await place() });
    const to = { personId: me.id };
    const { page } = await opened({ token: me.token });
    const before = await tell(to, 3);
    const [had] = await page.messages(1);
    expect(had?.id).toBe(before[0]);
    await page.close();
    const between = await tell(to, 4);
    const again = await opened({ token: me.token, lastEventId: had?.id ?? '' });
    const after = await tell(to, 2);
    expect(idsOf(await again.page.messages(8))).toEqual([...before.slice(1), ...between, ...after]);
  });

  it('goes on from where it was opened when nothing had come yet', async () => {
    const me = await addPerson(api.prisma);
    const { page, from } = await opened({ token: me.token });
    await page.close();
    const missed = await tell({ personId: me.id }, 2);
    const { page: again } = await opened({ token: me.token, lastEventId: from });
    expect(idsOf(await again.messages(2))).toEqual(missed);
  });

  it('opens with the newest message of a list, so that nothing falls between list and stream', async () => {
    const me = await addPerson(api.prisma);
    const [known, missed] = await tell({ personId: me.id }, 2);
    const { page } = await opened({ token: me.token, query: `?after=${known ?? ''}` });
    expect(idsOf(await page.messages(1))).toEqual([missed]);
  });

  it('is told to read the list anew when it knows of messages that do not exist', async () => {
    const me = await addPerson(api.prisma);
    const page = await OpenPage.open(api.url, { token: me.token, lastEventId: '999999999999999' });
    pages.push(page);
    await page.nextOf('reset');
    const [told] = await tell({ personId: me.id });
    expect(idsOf(await page.messages(1))).toEqual([told]);
  });

  it.each(['?after=x', '?after=1&more=1'])('is refused with %s', async (query) => {
    const { token } = await addPerson(api.prisma);
    expect((await ask(api.url, 'GET', `/api/v1/live${query}`, { token })).status).toBe(400);
  });

  it('is refused with an id that is none of ours', async () => {
    const { token } = await addPerson(api.prisma);
    const answer = await ask(api.url, 'GET', '/api/v1/live', { token, headers: { 'last-event-id': 'x' } });
    expect(answer.body).toMatchObject({ code: 'invalid-input' });
  });
});

describe('messages that are written at the same time', () => {
  it('are told in the order of their numbers, though the lower one is committed later', async () => {
    const me = await addPerson(api.prisma);
    const { page } = await opened({ token: me.token });
    const [slow, quick] = [await writer(), await writer()];
    await slow.query('BEGIN');
    const low = await write(slow, { personId: me.id });
    const high = await write(quick, { personId: me.id });
    // Long enough for many looks: whoever goes by the highest number seen would tell the higher one now.
    await sleep(500);
    await slow.query('COMMIT');
    expect(idsOf(await page.messages(2))).toEqual([...low, ...high]);
    await Promise.all([slow.end(), quick.end()]);
  });

  it('are not waited for when their transaction fails', async () => {
    const me = await addPerson(api.prisma);
    const { page } = await opened({ token: me.token });
    const slow = await writer();
    await slow.query('BEGIN');
    await write(slow, { personId: me.id });
    const high = await tell({ personId: me.id });
    await slow.query('ROLLBACK');
    expect(idsOf(await page.messages(1))).toEqual(high);
    await slow.end();
  });

  it('arrive all, once and in order: a thousand, on many connections, to several pages', async () => {
    const at = await place();
    const people = await Promise.all([1, 2, 3].map(() => member({ role: 'officer', organisationId: at })));
    const open = await Promise.all(people.map(({ token }) => opened({ token })));
    const reading = open.map(({ page }) => page.messages(1_000));
    const writers = await Promise.all(Array.from({ length: 5 }, writer));
    const written = await Promise.all(
      writers.map(async (client, i) => {
        const ids: string[] = [];
        // Some many in one transaction, some one by one.
        const each = i % 2 === 0 ? 200 : 10;
        for (let n = 0; n < 200; n += each)
          ids.push(...(await write(client, { role: 'officer', organisationId: at }, each)));
        return ids;
      }),
    );
    const expected = written.flat().sort((a, b) => Number(a) - Number(b));
    for (const events of await Promise.all(reading)) expect(idsOf(events)).toEqual(expected);
    await Promise.all(writers.map((client) => client.end()));
  });

  it('wait for a page that reads slowly, without being kept in memory for it', async () => {
    const me = await addPerson(api.prisma);
    // Heartbeats as in earnest: a page that reads nothing for several of them is given up.
    const other = await anotherApi({ pollMs: 100 });
    const quick = await opened({ token: me.token }, other.url);
    const slow = await opened({ token: me.token }, other.url);
    const waiting = mostWaiting();
    const told: string[] = [];
    for (let n = 0; n < 10; n++) told.push(...(await tell({ personId: me.id }, 100, { words: LONG })));
    expect(idsOf(await quick.page.messages(1_000))).toEqual(told);
    // Twenty megabytes were written; the page that did not read has at most what is read at a time.
    expect(waiting()).toBeLessThan(8_000_000);
    expect(idsOf(await slow.page.messages(1_000))).toEqual(told);
  });

  it('are no reason to hold on to a page that reads nothing at all', async () => {
    const me = await addPerson(api.prisma);
    const { page } = await opened({ token: me.token });
    for (let n = 0; n < 10; n++) await tell({ personId: me.id }, 100, { words: LONG });
    while (api.deps.live.size > 0) await sleep(100);
    await expect(page.messages(1_000)).rejects.toThrow();
  });
});

describe('a message that leaves by no channel', () => {
  it('is there at once: the ledger calls, nobody waits for the next look', async () => {
    // Without a call it would come after an hour.
    const other = await anotherApi({ pollMs: 3_600_000 });
    const officer = await member({ role: 'officer', organisationId: 'fuqian' });
    const leader = await member({ role: 'leader', organisationId: 'yangshe' });
    const { page } = await opened({ token: officer.token }, other.url);
    const post = (path: string, token: string, body: object) =>
      ask(api.url, 'POST', path, { token, headers: { 'idempotency-key': randomUUID() }, body });
    const opening = await post('/api/v1/cases', officer.token, {
      ...{ programmeCode: 'zhangjiagang', kind: 'PROJECT', title: '长椅', organisationId: 'fuqian' },
    });
    const { caseId } = opening.body as { caseId: string };
    const order = { type: 'supervise', data: { text: '请说明进展', workdays: 3 } };
    expect((await post(`/api/v1/cases/${caseId}/commands`, leader.token, order)).status).toBe(200);
    const [told] = await page.messages(1);
    expect(told?.data).toMatchObject({ kind: 'order', caseId });
    const { rowCount } = await api.pool.query('SELECT 1 FROM outbox');
    expect(rowCount).toBe(0);
  });
});

describe('when nobody calls', () => {
  it('messages come all the same, only later, and the listening goes on', async () => {
    const me = await addPerson(api.prisma);
    const { page } = await opened({ token: me.token });
    const owner = new Client({ connectionString: api.database.ownerUrl });
    await owner.connect();
    // The page may be there a moment before the connection that listens for it.
    let cut = 0;
    while (cut === 0) {
      const { rowCount } = await owner.query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'banjie-live' AND datname = current_database()",
      );
      cut = rowCount ?? 0;
    }
    expect(cut).toBe(1);
    const { id } = await api.prisma.notification.create({
      data: { key: randomUUID(), kind: 'duty', personId: me.id, data: {}, at: new Date() },
    });
    expect(idsOf(await page.messages(1))).toEqual([String(id)]);
    const listening = async () => {
      const { rows } = await owner.query<{ n: number }>(
        "SELECT count(*)::int AS n FROM pg_stat_activity WHERE application_name = 'banjie-live' AND datname = current_database()",
      );
      return rows[0]?.n ?? 0;
    };
    while ((await listening()) === 0) await sleep(100);
    const [told] = await tell({ personId: me.id });
    expect(idsOf(await page.messages(1))).toEqual([told]);
    await page.close();
    // With no page open there is no connection either.
    while ((await listening()) > 0) await sleep(50);
    await owner.end();
  });
});

describe('who is connected', () => {
  const signedIn = async (posts: NewPerson['posts'] = []) => {
    const signInName = `p${randomUUID().slice(0, 8)}`;
    const { id } = await addPerson(api.prisma, { signInName, password: PASSWORD, posts });
    const body = { signInName, password: PASSWORD };
    const cookie = cookieOf(await ask(api.url, 'POST', '/api/v1/session', { body }));
    return { id, cookie };
  };

  it('hears no more once signed out', async () => {
    const { id, cookie } = await signedIn();
    const { page } = await opened({ cookie });
    expect((await ask(api.url, 'DELETE', '/api/v1/session', { cookie })).status).toBe(204);
    await page.nextOf('signed-out');
    await tell({ personId: id });
    expect(await page.next()).toBeNull();
    expect((await ask(api.url, 'GET', '/api/v1/live', { cookie })).status).toBe(401);
  });

  it('hears no more once the account is closed', async () => {
    const admin = await member({ role: 'admin', organisationId: 'zjg' });
    const { id, cookie } = await signedIn([{ role: 'officer', organisationId: 'fuqian' }]);
    const { page } = await opened({ cookie });
    await ask(api.url, 'POST', `/api/v1/people/${id}/disable`, { token: admin.token });
    await page.nextOf('signed-out');
    expect(await page.next()).toBeNull();
  });

  it('hears no more once the token is revoked', async () => {
    const { id, token } = await addPerson(api.prisma);
    const { page } = await opened({ token });
    const { id: tokenId } = await api.prisma.apiToken.findFirstOrThrow({ where: { personId: id } });
    await ask(api.url, 'DELETE', `/api/v1/me/tokens/${tokenId}`, { token });
    await page.nextOf('signed-out');
    expect(await page.next()).toBeNull();
  });

  it('is not kept signed in by a page that is merely open', async () => {
    const { id, cookie } = await signedIn();
    const soon = new Date(Date.now() + 3_600_000);
    await api.pool.query("UPDATE sessions SET expire = $1 WHERE sess->>'personId' = $2", [soon, id]);
    // Another instance, which has not touched this session yet and would do so at the end of any other request.
    const other = await anotherApi(FAST);
    const { page } = await opened({ cookie }, other.url);
    await other.deps.live.stop();
    expect(await page.next()).toBeNull();
    const { rows } = await api.pool.query<{ expire: Date }>(
      "SELECT expire FROM sessions WHERE sess->>'personId' = $1",
      [id],
    );
    expect(rows[0]?.expire).toEqual(soon);
  });

  it('gets the messages of a post from the day it is given, and hears that duties changed', async () => {
    const admin = await member({ role: 'admin', organisationId: 'zjg' });
    const at = await place();
    const me = await addPerson(api.prisma);
    const { page } = await opened({ token: me.token });
    const body = { role: 'officer', organisationId: at };
    await ask(api.url, 'POST', `/api/v1/people/${me.id}/posts`, { token: admin.token, body });
    await page.nextOf('duties');
    const [told] = await tell(body);
    expect(idsOf(await page.messages(1))).toEqual([told]);
  });

  it('may have six pages open, and another one once one is closed', async () => {
    const { id, token } = await addPerson(api.prisma);
    const open = await Promise.all(Array.from({ length: 6 }, () => opened({ token })));
    for (const [language, words] of [
      ['en', /6 live pages/],
      ['zh', /最多打开 6 个/],
    ] as const) {
      const seventh = await ask(api.url, 'GET', '/api/v1/live', {
        token,
        headers: { 'accept-language': language },
      });
      expect(seventh).toMatchObject({ status: 429, body: { code: 'too-many-streams' } });
      expect(seventh.body['detail']).toMatch(words);
    }
    await open[0]?.page.close();
    let again: { page: OpenPage } | null = null;
    while (again === null) again = await opened({ token }).catch(() => null);
    const [told] = await tell({ personId: id });
    expect(idsOf(await again.page.messages(1))).toEqual([told]);
  });

  it('shares a bounded number of pages with everybody else', async () => {
    const small = await anotherApi({ ...FAST, inAll: 2 });
    const people = await Promise.all([1, 2, 3].map(() => addPerson(api.prisma)));
    await opened({ token: people[0]!.token }, small.url);
    await opened({ token: people[1]!.token }, small.url);
    const refused = await ask(small.url, 'GET', '/api/v1/live', { token: people[2]!.token });
    expect(refused).toMatchObject({ status: 503, body: { code: 'unavailable' } });
    expect(refused.headers.get('retry-after')).toBe('10');
    const figures = await ask(small.url, 'GET', '/metrics');
    expect(figures.text).toContain('banjie_live_streams 2');
  });
});
