import { randomUUID } from 'node:crypto';
import { addPerson, plantRules, plantTree } from './support/bureau';
import { ask } from './support/http';
import { runApi, type RunningApi } from './support/running-api';

let api: RunningApi;
let caseId: string;
const MINUTE = 60_000;

beforeAll(async () => {
  api = await runApi();
  await plantTree(api.prisma);
  await plantRules(api.prisma, api.pool);
  const { token } = await addPerson(api.prisma, { posts: [{ role: 'officer', organisationId: 'tanglian' }] });
  const body = {
    programmeCode: 'zhangjiagang',
    kind: 'PROJECT',
    title: '车棚翻修',
    organisationId: 'tanglian',
  };
  const opened = await ask(api.url, 'POST', '/api/v1/cases', {
    token,
    body,
    headers: { 'idempotency-key': randomUUID() },
  });
  caseId = String(opened.body['caseId']);
  await api.prisma.dutyRow.deleteMany();
});
afterAll(() => api.stop());

/** A duty due so many minutes from now; null: without a limit. */
const duty = (
  key: string,
  minutes: number | null,
  owner: { role?: string; organisationId?: string; personId?: string } = {},
) =>
  api.prisma.dutyRow.create({
    data: {
      caseId,
      key,
      role: 'inspector',
      organisationId: 'yangshe',
      since: new Date(),
      dueAt: minutes === null ? null : new Date(Date.now() + minutes * MINUTE),
      ...owner,
    },
  });
const inspector = () => addPerson(api.prisma, { posts: [{ role: 'inspector', organisationId: 'yangshe' }] });

describe('my duties', () => {
  it('are those of my posts and my own name: overdue first, then the soonest, those without a limit last', async () => {
    const me = await inspector();
    await duty('stage.soon', 60);
    await duty('stage.never', null);
    await duty('stage.late', -60);
    await duty('stage.very-late', -600, { role: 'finance', organisationId: 'zjg', personId: me.id });
    await duty('stage.of another post', -60, { role: 'finance' });
    await duty('stage.of another street', -60, { organisationId: 'shuangde' });
    await duty('stage.of a colleague by name', -60, { personId: randomUUID() });
    const all: Record<string, unknown>[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: Awaited<ReturnType<typeof ask>> = await ask(
        api.url,
        'GET',
        `/api/v1/duties?limit=1${cursor ? `&cursor=${cursor}` : ''}`,
        { token: me.token },
      );
      all.push(...(page.body.items ?? []));
      cursor = page.body.nextCursor ?? null;
    }
    expect(all.map((item) => [item['key'], item['overdue']])).toEqual([
      ['stage.very-late', true],
      ['stage.late', true],
      ['stage.soon', false],
      ['stage.never', false],
    ]);
    expect(all[0]).toMatchObject({ caseId, title: '车棚翻修', programmeCode: 'zhangjiagang' });
    const overdue = await ask(api.url, 'GET', '/api/v1/duties?overdue=true', { token: me.token });
    expect(overdue.body.items?.map((item) => item['key'])).toEqual(['stage.very-late', 'stage.late']);
  });

  it('are none for somebody without a post', async () => {
    const { token } = await addPerson(api.prisma);
    expect((await ask(api.url, 'GET', '/api/v1/duties', { token })).body).toEqual({
      ...{ items: [], nextCursor: null },
      next: null,
    });
  });
});

describe('my notifications', () => {
  it('come newest first and are read once for the whole post', async () => {
    const [me, colleague, stranger] = [await inspector(), await inspector(), await addPerson(api.prisma)];
    const to = {
      role: 'inspector',
      organisationId: 'yangshe',
      kind: 'overdue',
      data: { title: '车棚翻修' },
      at: new Date(),
    };
    for (const key of ['a', 'b', 'c']) await api.prisma.notification.create({ data: { caseId, key, ...to } });
    const list = (token: string, query = '') =>
      ask(api.url, 'GET', `/api/v1/notifications${query}`, { token });
    const first = await list(me.token, '?limit=2');
    expect(first.body.items).toHaveLength(2);
    const rest = await list(me.token, `?limit=2&cursor=${first.body.nextCursor ?? ''}`);
    expect(rest.body.items).toHaveLength(1);
    const id = String(first.body.items?.[0]?.['id']);
    const read = (token: string) => ask(api.url, 'POST', `/api/v1/notifications/${id}/read`, { token });
    expect((await read(stranger.token)).status).toBe(404);
    expect((await read(me.token)).status).toBe(204);
    const { readAt } = await api.prisma.notification.findUniqueOrThrow({ where: { id: BigInt(id) } });
    expect((await read(colleague.token)).status).toBe(204);
    expect(await api.prisma.notification.findUniqueOrThrow({ where: { id: BigInt(id) } })).toMatchObject({
      readAt,
      readBy: me.id,
    });
    expect((await list(colleague.token, '?unread=true')).body.items).toHaveLength(2);
  });
});
