import { addPerson, plantTree } from './support/bureau';
import { ask, cookieOf } from './support/http';
import { runApi, type RunningApi } from './support/running-api';

const apis: RunningApi[] = [];

async function bureau(demo: boolean, trustedProxies = 0): Promise<RunningApi> {
  const api = await runApi({ config: { demo, trustedProxies } });
  apis.push(api);
  await plantTree(api.prisma);
  const posts = [{ role: 'officer' as const, organisationId: 'tanglian' }];
  const one = { displayName: '民政干事甲', password: 'Chezhang-1234', posts };
  await addPerson(api.prisma, { ...one, signInName: 'daxin-officer' });
  await addPerson(api.prisma, { displayName: '居民甲' });
  return api;
}
afterAll(() => Promise.all(apis.map((api) => api.stop())));

const enter = (api: RunningApi, signInName: string, headers = {}) =>
  ask(api.url, 'POST', '/api/v1/session/demo', { body: { signInName }, headers });

it('lists the people of the demo and lets a visitor in as one of them, on record', async () => {
  const api = await bureau(true, 1);
  const options = await ask(api.url, 'GET', '/api/v1/session/options');
  expect(options.body['demo']).toEqual([
    {
      personId: (await api.prisma.person.findFirstOrThrow({ where: { signInName: 'daxin-officer' } })).id,
      signInName: 'daxin-officer',
      displayName: '民政干事甲',
      posts: [{ role: 'officer', organisationName: '塘联社区' }],
    },
  ]);
  const entered = await enter(api, 'daxin-officer');
  expect(entered).toMatchObject({ status: 200, body: { displayName: '民政干事甲', via: 'session' } });
  expect((await ask(api.url, 'GET', '/api/v1/me', { cookie: cookieOf(entered) })).status).toBe(200);
  const records = await api.prisma.auditRecord.findMany({ where: { action: 'signed-in' } });
  expect(records).toMatchObject([{ success: true, data: { demo: true } }]);
  expect((await enter(api, 'nobody')).body).toMatchObject({ code: 'sign-in-failed' });
  // Over a network it is not there, even behind a proxy on this machine.
  const far = await enter(api, 'daxin-officer', { 'x-forwarded-for': '203.0.113.7' });
  expect(far).toMatchObject({ status: 404, body: { code: 'not-found' } });
});

it('does not exist in a real bureau', async () => {
  const api = await bureau(false);
  expect((await ask(api.url, 'GET', '/api/v1/session/options')).body['demo']).toBeNull();
  expect((await enter(api, 'daxin-officer')).status).toBe(404);
});
