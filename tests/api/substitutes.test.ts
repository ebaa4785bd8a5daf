import { randomUUID } from 'node:crypto';
import { createLedger } from '../../ledger/ledger';
import { addPerson, plantRules, plantTree } from './support/bureau';
import { ask, type Answer } from './support/http';
import { runApi, type RunningApi } from './support/running-api';
import type { Role } from '../../domain/roles';

type Person = Awaited<ReturnType<typeof addPerson>>;
const ahead = { ms: 0 };
let api: RunningApi;
let admin: Person;
let leader: Person;

beforeAll(async () => {
  api = await runApi({ ahead });
  await plantTree(api.prisma);
  await plantRules(api.prisma, api.pool);
  admin = await at('admin', 'yangshe');
  leader = await at('leader', 'yangshe');
});
afterEach(() => {
  ahead.ms = 0;
});
afterAll(() => api.stop());

const at = (role: Role, organisationId: string, more: { displayName?: string } = {}): Promise<Person> =>
  addPerson(api.prisma, { ...more, posts: [{ role, organisationId }] });
const DAY = 86_400_000;
/** A civil date so many days from today, where the bureau is. */
const day = (n: number) => new Date(Date.now() + 8 * 3_600_000 + n * DAY).toISOString().slice(0, 10);
const enter = (by: Person, substitute: Person, more: object = {}): Promise<Answer> =>
  ask(api.url, 'POST', '/api/v1/substitutes', {
    token: by.token,
    body: { substituteId: substitute.id, fromDate: day(0), untilDate: day(4), reason: '休假', ...more },
  });
const cancel = (by: Person, id: unknown) =>
  ask(api.url, 'POST', `/api/v1/substitutes/${String(id)}/cancel`, { token: by.token });
const get = (by: Person, path: string) => ask(api.url, 'GET', `/api/v1/${path}`, { token: by.token });
const postsOf = async (person: Person) =>
  (
    (await get(person, 'me')).body['posts'] as {
      role: string;
      organisationId: string;
      standsInFor: unknown;
    }[]
  ).map(({ role, organisationId, standsInFor }) => [`${role}@${organisationId}`, standsInFor]);

describe('somebody who stands in', () => {
  it('acts by the posts of the absent person from the first day to the last, and no day longer', async () => {
    const absent = await at('reviewer', 'yangshe', { displayName: '审核员甲' });
    const me = await at('officer', 'yangshe');
    const entered = await enter(absent, me, { fromDate: day(1), untilDate: day(2) });
    expect(entered).toMatchObject({ status: 201, body: { state: 'planned', person: { id: absent.id } } });
    const own = ['officer@yangshe', null];
    const lent = ['reviewer@yangshe', { id: absent.id, displayName: '审核员甲' }];
    const seen: unknown[] = [];
    for (const n of [0, 1, 2, 3]) {
      ahead.ms = n * DAY;
      seen.push(await postsOf(me));
    }
    expect(seen).toEqual([[own], [own, lent], [own, lent], [own]]);
    // The absent person keeps theirs: whoever comes back early can act.
    expect(await postsOf(absent)).toEqual([['reviewer@yangshe', null]]);
  });

  it('loses them at once when it is called off, by any of those it concerns', async () => {
    for (const who of ['absent', 'me', 'leader', 'admin'] as const) {
      const absent = await at('reviewer', 'yangshe');
      const me = await at('officer', 'yangshe');
      const { body } = await enter(absent, me);
      expect(await postsOf(me)).toHaveLength(2);
      const by = { absent, me, leader, admin }[who];
      expect(await cancel(by, body['id'])).toMatchObject({ status: 200, body: { state: 'cancelled' } });
      expect(await postsOf(me)).toHaveLength(1);
      expect((await cancel(absent, body['id'])).status).toBe(200);
      const records = await api.prisma.auditRecord.findMany({
        where: { subject: absent.id },
        orderBy: { id: 'asc' },
      });
      expect(records.map(({ action, personId }) => [action, personId])).toEqual([
        ['substitute-entered', absent.id],
        ['substitute-cancelled', by.id],
      ]);
    }
  });

  it('loses them with the last post of their own, and when the absent account is closed', async () => {
    const absent = await at('reviewer', 'yangshe');
    const me = await at('officer', 'yangshe');
    await enter(absent, me);
    const post = await api.prisma.post.findFirstOrThrow({ where: { personId: me.id } });
    await ask(api.url, 'POST', `/api/v1/people/${me.id}/posts/${post.id}/end`, {
      token: admin.token,
      body: {},
    });
    expect(await postsOf(me)).toEqual([]);
    const other = await at('officer', 'yangshe');
    const second = await at('expert', 'yangshe');
    await enter(second, other);
    await ask(api.url, 'POST', `/api/v1/people/${second.id}/disable`, { token: admin.token });
    expect(await postsOf(other)).toEqual([['officer@yangshe', null]]);
  });

  it('finds the duties and messages of the absent person, by post and by name, but not what they are told as residents', async () => {
    const absent = await at('inspector', 'fuqian');
    const me = await at('officer', 'fuqian');
    const about = { programmeCode: 'zhangjiagang', kind: 'PROJECT', title: '车棚', organisationId: 'fuqian' };
    const opened = await ask(api.url, 'POST', '/api/v1/cases', {
      token: me.token,
      body: about,
      headers: { 'idempotency-key': randomUUID() },
    });
    const caseId = String(opened.body['caseId']);
    await api.prisma.dutyRow.deleteMany({ where: { caseId } });
    const duty = { caseId, role: 'inspector', organisationId: 'fuqian', since: new Date() };
    await api.prisma.dutyRow.createMany({
      data: [
        { ...duty, key: 'stage.post' },
        { ...duty, key: 'stage.name', personId: absent.id, role: 'expert' },
      ],
    });
    const told = { kind: 'duty', data: {}, at: new Date() };
    await api.prisma.notification.createMany({
      data: [
        { ...told, key: 'post', role: 'inspector', organisationId: 'fuqian' },
        { ...told, key: 'name', personId: absent.id },
        { ...told, key: 'private', kind: 'outcome', personId: absent.id },
      ],
    });
    const mine = async () => [
      (await get(me, 'duties')).body.items?.length,
      (await get(me, 'notifications')).body.items?.length,
      (await get(me, 'notifications/counts')).body['unread'],
    ];
    expect(await mine()).toEqual([0, 0, 0]);
    await enter(absent, me);
    expect(await mine()).toEqual([2, 2, 2]);
    const [hidden] = (await get(absent, 'notifications?kind=outcome')).body.items ?? [];
    expect(hidden).toBeDefined();
    const read = await ask(api.url, 'POST', `/api/v1/notifications/${String(hidden?.['id'])}/read`, {
      token: me.token,
    });
    expect(read.status).toBe(404);
  });
});

