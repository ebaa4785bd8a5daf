import { randomUUID } from 'node:crypto';
import { withClient } from '../../scripts/postgres/databases';
import { addPerson, plantRules, plantTree } from './support/bureau';
import { ask } from './support/http';
import { runApi, type RunningApi } from './support/running-api';

let api: RunningApi;
let officer: { id: string; token: string };
let reviewer: { id: string; token: string };
let elsewhere: { id: string; token: string };

beforeAll(async () => {
  api = await runApi();
  await plantTree(api.prisma);
  await plantRules(api.prisma, api.pool);
  officer = await addPerson(api.prisma, { posts: [{ role: 'officer', organisationId: 'tanglian' }] });
  reviewer = await addPerson(api.prisma, { posts: [{ role: 'reviewer', organisationId: 'yangshe' }] });
  elsewhere = await addPerson(api.prisma, { posts: [{ role: 'officer', organisationId: 'fuqian' }] });
});
afterAll(() => api.stop());

const SAID = {
  channel: 'wechat',
  words: '3幢车棚漏雨。',
  proposer: { name: '居民甲', phone: '13800000000', address: '塘联社区3幢' },
  noticeShown: true,
};
const CASE = {
  programmeCode: 'zhangjiagang',
  kind: 'PROJECT',
  title: '3幢车棚翻修',
  organisationId: 'tanglian',
  suggestion: SAID,
};
const post = (path: string, body: object, { token, key }: { token?: string; key?: string } = {}) =>
  ask(api.url, 'POST', path, {
    token: token ?? officer.token,
    body,
    headers: { 'idempotency-key': key ?? randomUUID() },
  });
const open = (more: object = {}, by: { token?: string; key?: string } = {}) =>
  post('/api/v1/cases', { ...CASE, ...more }, by);
const join = (caseId: string, body: object, by: { token?: string; key?: string } = {}) =>
  post(`/api/v1/cases/${caseId}/suggestions`, body, by);
const show = (path: string, token = officer.token) => ask(api.url, 'GET', path, { token });
const counts = async () => ({
  suggestions: await api.prisma.suggestion.count(),
  proposers: await api.prisma.proposer.count(),
  cases: await api.prisma.caseRow.count(),
  links: await api.prisma.suggestionCase.count(),
});

interface Received {
  suggestionId: string;
  receiptNo: string;
}
const receivedIn = (body: object) => (body as { received?: Received }).received;

describe('opening a case together with what somebody said', () => {
  it('receives the words, opens the case and links both in one act', async () => {
    const { status, body } = await open();
    expect([status, body['status']]).toEqual([201, 'SUBMITTED']);
    const received = receivedIn(body);
    const shown = await show(`/api/v1/cases/${String(body['caseId'])}`);
    expect(shown.body['linkedSuggestions']).toMatchObject([
      { id: received?.suggestionId, words: SAID.words, how: 'opened', receiptNo: received?.receiptNo },
    ]);
    const row = await api.prisma.suggestion.findUniqueOrThrow({
      where: { id: received?.suggestionId ?? '' },
      include: { proposer: true },
    });
    expect(row).toMatchObject({
      enteredBy: officer.id,
      orgPath: '/zjg/yangshe/tanglian/',
      channel: 'wechat',
    });
    expect(row.proposer).toMatchObject({ ...SAID.proposer, noMessages: false });
    expect(row.noticeShownAt).not.toBeNull();
    const receipt = await ask(api.url, 'GET', `/api/v1/suggestions/receipts/${String(received?.receiptNo)}`);
    expect(receipt.body).toMatchObject({ state: 'IN_HAND', cases: [{ title: CASE.title }] });
  });

  it('opens one case with one suggestion however often the key is sent, even at the same moment', async () => {
    const before = await counts();
    const key = randomUUID();
    const answers = await Promise.all([open({}, { key }), open({}, { key }), open({}, { key })]);
    answers.push(await open({}, { key }));
    expect(new Set(answers.map(({ body }) => body['caseId'])).size).toBe(1);
    expect(new Set(answers.map(({ body }) => receivedIn(body)?.receiptNo)).size).toBe(1);
    expect(await counts()).toEqual({
      suggestions: before.suggestions + 1,
      proposers: before.proposers + 1,
      cases: before.cases + 1,
      links: before.links + 1,
    });
    const other = await open({ suggestion: { ...SAID, words: '别的' } }, { key });
    expect([other.status, other.body['code']]).toEqual([422, 'key-reused']);
  });

  it('leaves no suggestion without its case when the case cannot be written, and succeeds with the same key after', async () => {
    const before = await counts();
    const key = randomUUID();
    const owner = (sql: string) => withClient(api.database.ownerUrl, (client) => client.query(sql));
    await owner('ALTER TABLE cases ADD CONSTRAINT no_more CHECK (false) NOT VALID');
    const failed = await open({}, { key });
    await owner('ALTER TABLE cases DROP CONSTRAINT no_more');
    expect(failed.status).toBeGreaterThanOrEqual(500);
    expect(await counts()).toEqual(before);
    expect((await open({}, { key })).status).toBe(201);
  });

  const { noticeShown: _shown, ...unshown } = SAID;
  it.each([
    [
      'a channel of no programme',
      { ...SAID, channel: 'pigeon' },
      422,
      'unknown-reference',
      '/suggestion/channel',
    ],
    ['no words', { ...SAID, words: ' ' }, 400, 'invalid-input', '/suggestion/words'],
    [
      'no phone number',
      { ...SAID, proposer: { phone: '请打电话' } },
      400,
      'invalid-input',
      '/suggestion/proposer/phone',
    ],
    ['a name without the notice', unshown, 422, 'notice-not-shown', undefined],
  ])('refuses %s and writes nothing', async (_what, suggestion, status, code, pointer) => {
    const before = await counts();
    const { status: got, body } = await open({ suggestion });
    expect([got, body['code']]).toEqual([status, code]);
    const [fault] = (body['errors'] as { pointer: string }[] | undefined) ?? [];
    expect(fault?.pointer).toBe(pointer);
    expect(await counts()).toEqual(before);
  });

  it('is not for those who may not enter for others, nor with words of elsewhere', async () => {
    const before = await counts();
    expect((await open({}, { token: reviewer.token })).body['code']).toBe('forbidden');
    expect((await open({}, { token: elsewhere.token })).status).toBe(403);
    expect((await open({ suggestions: ['none'] })).body['code']).toBe('unknown-value');
    expect(await counts()).toEqual(before);
  });
});

