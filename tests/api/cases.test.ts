import { randomUUID } from 'node:crypto';
import { addPerson, plantRules, plantTree } from './support/bureau';
import { ask, type Answer, type Ask } from './support/http';
import { runApi, type RunningApi } from './support/running-api';

let api: RunningApi;
let officer: string;
let stranger: string;

beforeAll(async () => {
  api = await runApi();
  await plantTree(api.prisma);
  await plantRules(api.prisma, api.pool);
  officer = (await addPerson(api.prisma, { posts: [{ role: 'officer', organisationId: 'tanglian' }] })).token;
  stranger = (await addPerson(api.prisma, { posts: [{ role: 'officer', organisationId: 'shuangde' }] }))
    .token;
});
afterAll(() => api.stop());

const ABOUT = {
  programmeCode: 'zhangjiagang',
  kind: 'PROJECT',
  title: '车棚接电',
  organisationId: 'tanglian',
};
const ACCEPT = { duplicatesChecked: true, estimateFen: 3_000_000 };
const key = () => ({ 'idempotency-key': randomUUID() });

const open = (sent: Ask = { body: ABOUT }) =>
  ask(api.url, 'POST', '/api/v1/cases', { token: officer, headers: key(), ...sent });
const give = (id: string, sent: Ask) =>
  ask(api.url, 'POST', `/api/v1/cases/${id}/commands`, { token: officer, headers: key(), ...sent });
const get = (path: string, token = officer) => ask(api.url, 'GET', path, { token });
const newCase = async (): Promise<string> => String((await open()).body['caseId']);
const lines = (caseId: string) => api.prisma.ledgerEvent.count({ where: { caseId } });

describe('bad input to a command', () => {
  const bad: [string, Ask, number, string][] = [
    ['malformed JSON', { raw: '{"type":"accept","data":' }, 400, 'malformed-request'],
    ['a command nobody knows', { body: { type: 'erase', data: {} } }, 400, 'invalid-input'],
    [
      'an unknown field',
      { body: { type: 'accept', data: { ...ACCEPT, favour: true } } },
      400,
      'invalid-input',
    ],
    ['data left out', { body: { type: 'accept' } }, 400, 'invalid-input'],
    [
      'a wrong type',
      { body: { type: 'accept', data: { ...ACCEPT, estimateFen: '3000000' } } },
      400,
      'invalid-input',
    ],
    [
      'a fraction of a fen',
      { body: { type: 'accept', data: { ...ACCEPT, estimateFen: 100.5 } } },
      400,
      'invalid-input',
    ],
    [
      'a negative amount',
      { body: { type: 'accept', data: { ...ACCEPT, estimateFen: -1 } } },
      400,
      'invalid-input',
    ],
    [
      'a huge amount',
      { body: { type: 'accept', data: { ...ACCEPT, estimateFen: 1e15 } } },
      400,
      'invalid-input',
    ],
    [
      'a date that does not exist',
      { body: { type: 'call-meeting', data: { meetingDate: '2026-02-30' } } },
      400,
      'invalid-input',
    ],
    [
      'a string of one megabyte',
      { body: { type: 'note', data: { text: '长'.repeat(350_000) } } },
      413,
      'too-large',
    ],
    [
      'a text that is too long',
      { body: { type: 'note', data: { text: '长'.repeat(2_001) } } },
      400,
      'invalid-input',
    ],
    [
      'half of a surrogate pair',
      { raw: '{"type":"note","data":{"text":"\\ud83d"}}' },
      400,
      'text-not-storable',
    ],
    ['U+0000', { raw: '{"type":"note","data":{"text":"a\\u0000b"}}' }, 400, 'text-not-storable'],
    [
      'a command out of order',
      { body: { type: 'review', data: { opinion: '同意', signedBy: '甲' } } },
      409,
      'not-now',
    ],
    ['an upload without its route', { body: { type: 'attach', data: {} } }, 400, 'invalid-input'],
    ['no key', { headers: {}, body: { type: 'note', data: { text: '备注' } } }, 400, 'key-missing'],
    [
      'a seq that is none',
      { headers: { ...key(), 'if-match': 'yesterday' }, body: { type: 'note', data: { text: '备注' } } },
      400,
      'invalid-input',
    ],
  ];
  it.each(bad)('answers %s with a problem and writes nothing', async (_what, sent, status, code) => {
    const caseId = await newCase();
    const answer = await give(caseId, sent);
    expect({ status: answer.status, code: answer.body['code'] }).toEqual({ status, code });
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(await lines(caseId)).toBe(2);
  });

  it('points at the field that is wrong', async () => {
    const answer = await give(await newCase(), {
      body: { type: 'accept', data: { ...ACCEPT, estimateFen: 1.5 } },
    });
    expect(answer.body.errors).toEqual([expect.objectContaining({ pointer: '/data/estimateFen' })]);
  });
});