describe('four eyes', () => {
  const give = (by: Person, caseId: string, type: string, data: object) =>
    ask(api.url, 'POST', `/api/v1/cases/${caseId}/commands`, {
      token: by.token,
      headers: { 'idempotency-key': randomUUID() },
      body: { type, data },
    });

  /** A small case, sent to the town for review by these people. */
  async function underReview(accepting: Person, sending: Person): Promise<string> {
    const opened = await ask(api.url, 'POST', '/api/v1/cases', {
      token: accepting.token,
      headers: { 'idempotency-key': randomUUID() },
      body: { programmeCode: 'zhangjiagang', kind: 'PROJECT', title: '补路', organisationId: 'tanglian' },
    });
    const caseId = String(opened.body['caseId']);
    const steps = [
      await give(accepting, caseId, 'accept', {
        duplicatesChecked: true,
        estimateFen: 500_000,
        itemType: 'works',
      }),
      await give(accepting, caseId, 'shortlist', { estimateFen: 500_000, itemType: 'works' }),
      await give(sending, caseId, 'submit-for-review', { note: '随报随审' }),
    ];
    expect(steps.map(({ status, text }) => [status, status === 200 ? '' : text])).toEqual(
      steps.map(() => [200, '']),
    );
    return caseId;
  }
  const REVIEW = { opinion: '同意。', signedBy: '审核员甲' };

  it('hold when whoever sent a case in stands in for its reviewer', async () => {
    const reviewer = await at('reviewer', 'yangshe');
    const sender = await addPerson(api.prisma, {
      posts: [
        { role: 'officer', organisationId: 'tanglian' },
        { role: 'officer', organisationId: 'yangshe' },
      ],
    });
    const colleague = await at('officer', 'yangshe');
    const caseId = await underReview(sender, sender);
    expect((await give(sender, caseId, 'review', REVIEW)).body).toMatchObject({ code: 'not-your-command' });
    const { body } = await enter(reviewer, sender);
    expect(await give(sender, caseId, 'review', REVIEW)).toMatchObject({
      status: 403,
      body: { code: 'same-person' },
    });
    await cancel(reviewer, body['id']);
    expect((await enter(reviewer, colleague)).status).toBe(201);
    expect((await give(colleague, caseId, 'review', REVIEW)).status).toBe(200);
    const line = (await get(reviewer, `cases/${caseId}/ledger`)).body.items?.at(-1);
    expect(line).toMatchObject({
      type: 'ReviewPassed',
      actorId: colleague.id,
      actorPost: `reviewer@yangshe(代 ${reviewer.id})`,
    });
    const report = await createLedger(api.pool).verify(caseId);
    expect(report).toMatchObject({ faults: [] });
  });

  it('hold when a reviewer stood in for the officer who sends the case in', async () => {
    const officer = await at('officer', 'tanglian');
    const reviewer = await at('reviewer', 'yangshe');
    await enter(officer, reviewer);
    const caseId = await underReview(reviewer, reviewer);
    expect((await give(reviewer, caseId, 'review', REVIEW)).body).toMatchObject({ code: 'same-person' });
    const other = await at('reviewer', 'yangshe');
    expect((await give(other, caseId, 'review', REVIEW)).status).toBe(200);
  });
});

