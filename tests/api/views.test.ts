import { addPerson } from './support/bureau';
import { ask } from './support/http';
import { runApi, type RunningApi } from './support/running-api';

type Person = Awaited<ReturnType<typeof addPerson>>;
let api: RunningApi;
let me: Person;

beforeAll(async () => {
  api = await runApi();
  me = await addPerson(api.prisma);
});
afterAll(() => api.stop());
beforeEach(() => api.prisma.savedView.deleteMany());

const send = (method: string, path: string, body?: unknown, by = me) =>
  ask(api.url, method, `/api/v1/me/views${path}`, { token: by.token, ...(body !== undefined && { body }) });
const overdue = { screen: 'board', name: '本月逾期', query: 'due=overdue&lateBy=3' };
const save = (change: Partial<typeof overdue> & { isFirst?: boolean } = {}) =>
  send('POST', '', { ...overdue, ...change });
const names = async (query = '', by = me) =>
  (await send('GET', query, undefined, by)).body.items?.map((view) => view['name']);

describe('saved views', () => {
  it('are kept for a screen, renamed, changed and deleted', async () => {
    const saved = await save();
    expect(saved.status).toBe(201);
    expect(saved.body).toMatchObject(overdue);
    await save({ name: '未签收', query: 'acknowledged=false' });
    await save({ screen: 'find', name: '车棚', query: 'text=%E8%BD%A6%E6%A3%9A' });
    expect((await names('?screen=board'))?.sort()).toEqual(['未签收', '本月逾期'].sort());
    expect(await names()).toHaveLength(3);
    const id = String(saved.body['id']);
    const renamed = await send('PATCH', `/${id}`, { name: '逾期三天以上' });
    expect(renamed.body).toMatchObject({ ...overdue, name: '逾期三天以上' });
    const changed = await send('PATCH', `/${id}`, { query: 'lateBy=5' });
    expect(changed.body).toMatchObject({ name: '逾期三天以上', query: 'lateBy=5' });
    expect((await send('DELETE', `/${id}`)).status).toBe(204);
    expect((await send('DELETE', `/${id}`)).status).toBe(404);
    expect(await names('?screen=board')).toEqual(['未签收']);
  });

  it('have at most one on each screen that stands first', async () => {
    await save({ name: 'a' });
    const b = await save({ name: 'b', isFirst: true });
    expect(b.body).toMatchObject({ isFirst: true });
    await save({ screen: 'find', name: 'z', isFirst: true });
    const c = await save({ name: 'c' });
    expect(c.body).toMatchObject({ isFirst: false });
    expect(await names('?screen=board')).toEqual(['b', 'a', 'c']);
    const first = await send('PATCH', `/${String(c.body['id'])}`, { isFirst: true });
    expect(first.body).toMatchObject({ ...overdue, name: 'c', isFirst: true });
    expect(await names('?screen=board')).toEqual(['c', 'a', 'b']);
    await send('PATCH', `/${String(c.body['id'])}`, { isFirst: false });
    expect(await names('?screen=board')).toEqual(['a', 'b', 'c']);
    expect(await names('?screen=find')).toEqual(['z']);
    const nothing = await send('PATCH', `/${String(c.body['id'])}`, {});
    expect(nothing.status).toBe(400);
    await Promise.all([b, c].map(({ body }) => send('PATCH', `/${String(body['id'])}`, { isFirst: true })));
    expect(await api.prisma.savedView.count({ where: { screen: 'board', isFirst: true } })).toBe(1);
  });

  it('have one name each on a screen', async () => {
    await save();
    const again = await save({ query: 'due=soon' });
    expect([again.status, again.body['code']]).toEqual([409, 'already-exists']);
    expect((await save({ screen: 'find' })).status).toBe(201);
    const other = await save({ name: '其他' });
    const taken = await send('PATCH', `/${String(other.body['id'])}`, { name: overdue.name });
    expect([taken.status, taken.body['code']]).toEqual([409, 'already-exists']);
    expect((await names('?screen=board'))?.sort()).toEqual(['其他', overdue.name].sort());
  });

  it('are nobody else’s', async () => {
    const stranger = await addPerson(api.prisma);
    const id = String((await save()).body['id']);
    expect(await names('', stranger)).toEqual([]);
    expect((await send('PATCH', `/${id}`, { name: '我的' }, stranger)).status).toBe(404);
    expect((await send('DELETE', `/${id}`, undefined, stranger)).status).toBe(404);
    expect(await names()).toEqual([overdue.name]);
  });

  it('are fifty at most, also when several are saved at once', async () => {
    const rows = Array.from({ length: 48 }, (_, i) => ({
      ...{ ...overdue, id: `view-${i}`, personId: me.id, name: `视图 ${i}`, savedAt: new Date() },
    }));
    await api.prisma.savedView.createMany({ data: rows });
    const answers = await Promise.all(['甲', '乙', '丙', '丁'].map((name) => save({ name })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 422, 422]);
    expect(await api.prisma.savedView.count({ where: { personId: me.id } })).toBe(50);
  });

  it.each([
    ['a screen that is none', { screen: '../board' }, '/screen'],
    ['no name', { name: ' ' }, '/name'],
    ['a name of two lines', { name: '甲\n乙' }, '/name'],
    ['more than a query string', { query: 'a=1#b' }, '/query'],
  ])('refuse %s', async (_what, change, pointer) => {
    const { status, body } = await save(change);
    expect([status, body.errors?.map((error) => error.pointer)]).toEqual([400, [pointer]]);
    expect(await names()).toEqual([]);
  });
});