describe('a command', () => {
  it('keeps emoji and rare characters as they were sent', async () => {
    const caseId = await newCase();
    const text = '𠮷野家 😀 \u202Eעברית e\u0301';
    expect((await give(caseId, { body: { type: 'note', data: { text } } })).status).toBe(200);
    const ledger = await get(`/api/v1/cases/${caseId}/ledger`);
    expect(ledger.body.items?.at(-1)).toMatchObject({ type: 'NoteAdded', facts: { text } });
  });

  it('answers the same key the same, and refuses it with another body', async () => {
    const caseId = await newCase();
    const headers = key();
    const first = await give(caseId, { headers, body: { type: 'accept', data: ACCEPT } });
    expect((await give(caseId, { headers, body: { type: 'accept', data: ACCEPT } })).body).toEqual(
      first.body,
    );
    const other = await give(caseId, {
      headers,
      body: { type: 'accept', data: { ...ACCEPT, estimateFen: 1 } },
    });
    expect([other.status, other.body['code']]).toEqual([422, 'key-reused']);
    expect(await lines(caseId)).toBe(3);
  });

  it('is refused when somebody was first and If-Match says so', async () => {
    const caseId = await newCase();
    await give(caseId, { body: { type: 'note', data: { text: '先到' } } });
    const late = await give(caseId, {
      headers: { ...key(), 'if-match': '"2"' },
      body: { type: 'note', data: { text: '后到' } },
    });
    expect([late.status, late.body['code'], late.body['seq']]).toEqual([412, 'changed-meanwhile', 3]);
  });

  it('on a case of another city finds no case', async () => {
    const caseId = await newCase();
    expect(
      (await give(caseId, { token: stranger, body: { type: 'note', data: { text: '越界' } } })).status,
    ).toBe(404);
    for (const path of ['', '/ledger', '/clocks/stage.accept.1/why']) {
      expect((await get(`/api/v1/cases/${caseId}${path}`, stranger)).status).toBe(404);
    }
  });
});

describe('opening a case', () => {
  it.each([
    ['a programme nobody published', { ...ABOUT, programmeCode: 'nowhere' }, 422, 'unknown-value'],
    ['a kind the programme does not have', { ...ABOUT, kind: 'MATTER' }, 422, 'not-in-programme'],
    ['suggestions that do not exist', { ...ABOUT, suggestions: ['none'] }, 422, 'unknown-value'],
    ['a title of 301 characters', { ...ABOUT, title: '题'.repeat(301) }, 400, 'invalid-input'],
  ])('refuses %s', async (_what, body, status, code) => {
    const before = await api.prisma.caseRow.count();
    const answer = await open({ body });
    expect([answer.status, answer.body['code']]).toEqual([status, code]);
    expect(await api.prisma.caseRow.count()).toBe(before);
  });
});

it('is opened for a community, not for the street above it', async () => {
  const { token } = await addPerson(api.prisma, { posts: [{ role: 'officer', organisationId: 'yangshe' }] });
  const answer = await open({ token, body: { ...ABOUT, organisationId: 'yangshe' } });
  expect([answer.status, answer.body['code']]).toEqual([422, 'unknown-value']);
  expect((await open({ token, body: ABOUT })).status).toBe(201);
});

describe('showing a case', () => {
  it('says what the caller may do next, with the schema of each command', async () => {
    const { body } = await get(`/api/v1/cases/${await newCase()}`);
    const allowed = body['allowed'] as { type: string; schema: { properties: object; required: string[] } }[];
    const accept = allowed.find(({ type }) => type === 'accept');
    expect(Object.keys(accept?.schema.properties ?? {})).toContain('estimateFen');
    expect(accept?.schema).toMatchObject({
      properties: { itemType: { enum: ['works', 'service'] } },
      required: ['duplicatesChecked'],
    });
    expect(body['clocks']).toEqual([
      expect.objectContaining({
        id: 'stage.accept.1',
        owner: 'officer@community',
        overdue: false,
        status: 'RUNNING',
      }),
    ]);
  });

  it('explains a date in both languages', async () => {
    const why = await get(`/api/v1/cases/${await newCase()}/clocks/stage.accept.1/why`);
    const steps = why.body['steps'] as { words: { zh: string; en: string } }[];
    expect(steps[0]?.words.zh).toMatch(/起算|开始/);
    expect(steps.at(-1)?.words.en).toContain(String(why.body['dueDate']));
  });
});

describe('listing cases', () => {
  const list = (query: string, token = officer): Promise<Answer> => get(`/api/v1/cases?${query}`, token);

  it('walks all pages once, newest first', async () => {
    await Promise.all([newCase(), newCase(), newCase()]);
    const seen: unknown[] = [];
    let cursor = '';
    do {
      const page = await list(`limit=2${cursor}`);
      seen.push(...(page.body.items ?? []).map(({ id }) => id));
      cursor = page.body.nextCursor ? `&cursor=${page.body.nextCursor}` : '';
    } while (cursor !== '');
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBe(await api.prisma.caseRow.count());
  });

  it('filters by text as text, by stage, by state and by due date', async () => {
    const { body } = await open({ body: { ...ABOUT, title: '百分之百%_的事' } });
    const id = body['caseId'];
    expect((await list(`text=${encodeURIComponent('%_的')}`)).body.items?.map((c) => c['id'])).toEqual([id]);
    expect((await list(`text=${encodeURIComponent('%的')}`)).body.items).toEqual([]);
    await give(String(id), {
      body: { type: 'withdraw', data: { reasonCode: 'proposer-asked', publicText: '撤回。' } },
    });
    expect((await list('open=false')).body.items?.map((c) => c['id'])).toContain(id);
    expect((await list('open=true&stage=accept')).body.items?.map((c) => c['id'])).not.toContain(id);
    expect((await list('overdue=true')).body.items).toEqual([]);
    const soon = await list('dueBefore=2099-01-01T00:00:00Z');
    const due = (soon.body.items ?? []).map((c) => String(c['dueAt']));
    expect(due).toEqual([...due].sort());
    expect(due.length).toBeGreaterThan(0);
  });

  it('shows nothing of other places and does not say that they exist', async () => {
    expect((await list('', stranger)).body.items).toEqual([]);
    expect((await list('organisationId=tanglian', stranger)).status).toBe(404);
  });

  it.each([
    Buffer.from('["x","y"]').toString('base64url'),
    'not-a-cursor',
    Buffer.from('{}').toString('base64url'),
  ])('refuses the cursor %s', async (cursor) => {
    expect((await list(`cursor=${cursor}`)).body['code']).toBe('cursor-invalid');
  });
});
