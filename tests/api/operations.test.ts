import { randomUUID } from 'node:crypto';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import { openApiDocument } from '../../api/openapi';
import { ROUTES } from '../../api/routes';
import { REFUSALS } from '../../domain/errors';
import { addPerson, plantRules, plantTree } from './support/bureau';
import { ask } from './support/http';
import { runApi, type RunningApi } from './support/running-api';

let api: RunningApi;
let caseId: string;

beforeAll(async () => {
  api = await runApi({ config: { simulation: { enabled: true } } });
  await plantTree(api.prisma);
  await plantRules(api.prisma, api.pool);
  const { token } = await addPerson(api.prisma, { posts: [{ role: 'officer', organisationId: 'tanglian' }] });
  const body = { programmeCode: 'zhangjiagang', kind: 'PROJECT', title: '车棚', organisationId: 'tanglian' };
  const opened = await ask(api.url, 'POST', '/api/v1/cases', {
    token,
    body,
    headers: { 'idempotency-key': randomUUID() },
  });
  caseId = String(opened.body['caseId']);
});
afterAll(() => api.stop());

const ready = async () => (await ask(api.url, 'GET', '/readyz')).body;
const beat = (engineOk: boolean, behindSince: Date | null = null) =>
  api.prisma.workerHeartbeat.upsert({
    where: { id: 'w1' },
    create: { id: 'w1', at: new Date(), engineOk, behindSince },
    update: { at: new Date(), engineOk, behindSince },
  });

describe('/readyz', () => {
  it('is ready without any worker, and says that the engine is down', async () => {
    expect(await ready()).toEqual({
      status: 'ready',
      clocks: { behindSince: null, engine: 'down', workers: 0 },
      warnings: [],
    });
  });

  it('counts live workers and tells since when clocks are behind', async () => {
    await beat(true);
    expect(await ready()).toMatchObject({ clocks: { behindSince: null, engine: 'ok', workers: 1 } });
    const since = new Date(Date.now() - 60_000);
    await beat(false, since);
    expect(await ready()).toMatchObject({
      status: 'ready',
      clocks: { behindSince: since.toISOString(), engine: 'down' },
    });
    const longer = new Date(Date.now() - 120_000);
    await api.prisma.caseRow.update({ where: { id: caseId }, data: { wakeAt: longer } });
    await beat(true);
    expect(await ready()).toMatchObject({ clocks: { behindSince: longer.toISOString(), engine: 'ok' } });
  });

  it('forgets a worker that fell silent', async () => {
    await api.prisma.workerHeartbeat.update({
      where: { id: 'w1' },
      data: { at: new Date(Date.now() - 60_000) },
    });
    expect(await ready()).toMatchObject({ clocks: { engine: 'down', workers: 0 } });
  });

  it('takes no heartbeat from hours ahead for a living worker: the clock has been set back since', async () => {
    await api.prisma.workerHeartbeat.update({
      where: { id: 'w1' },
      data: { at: new Date(Date.now() + 3_600_000), engineOk: true },
    });
    expect(await ready()).toMatchObject({ clocks: { engine: 'down', workers: 0 } });
  });
});

describe('/metrics', () => {
  const scrape = async () => (await ask(api.url, 'GET', '/metrics')).text;
  const value = (text: string, name: string) => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]);

  it('shows open and unarmed cases and how far the engine lags', async () => {
    const text = await scrape();
    expect(value(text, 'banjie_open_cases')).toBe(1);
    expect(value(text, 'banjie_unarmed_cases')).toBe(1);
    expect(value(text, 'banjie_engine_lag_seconds')).toBeGreaterThan(100);
    expect(text).toMatch(
      /banjie_http_request_duration_seconds_count\{operation="showReadiness",method="GET",status="200"\} \d/,
    );
    expect(text).toMatch(/banjie_command_duration_seconds/);
  });

  it('counts each late clock once, however often it is scraped', async () => {
    const before = value(await scrape(), 'banjie_clock_lateness_seconds_count');
    const due = new Date(Date.now() - 10_000);
    const clock = {
      caseId,
      kind: 'stage',
      status: 'RUNNING',
      startedAt: due,
      provisional: false,
      dueAt: due,
      overdueAt: due,
    };
    // Written "a minute from now", since the feed starts at the first scrape and stays two seconds behind.
    const at = (ms: number) => new Date(Date.now() + ms);
    await api.prisma.clockRow.create({ data: { ...clock, clockId: 'late-1', overdueRecordedAt: at(200) } });
    await api.prisma.clockRow.create({ data: { ...clock, clockId: 'late-2', overdueRecordedAt: at(300) } });
    await new Promise((resolve) => setTimeout(resolve, 2_600));
    expect(value(await scrape(), 'banjie_clock_lateness_seconds_count')).toBe(before + 2);
    expect(value(await scrape(), 'banjie_clock_lateness_seconds_count')).toBe(before + 2);
  });
});