describe('joining suggestions to a case that is there', () => {
  const newCase = async () => String((await open({ suggestion: undefined })).body['caseId']);
  const suggest = async (more: object = {}) => {
    const about = { programmeCode: 'zhangjiagang', organisationId: 'tanglian', ...SAID, ...more };
    return String((await post('/api/v1/suggestions', about)).body['id']);
  };

  it('receives what was said just now and joins it, with what came in before', async () => {
    const [caseId, earlier] = [await newCase(), await suggest({ words: '车棚又漏了' })];
    const key = randomUUID();
    const body = { suggestions: [earlier], suggestion: SAID };
    const [first, again] = [await join(caseId, body, { key }), await join(caseId, body, { key })];
    expect(first.status).toBe(200);
    expect(again.body).toEqual(first.body);
    expect(first.body['events']).toEqual(['SuggestionsJoined']);
    const shown = await show(`/api/v1/cases/${caseId}`);
    const linked = shown.body['linkedSuggestions'] as { id: string; how: string }[];
    expect(linked.map(({ id }) => id).sort()).toEqual(
      [earlier, String(receivedIn(first.body)?.suggestionId)].sort(),
    );
    expect(new Set(linked.map(({ how }) => how))).toEqual(new Set(['joined']));
    expect(shown.body['linkedCases']).toEqual([]);
    const ledger = await show(`/api/v1/cases/${caseId}/ledger`);
    expect(ledger.text).toContain('加入建议：2 条');
    const open = await show('/api/v1/suggestions?linked=false');
    expect(open.text).not.toContain(earlier);
  });

  it('is not offered as a command of the case page, and not taken as one', async () => {
    const caseId = await newCase();
    const shown = await show(`/api/v1/cases/${caseId}`);
    expect((shown.body['allowed'] as { type: string }[]).map(({ type }) => type)).not.toContain('join');
    const given = await post(`/api/v1/cases/${caseId}/commands`, {
      type: 'join',
      data: { suggestions: ['s'] },
    });
    expect(given.status).toBe(400);
  });

  it.each([
    ['nothing', {}, 422, 'value-required'],
    ['words nobody said', { suggestions: ['none'] }, 422, 'unknown-value'],
    ['an id that is none', { suggestions: ['../x'] }, 400, 'invalid-input'],
    ['a name without the notice', { suggestion: { ...SAID, noticeShown: false } }, 422, 'notice-not-shown'],
  ])('refuses %s and changes nothing', async (_what, body, status, code) => {
    const caseId = await newCase();
    const before = await counts();
    const answer = await join(caseId, body);
    expect([answer.status, answer.body['code']]).toEqual([status, code]);
    expect(await counts()).toEqual(before);
    expect((await show(`/api/v1/cases/${caseId}`)).body['seq']).toBe(2);
  });

  it('takes no words of another community, none it has already, and none from people who do not see it', async () => {
    const [caseId, mine] = [await newCase(), await suggest()];
    const there = await post(
      '/api/v1/suggestions',
      { programmeCode: 'zhangjiagang', organisationId: 'fuqian', ...SAID },
      { token: elsewhere.token },
    );
    expect((await join(caseId, { suggestions: [there.body['id']] })).body['code']).toBe('unknown-value');
    expect((await join(caseId, { suggestions: [mine] })).status).toBe(200);
    expect((await join(caseId, { suggestions: [mine] })).body['code']).toBe('not-now');
    expect((await join(caseId, { suggestions: [mine] }, { token: elsewhere.token })).status).toBe(404);
    // A post at the street sees it and may join what is there, but does not write down what others said.
    expect((await join(caseId, { suggestion: SAID }, { token: reviewer.token })).body['code']).toBe(
      'forbidden',
    );
    expect((await join(caseId, { suggestions: [await suggest()] }, { token: reviewer.token })).status).toBe(
      200,
    );
  });
});