describe('entering a substitution', () => {
  const refusedFor = (answer: Answer) => [answer.status, answer.body['code'], answer.body['reason']];

  it('is for oneself, and for the leader and the administrator above', async () => {
    for (const by of [leader, admin]) {
      const [absent, substitute] = [await at('officer', 'tanglian'), await at('officer', 'tanglian')];
      expect((await enter(by, substitute, { personId: absent.id })).status).toBe(201);
    }
  });

  it('is nobody else’s business, and not that of a leader below or beside', async () => {
    const [absent, substitute] = [await at('officer', 'tanglian'), await at('officer', 'tanglian')];
    const above = await addPerson(api.prisma, {
      posts: [
        { role: 'officer', organisationId: 'tanglian' },
        { role: 'officer', organisationId: 'zjg' },
      ],
    });
    const strangers = [
      await at('officer', 'tanglian'),
      await at('leader', 'fuqian'),
      await at('leader', 'shuangde'),
      await addPerson(api.prisma),
    ];
    for (const by of strangers)
      expect(await enter(by, substitute, { personId: absent.id })).toMatchObject({ status: 404 });
    expect(await enter(leader, substitute, { personId: above.id })).toMatchObject({ status: 404 });
    expect(await enter(leader, substitute, { personId: randomUUID() })).toMatchObject({ status: 404 });
    const { body } = await enter(absent, substitute);
    for (const by of strangers) expect((await cancel(by, body['id'])).status).toBe(404);
  });

  it('does not give a leader somebody else’s posts by the leader’s own word', async () => {
    const absent = await at('reviewer', 'yangshe');
    expect((await enter(leader, leader, { personId: absent.id })).body).toMatchObject({
      code: 'same-person',
    });
    expect((await enter(absent, leader)).status).toBe(201);
    expect(await postsOf(leader)).toHaveLength(2);
    await api.prisma.substitute.deleteMany({ where: { substituteId: leader.id } });
  });

  it.each([
    ['oneself', (me: Person) => enter(me, me), 'self'],
    [
      'somebody of a place below',
      async (me: Person) => enter(me, await at('officer', 'tanglian')),
      'no-post',
    ],
    ['somebody of another city', async (me: Person) => enter(me, await at('officer', 'cc')), 'no-post'],
    ['somebody without a post', async (me: Person) => enter(me, await addPerson(api.prisma)), 'no-post'],
    ['an administrator', (me: Person) => enter(me, admin), 'posts-clash'],
    [
      'days that are over',
      async (me: Person) => enter(me, await at('officer', 'zjg'), { fromDate: day(-1) }),
      'dates',
    ],
    [
      'days in reverse',
      async (me: Person) => enter(me, await at('officer', 'zjg'), { fromDate: day(3), untilDate: day(2) }),
      'dates',
    ],
    [
      'more than a year',
      async (me: Person) => enter(me, await at('officer', 'zjg'), { untilDate: day(366) }),
      'dates',
    ],
  ])('refuses %s', async (_what, attempt, reason) => {
    const me = await at('reviewer', 'yangshe');
    const answer = await attempt(me);
    expect(refusedFor(answer)).toEqual([422, 'substitute-refused', reason]);
    expect(await api.prisma.substitute.count({ where: { personId: me.id } })).toBe(0);
  });

  it('refuses somebody whose account is closed, and somebody unknown', async () => {
    const [me, gone] = [await at('reviewer', 'yangshe'), await at('officer', 'yangshe')];
    await ask(api.url, 'POST', `/api/v1/people/${gone.id}/disable`, { token: admin.token });
    expect(refusedFor(await enter(me, gone))).toEqual([422, 'substitute-refused', 'disabled']);
    expect((await enter(me, { id: randomUUID(), token: '' })).body).toMatchObject({
      code: 'unknown-reference',
    });
  });

  it('never lends an administrator’s or an auditor’s post', async () => {
    const colleague = await at('officer', 'zjg');
    for (const role of ['admin', 'auditor'] as const)
      expect(refusedFor(await enter(await at(role, 'yangshe'), colleague))[2]).toBe('nothing-to-do');
  });

  it('refuses overlapping days and chains in either direction', async () => {
    const [a, b, c] = [
      await at('reviewer', 'yangshe'),
      await at('officer', 'yangshe'),
      await at('expert', 'yangshe'),
    ];
    expect((await enter(a, b, { fromDate: day(10), untilDate: day(12) })).status).toBe(201);
    const during = { fromDate: day(12), untilDate: day(14) };
    expect(refusedFor(await enter(a, c, during))[2]).toBe('overlap');
    expect(refusedFor(await enter(b, c, during))[2]).toBe('chain');
    expect(refusedFor(await enter(c, a, during))[2]).toBe('chain');
    const later = { fromDate: day(13), untilDate: day(14) };
    expect((await enter(a, c, later)).status).toBe(201);
    expect((await enter(b, a, { fromDate: day(15), untilDate: day(16) })).status).toBe(201);
    // What was called off is in nobody's way.
    const { body } = await enter(c, b, { fromDate: day(20), untilDate: day(21) });
    await cancel(c, body['id']);
    expect((await enter(b, c, { fromDate: day(20), untilDate: day(21) })).status).toBe(201);
  });

  it('lets one of many at the same moment through, also when they name each other', async () => {
    const [a, b] = [await at('reviewer', 'yangshe'), await at('officer', 'yangshe')];
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, i) => (i % 2 === 0 ? enter(a, b) : enter(b, a))),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 422, 422, 422, 422, 422]);
  });

  it('cannot be called off when it is over', async () => {
    const [a, b] = [await at('reviewer', 'yangshe'), await at('officer', 'yangshe')];
    const { body } = await enter(a, b);
    ahead.ms = 5 * DAY;
    expect(refusedFor(await cancel(a, body['id']))).toEqual([422, 'substitute-refused', 'over']);
  });
});