describe('the OpenAPI document', () => {
  it('has every route of this instance, with its problems, and is 3.1', async () => {
    const { body } = await ask(api.url, 'GET', '/api/openapi.json');
    expect(body['openapi']).toBe('3.1.0');
    const paths = body['paths'] as Record<
      string,
      Record<string, { operationId: string; responses: Record<string, unknown> }>
    >;
    const operations = Object.values(paths).flatMap((methods) =>
      Object.values(methods).map((operation) => operation.operationId),
    );
    const elsewhere = ['startOidc', 'finishOidc', 'signInToDemo'];
    const here = ROUTES.filter((route) => !elsewhere.includes(route.operation));
    expect(operations.sort()).toEqual(here.map((route) => route.operation).sort());
    expect(Object.keys(paths['/api/v1/people']?.['post']?.responses ?? {})).toEqual(
      expect.arrayContaining(['201', '400', '401', '403', '409', '503']),
    );
  });

  it('is valid, with single sign-on and the demo as well', async () => {
    const config = await createConfig({
      rules: Object.fromEntries(
        [
          ...['struct', 'no-unresolved-refs', 'path-parameters-defined', 'operation-parameters-unique'],
          ...['operation-operationId-unique', 'no-identical-paths', 'no-invalid-schema-examples'],
          ...['no-invalid-media-type-examples', 'no-enum-type-mismatch', 'security-defined'],
        ].map((rule) => [rule, 'error' as const]),
      ),
    });
    const problems = await lintFromString({ source: JSON.stringify(openApiDocument(ROUTES)), config });
    expect(problems.map(({ ruleId, message, location }) => [ruleId, message, location[0]?.pointer])).toEqual(
      [],
    );
  });

  it('offers to try out what a header or a form carries', async () => {
    const { body } = await ask(api.url, 'GET', '/api/openapi.json');
    const operation = (path: string) =>
      (body['paths'] as Record<string, Record<string, Record<string, object>>>)[path]?.['post'];
    expect(operation('/api/v1/cases/{caseId}/commands')?.['parameters']).toMatchObject([
      { in: 'path', name: 'caseId', required: true },
      { in: 'header', name: 'Idempotency-Key', required: true },
      { in: 'header', name: 'If-Match', required: false },
    ]);
    expect(operation('/api/v1/cases/{caseId}/files')?.['requestBody']).toMatchObject({
      content: {
        'multipart/form-data': {
          schema: {
            properties: { kind: { type: 'string' }, file: { type: 'string', format: 'binary' } },
            required: ['kind', 'file'],
          },
        },
      },
    });
  });

  it('is shown by a page that needs nothing from elsewhere', async () => {
    const page = await ask(api.url, 'GET', '/api/docs');
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
    const parts = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1] ?? '');
    expect(parts.length).toBeGreaterThan(2);
    for (const part of parts) expect((await ask(api.url, 'GET', part)).status).toBe(200);
  });
});

describe('problems', () => {
  it('say at their type what they mean', async () => {
    for (const code of Object.keys(REFUSALS)) {
      const answer = await ask(api.url, 'GET', `/problems/${code}`);
      expect(answer).toMatchObject({
        status: 200,
        body: { code, title: REFUSALS[code as keyof typeof REFUSALS] },
      });
    }
  });

  it('never say what is wrong inside', async () => {
    const { prisma } = api.deps;
    const broken = jest
      .spyOn(prisma.organisation, 'findMany')
      .mockRejectedValueOnce(new Error('secret of the house'));
    const { token } = await addPerson(api.prisma);
    const answer = await ask(api.url, 'GET', '/api/v1/organisations', { token });
    broken.mockRestore();
    expect(answer).toMatchObject({ status: 500, body: { code: 'internal' } });
    expect(answer.text).not.toContain('secret');
    expect(api.logged.filter((line) => line['requestId'] === answer.body['requestId'])).toMatchObject([
      { level: 'error' },
    ]);
  });
});

describe('a simulation', () => {
  it('takes the time from the header, for what is recorded and not for who is signed in', async () => {
    const { token } = await addPerson(api.prisma);
    const body = {
      programmeCode: 'zhangjiagang',
      organisationId: 'tanglian',
      channel: 'wechat',
      words: '漏雨',
      noticeShown: true,
    };
    const headers = { 'x-banjie-now': '2026-02-12T09:00:00+08:00' };
    const made = await ask(api.url, 'POST', '/api/v1/suggestions', { token, body, headers });
    expect(made.body).toMatchObject({ createdAt: '2026-02-12T01:00:00.000Z' });
    expect(String(made.body['receiptNo'])).toMatch(/^20260212-/);
    expect(
      (await ask(api.url, 'GET', '/api/v1/me', { token, headers: { 'x-banjie-now': 'yesterday' } })).status,
    ).toBe(400);
  });
});
