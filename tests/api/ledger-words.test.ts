import { randomUUID } from 'node:crypto';
import { addPerson, plantRules, plantTree } from './support/bureau';
import { ask } from './support/http';
import { runApi, type RunningApi } from './support/running-api';

let api: RunningApi;
let officer: string;
let resident: { id: string; token: string };
let caseId: string;

const key = () => ({ 'idempotency-key': randomUUID() });

beforeAll(async () => {
  api = await runApi();
  await plantTree(api.prisma);
  await plantRules(api.prisma, api.pool);
  const person = {
    displayName: '民政干事甲',
    posts: [{ role: 'officer' as const, organisationId: 'tanglian' }],
  };
  officer = (await addPerson(api.prisma, person)).token;
  resident = await addPerson(api.prisma, { displayName: '居民甲' });
  const suggestion = await ask(api.url, 'POST', '/api/v1/suggestions', {
    token: resident.token,
    body: {
      ...{ programmeCode: 'zhangjiagang', organisationId: 'tanglian', channel: 'wechat' },
      ...{ words: '车棚漏雨', noticeShown: true },
    },
  });
  const opened = await ask(api.url, 'POST', '/api/v1/cases', {
    ...{ token: officer, headers: key() },
    body: {
      ...{ programmeCode: 'zhangjiagang', kind: 'PROJECT', title: '车棚翻修', organisationId: 'tanglian' },
      suggestions: [suggestion.body['id']],
    },
  });
  caseId = String(opened.body['caseId']);
  await give(officer, 'return', { reason: '不清楚。', missing: ['造价清单'] });
  await upload(officer);
  await upload(resident.token);
});
afterAll(() => api.stop());

const give = (token: string, type: string, data: object) =>
  ask(api.url, 'POST', `/api/v1/cases/${caseId}/commands`, { token, headers: key(), body: { type, data } });

function upload(token: string) {
  const parts = [
    '--x\r\ncontent-disposition: form-data; name="kind"\r\n\r\nother\r\n',
    '--x\r\ncontent-disposition: form-data; name="file"; filename="note.txt"\r\ncontent-type: text/plain\r\n\r\nnote\r\n--x--\r\n',
  ];
  const headers = { ...key(), 'content-type': 'multipart/form-data; boundary=x' };
  return ask(api.url, 'POST', `/api/v1/cases/${caseId}/files`, { token, headers, raw: parts.join('') });
}

const ledger = async () =>
  (await ask(api.url, 'GET', `/api/v1/cases/${caseId}/ledger`, { token: officer })).body.items ?? [];

it('tells who did what, why, and what it meant for the clocks', async () => {
  const returned = (await ledger()).find((line) => line['type'] === 'CaseReturned');
  expect(returned).toMatchObject({
    words: {
      zh: expect.stringMatching(/^塘联社区 民政干事甲 退回补充：不清楚；缺少造价清单。暂停计时。/),
      en: expect.stringMatching(
        /^民政干事甲 · 塘联社区 returned it for completion: 不清楚; missing: 造价清单\. /,
      ),
    },
    actor: {
      name: { zh: '民政干事甲' },
      organisation: { id: 'tanglian', name: '塘联社区' },
      role: 'officer',
    },
    files: [],
  });
});

it('shows the documents that a line attached', async () => {
  const [byStaff, byProposer] = (await ledger()).filter((line) => line['type'] === 'EvidenceAttached');
  const [file] = byStaff?.['files'] as Record<string, unknown>[];
  expect(file).toMatchObject({
    name: 'note.txt',
    size: 4,
    uploadedBy: '民政干事甲',
    kindName: { zh: '其他材料' },
  });
  const download = await ask(api.url, 'GET', String(file?.['href']), { token: officer });
  expect([download.status, download.text]).toEqual([200, 'note']);
  expect(byProposer?.['files']).toEqual([expect.objectContaining({ uploadedBy: null })]);
});

it('never names a proposer', async () => {
  const lines = await ledger();
  const own = lines.filter((line) => line['actorId'] === resident.id);
  expect(own.map((line) => line['actor'])).toEqual([
    { name: { zh: '建议人', en: 'The proposer' }, organisation: null, role: null, standsInFor: null },
  ]);
  expect(JSON.stringify(lines)).not.toContain('居民甲');
});