describe('the list of substitutions', () => {
  it('shows mine, those in which I stand in, and to leaders and administrators those of their place', async () => {
    const [a, b] = [await at('officer', 'fuqian'), await at('secretary', 'fuqian')];
    const far = await at('officer', 'shuangde');
    const { body: entered } = await enter(a, b, { fromDate: day(30), untilDate: day(31) });
    const has = async (person: Person, query = '') => {
      const seen: unknown[] = [];
      let cursor: string | null | undefined = '';
      while (cursor !== null) {
        const page: Answer = await get(
          person,
          `substitutes?limit=3${query}${cursor ? `&cursor=${cursor}` : ''}`,
        );
        seen.push(...(page.body.items ?? []).map(({ id }) => id));
        cursor = page.body.nextCursor ?? null;
      }
      expect(new Set(seen).size).toBe(seen.length);
      return seen.includes(entered['id']);
    };
    for (const person of [a, b, leader, admin]) expect(await has(person)).toBe(true);
    for (const person of [far, await at('officer', 'fuqian'), await at('leader', 'shuangde')])
      expect(await has(person)).toBe(false);
    await cancel(a, entered['id']);
    expect(await has(a)).toBe(false);
    expect(await has(a, '&past=true')).toBe(true);
  });

  it('names who could stand in: colleagues of the same organisation and of those above', async () => {
    const me = await at('officer', 'tanglian');
    const [beside, above] = [await at('secretary', 'tanglian'), await at('expert', 'zjg')];
    const others = [
      admin,
      await at('auditor', 'zjg'),
      await at('officer', 'fuqian'),
      await at('officer', 'cc'),
    ];
    const names = async (by: Person, query: string) =>
      ((await get(by, `substitutes/candidates?limit=200${query}`)).body.items ?? []).map(({ id }) => id);
    const found = await names(me, '');
    expect(found).toEqual(expect.arrayContaining([beside.id, above.id, leader.id]));
    for (const { id } of [me, ...others]) expect(found).not.toContain(id);
    expect(await names(leader, `&personId=${me.id}`)).toEqual(found);
    expect((await get(beside, `substitutes/candidates?personId=${me.id}`)).status).toBe(404);
  });
});