describe('what is known when a case is opened', () => {
  const open = (known: object, key: string = randomUUID()) =>
    ask(api.url, 'POST', '/api/v1/cases', {
      token: officer.token,
      headers: { 'idempotency-key': key },
      body: {
        programmeCode: 'zhangjiagang',
        kind: 'PROJECT',
        title: '车棚',
        organisationId: 'tanglian',
        ...known,
      },
    });

  it('is on the case and in the first line of its ledger', async () => {
    const key = randomUUID();
    const known = { place: '3幢北侧', itemType: 'works', estimateFen: 950_000 };
    const { status, body } = await open(known, key);
    expect(status).toBe(201);
    const caseId = String(body['caseId']);
    expect((await show(`/api/v1/cases/${caseId}`)).body).toMatchObject({
      ...{
        place: '3幢北侧',
        itemType: 'works',
        itemTypeName: { zh: '工程类' },
        money: { estimateFen: 950_000 },
      },
    });
    const ledger = await show(`/api/v1/cases/${caseId}/ledger`);
    expect((ledger.body['items'] as { facts: object }[])[0]?.facts).toMatchObject(known);
    expect((await open(known, key)).body['caseId']).toBe(caseId);
    // The same key for something else is a mistake that is told.
    expect((await open({ ...known, estimateFen: 1 }, key)).body['code']).toBe('key-reused');
  });

  it('is told at its field when the programme has no such value, and opens nothing', async () => {
    const before = await api.prisma.caseRow.count();
    const { status, body } = await open({ itemType: 'gift' });
    expect([status, body['code'], (body['errors'] as { pointer: string }[])[0]?.pointer]).toEqual([
      ...[422, 'unknown-value', '/itemType'],
    ]);
    expect((await open({ estimateFen: -1 })).status).toBe(400);
    expect((await open({ place: '长'.repeat(201) })).status).toBe(400);
    expect(await api.prisma.caseRow.count()).toBe(before);
  });
});

describe('the form for opening a case', () => {
  const form = (query: string, token = officer.token) => show(`/api/v1/open-form?${query}`, token);

  it('asks for what the programme offers, in both languages', async () => {
    const { status, body } = await form('programmeCode=zhangjiagang&organisationId=tanglian');
    expect(status).toBe(200);
    expect(body['entersForOthers']).toBe(true);
    expect(body['schema']).toMatchObject({
      required: ['kind', 'title'],
      properties: {
        kind: { enum: ['PROJECT'] },
        title: { maxLength: 300, 'x-title': { zh: '标题', en: 'Title' } },
        place: { maxLength: 200, 'x-title': { zh: '地点' } },
        itemType: { enum: ['works', 'service'], 'x-enum-names': { works: { zh: '工程类' } } },
        estimateFen: { 'x-widget': 'money' },
        suggestion: {
          required: ['channel', 'words', 'noticeShown'],
          properties: {
            channel: { enum: ['wechat', 'council'], 'x-enum-names': { wechat: { zh: '微信群' } } },
            proposer: { properties: { phone: { 'x-title': { zh: '电话', en: 'Phone' } } } },
          },
        },
      },
    });
  });

  it('says to a post that may not enter for others that it may not, and knows no other programme', async () => {
    const { body } = await form('programmeCode=zhangjiagang&organisationId=tanglian', reviewer.token);
    expect(body['entersForOthers']).toBe(false);
    const answer = await form('programmeCode=nowhere&organisationId=tanglian');
    expect([answer.status, answer.body['code']]).toEqual([422, 'unknown-reference']);
  });
});
