import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApiClient } from '../../cli/api-client';
import { registerCheck } from '../../cli/check';
import { registerDraw } from '../../cli/draw';
import { readPopulation } from '../../domain/draw/population';
import { draw } from '../../domain/draw/draw';
import { commitmentTo } from '../../domain/spot-check/seed';
import { addPerson, plantRules, plantTree } from './support/bureau';
import { runCommand } from '../support/command';
import { withClient } from '../../scripts/postgres/databases';
import { ask, type Answer } from './support/http';
import { runApi, type RunningApi } from './support/running-api';

type Person = Awaited<ReturnType<typeof addPerson>>;
const AHEAD = { ms: 0 };
let api: RunningApi;
let leader: Person;
let elsewhere: Person;
let witnesses: Person[];

beforeAll(async () => {
  api = await runApi({ ahead: AHEAD });
  await plantTree(api.prisma);
  await plantRules(api.prisma, api.pool);
  leader = await addPerson(api.prisma, { posts: [{ role: 'leader', organisationId: 'zjg' }] });
  elsewhere = await addPerson(api.prisma, { posts: [{ role: 'leader', organisationId: 'cc' }] });
  // Representatives of residents need no post.
  witnesses = [
    await addPerson(api.prisma, { displayName: '人大代表甲' }),
    await addPerson(api.prisma, { displayName: '居民代表乙' }),
  ];
  const officer = await addPerson(api.prisma, {
    posts: ['tanglian', 'fuqian'].map((organisationId) => ({ role: 'officer', organisationId }) as const),
  });
  for (let i = 0; i < 6; i += 1) {
    const opened = await call(officer, 'POST', '/cases', {
      ...{ programmeCode: 'zhangjiagang', kind: 'PROJECT', title: `车棚 ${i}` },
      organisationId: i < 4 ? 'tanglian' : 'fuqian',
    });
    if (opened.status !== 201) throw new Error(opened.text);
  }
});
afterAll(() => api.stop());

const call = (
  by: Person | null,
  method: string,
  path: string,
  body?: unknown,
  key: string = randomUUID(),
): Promise<Answer> =>
  ask(api.url, method, `/api/v1${path}`, {
    ...(by && { token: by.token }),
    headers: { 'idempotency-key': key },
    ...(body === undefined ? {} : { body }),
  });
const asked = (more: object = {}) => ({
  ...{ title: '三季度抽查', organisationId: 'zjg', frame: {}, strata: ['programme'], size: 3 },
  chance: { kind: 'phrases', witnessIds: witnesses.map(({ id }) => id) },
  ...more,
});
const define = async (more: object = {}) => {
  const { status, body, text } = await call(leader, 'POST', '/spot-checks', asked(more));
  expect([status, status === 201 ? '' : text]).toEqual([201, '']);
  return String(body['id']);
};
/** What the workflow does in the background. */
const advance = (checkId: string) =>
  api.deps.ledger.spotChecks.advance({ checkId, now: api.deps.clock.now() });
const phraseOf = ({ id }: Person) => `the phrase of ${id}`;
const problemOf = ({ status, body }: Answer) => [status, body['code']];

it('is defined, frozen, witnessed, drawn, published, and repeated by anybody from what is published', async () => {
  const id = await define();
  const commit = (who: Person) => ({ type: 'commit', commitment: commitmentTo(phraseOf(who)) });
  expect(
    problemOf(await call(witnesses[0]!, 'POST', `/spot-checks/${id}/witness`, commit(witnesses[0]!))),
  ).toEqual([409, 'not-now']);
  await advance(id);
  for (const who of witnesses) {
    const given = await call(who, 'POST', `/spot-checks/${id}/witness`, commit(who));
    expect(given.status).toBe(200);
    expect(given.text).not.toContain(phraseOf(who));
  }
  expect(
    problemOf(
      await call(leader, 'POST', `/spot-checks/${id}/witness`, { type: 'reveal', phrase: 'not a witness' }),
    ),
  ).toEqual([403, 'not-your-command']);
  for (const who of witnesses)
    expect(
      (await call(who, 'POST', `/spot-checks/${id}/witness`, { type: 'reveal', phrase: phraseOf(who) }))
        .status,
    ).toBe(200);
  await advance(id);

  // Nobody has to sign in to check it.
  const { check, record } = (await call(null, 'GET', `/spot-checks/${id}`)).body as {
    check: Record<string, unknown>;
    record: { type: string }[];
  };
  expect(check).toMatchObject({
    ...{ organisationName: '张家港市', definedBy: '审核员甲 · 张家港市' },
    ...{ status: 'DRAWN', title: '三季度抽查', seed: witnesses.map(phraseOf).join('|'), ended: null },
    chance: { kind: 'phrases', witnesses: [{ name: '人大代表甲' }, { name: '居民代表乙' }] },
    population: { size: 6, excluded: 0, strata: [{ key: 'zhangjiagang', population: 6 }] },
  });
  expect(record.map(({ type }) => type)).toEqual([
    ...['Defined', 'PopulationFrozen', 'PhraseCommitted', 'PhraseCommitted', 'RevealingBegun'],
    ...['PhraseRevealed', 'PhraseRevealed', 'SeedFixed', 'SampleDrawn', 'InspectorsAssigned'],
  ]);
  const file = await call(null, 'GET', `/spot-checks/${id}/population`);
  const population = readPopulation(Buffer.from(file.text, 'utf8'), ['programme']);
  expect(population.sha256).toBe((check['population'] as { sha256: string }).sha256);
  expect(draw(population, { seed: String(check['seed']), size: 3 })).toEqual(check['sample']);
  expect((await call(leader, 'GET', `/spot-checks/${id}/verify`)).body).toEqual({
    ...{ recordWhole: true, changedLines: [], phrasesFit: true, sampleRepeats: true, inspectorsRepeat: true },
  });
  const { body } = await call(null, 'GET', '/spot-checks?limit=1');
  expect((body['items'] as { id: string }[])[0]?.id).toBe(id);

  const gone = (check['sample'] as { drawn: { id: string }[] }[])[0]!.drawn[0]!.id;
  const command = { type: 'replace', gone, reason: '该项目已撤销' };
  expect(problemOf(await call(elsewhere, 'POST', `/spot-checks/${id}/commands`, command))).toEqual([
    404,
    'not-found',
  ]);
  const replaced = await call(leader, 'POST', `/spot-checks/${id}/commands`, command);
  expect(replaced.body['replacements']).toMatchObject([{ gone, reason: '该项目已撤销' }]);
});

describe('the command line', () => {
  let id: string;
  let folder: string;
  const run = (...args: string[]) =>
    runCommand((program) => {
      registerCheck(program, () => createApiClient({ apiUrl: api.url, token: leader.token }));
      registerDraw(program);
    }, args);
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'check-'));
    id = await define();
    await advance(id);
    for (const who of witnesses)
      await call(who, 'POST', `/spot-checks/${id}/witness`, {
        ...{ type: 'commit', commitment: commitmentTo(phraseOf(who)) },
      });
    for (const who of witnesses)
      await call(who, 'POST', `/spot-checks/${id}/witness`, { type: 'reveal', phrase: phraseOf(who) });
    await advance(id);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('shows what was drawn, saves it, and the command it names draws the same', async () => {
    const { out } = await run('check', 'show', id);
    expect(out).toContain('三季度抽查  张家港市  已抽取');
    expect(out).toContain('zhangjiagang：6 件中抽 3 件');
    await run('check', 'save', id, '--out', folder);
    expect(readdirSync(folder).sort()).toEqual([
      ...['population.csv', 'record.json', 'report.json', 'report.xlsx'],
    ]);
    const line = out.split('\n').find((one) => one.startsWith('npm run -s banjie -- draw'))!;
    const seed = /--seed '(.*)'$/.exec(line)![1]!;
    const again = await run(
      ...['draw', '--population', join(folder, 'population.csv'), '--strata', 'programme', '--size', '3'],
      ...['--minimum', '0', '--seed', seed, '--json'],
    );
    const { sample } = JSON.parse(again.out) as { sample: string[] };
    expect(sample).toHaveLength(3);
    for (const one of sample) expect(out).toContain(one);
  });

  it('says that it holds, names the line that somebody changed, and fails then', async () => {
    const held = await run('check', 'verify', id);
    expect([
      held.failed,
      held.out
        .trimEnd()
        .split('\n')
        .every((line) => line.startsWith('✓')),
    ]).toEqual([null, true]);
    const [, first = ''] = readFileSync(join(folder, 'population.csv'), 'utf8').split('\n');
    await withClient(api.database.ownerUrl, async (client) => {
      await client.query('SET session_replication_role = replica');
      await client.query('UPDATE population_parts SET text = replace(text, $2, $3) WHERE check_id = $1', [
        ...[id, first.split(',')[0], 'BJ-1'],
      ]);
    });
    const changed = await run('check', 'verify', id);
    expect(changed.out).toContain('✗ 总体文件第 1–');
    expect(changed.failed).toBe('The record of this spot check does not hold.');
    expect((await run('check', 'verify', 'none')).failed).toMatch(/没有|不存在|找不到/);
  });
});

describe('before it is defined', () => {
  const question = (more: object = {}) => ({
    ...{ organisationId: 'zjg', frame: {}, strata: ['programme'], size: 3, ...more },
  });
  const preview = (more?: object, by = leader) => call(by, 'POST', '/spot-checks/preview', question(more));

  it('counts what the frame holds, by stratum with its quota, and keeps nothing', async () => {
    const before = (await call(null, 'GET', '/spot-checks?limit=200')).body['items'] as unknown[];
    const { status, body } = await preview();
    expect(status).toBe(200);
    expect(body).toMatchObject({
      ...{ size: 6, excluded: 0, problem: null },
      strata: [{ key: 'zhangjiagang', population: 6, quota: 3 }],
    });
    const fewer = await preview({ organisationId: 'fuqian' });
    expect(fewer.body).toMatchObject({ size: 2, strata: [{ population: 2, quota: null }] });
    expect((fewer.body['problem'] as { zh: string }).zh).toContain('总体只有 2 件');
    expect((await preview({ frame: { kinds: ['MATTER'] } })).body).toMatchObject({ size: 0, strata: [] });
    expect((await call(null, 'GET', '/spot-checks?limit=200')).body['items']).toHaveLength(before.length);
    expect(problemOf(await preview({}, elsewhere))).toEqual([403, 'forbidden']);
  });

  it('leaves out what is excluded', async () => {
    const id = await define();
    await advance(id);
    const file = await call(null, 'GET', `/spot-checks/${id}/population`);
    const caseNumber = file.text.split('\n')[1]!.split(',')[0]!;
    const { body } = await preview({ exclusions: [{ caseNumber, reason: '检查员曾参与该项目' }] });
    expect(body).toMatchObject({ size: 5, excluded: 1, strata: [{ population: 5, quota: 3 }] });
  });

  it('offers people without a post and those of the place as witnesses, not those of another city', async () => {
    const { body } = await call(leader, 'GET', '/spot-checks/witnesses?limit=200');
    const ids = (body['items'] as { id: string }[]).map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining([leader.id, ...witnesses.map(({ id }) => id)]));
    expect(ids).not.toContain(elsewhere.id);
    const found = await call(leader, 'GET', `/spot-checks/witnesses?text=${encodeURIComponent('人大代表')}`);
    expect((found.body['items'] as { id: string }[]).map(({ id }) => id)).toEqual([witnesses[0]!.id]);
  });
});

describe('bad input', () => {
  it.each<[string, object, number, string, string]>([
    [
      'a witness who is not registered',
      { chance: { kind: 'phrases', witnessIds: ['nobody', 'none'] } },
      422,
      'unknown-reference',
      '/chance/witnessIds',
    ],
    [
      'one witness',
      { chance: { kind: 'phrases', witnessIds: ['nobody'] } },
      400,
      'invalid-input',
      '/chance/witnessIds',
    ],
    [
      'a number that is out',
      { chance: { kind: 'number', source: '彩票', drawnAt: '2020-01-01T00:00:00Z' } },
      422,
      'date-out-of-order',
      '/chance/drawnAt',
    ],
    ['nothing to draw', { size: 0 }, 400, 'invalid-input', '/size'],
    ['an unknown stratum', { strata: ['colour'] }, 400, 'invalid-input', '/strata/0'],
    ['a seed of one’s own', { seed: 'mine' }, 400, 'invalid-input', '/seed'],
    [
      'a day that does not exist',
      { frame: { happened: { what: 'paid', from: '2026-02-30', until: '2026-03-01' } } },
      400,
      'invalid-input',
      '/frame/happened/from',
    ],
  ])('%s is refused at its field', async (_what, more, status, code, pointer) => {
    const before = (await call(null, 'GET', '/spot-checks?limit=200')).body['items'] as unknown[];
    const refused = await call(leader, 'POST', '/spot-checks', asked(more));
    expect(problemOf(refused)).toEqual([status, code]);
    expect((refused.body['errors'] as { pointer: string }[])[0]?.pointer).toBe(pointer);
    expect((await call(null, 'GET', '/spot-checks?limit=200')).body['items']).toHaveLength(before.length);
  });

  it('is retried with its key, and not by somebody of another city', async () => {
    const key = randomUUID();
    const first = await call(leader, 'POST', '/spot-checks', asked(), key);
    expect((await call(leader, 'POST', '/spot-checks', asked(), key)).body['id']).toBe(first.body['id']);
    expect(problemOf(await call(leader, 'POST', '/spot-checks', asked({ size: 2 }), key))).toEqual([
      422,
      'key-reused',
    ]);
    expect(problemOf(await call(elsewhere, 'POST', '/spot-checks', asked()))).toEqual([403, 'forbidden']);
    expect((await call(null, 'GET', '/spot-checks/none')).status).toBe(404);
    expect((await call(null, 'GET', `/spot-checks/${String(first.body['id'])}/population`)).status).toBe(404);
  });
});

describe('a check that nobody is told of', () => {
  const unannounced = (more: object = {}) =>
    asked({ ...{ title: '今天抽三件', organisationId: 'yangshe', chance: { kind: 'server' } }, ...more });
  const phrase = { type: 'phrase', phrase: '今天抽三件逾期事项' };

  it('is frozen within the request, and drawn with the phrase: sample, inspectors and what repeats them', async () => {
    const inspector = await addPerson(api.prisma, {
      displayName: '检查员乙',
      posts: [{ role: 'inspector', organisationId: 'zjg' }],
    });
    const begun = await call(leader, 'POST', '/spot-checks', unannounced());
    expect(begun.body).toMatchObject({
      ...{ status: 'AWAITING_PHRASE', seed: null, inspectors: null },
      ...{ population: { size: 6 }, server: { nonce: null } },
    });
    const id = String(begun.body['id']);
    expect(
      problemOf(await call(leader, 'POST', `/spot-checks/${id}/commands`, { ...phrase, phrase: 'short' })),
    ).toEqual([422, 'unknown-value']);
    expect(problemOf(await call(elsewhere, 'POST', `/spot-checks/${id}/commands`, phrase))).toEqual([
      404,
      'not-found',
    ]);
    const { body: drawn } = await call(leader, 'POST', `/spot-checks/${id}/commands`, phrase);
    const { commitment, nonce } = drawn['server'] as { commitment: string; nonce: string };
    expect(commitmentTo(nonce)).toBe(commitment);
    expect(drawn).toMatchObject({ status: 'DRAWN', seed: `${nonce}|今天抽三件逾期事项` });
    const inspectors = drawn['inspectors'] as { personId: string; order: string }[];
    expect(inspectors.map(({ personId, order }) => [personId, order])).toEqual(
      [1, 2, 3].map(() => [inspector.id, 'ordered']),
    );
    expect((await call(leader, 'GET', `/spot-checks/${id}/verify`)).body).toMatchObject({
      ...{ recordWhole: true, phrasesFit: true, sampleRepeats: true, inspectorsRepeat: true },
    });

    // Whoever was sent sees it among what they must do.
    const { body: duties } = await call(inspector, 'GET', '/duties');
    expect(duties['items']).toHaveLength(3);

    // The report is public, also as a workbook.
    const report = await call(null, 'GET', `/spot-checks/${id}/report`);
    expect(report.body).toMatchObject({
      ...{ check: { id }, findings: [] },
      summary: { drawn: 3, visited: 0, found: 0, kinds: [], daysToClose: null },
      visits: [1, 2, 3].map(() => ({
        inspector: '检查员乙 · 张家港市',
        order: 'ordered',
        visitedOn: null,
        result: null,
      })),
    });
    const file = await fetch(`${api.url}/api/v1/spot-checks/${id}/report/export`);
    expect(file.headers.get('content-type')).toContain('spreadsheetml');
    const workbook = new (await import('exceljs')).default.Workbook();
    await workbook.xlsx.load(await file.arrayBuffer());
    expect(workbook.worksheets.map(({ name, rowCount }) => [name, rowCount])).toEqual([
      ['汇总', 14],
      ['走访', 4],
      ['问题整改', 1],
      ['抽取', 7],
    ]);
    expect(problemOf(await call(null, 'GET', '/spot-checks/none/report'))).toEqual([404, 'not-found']);
  });

  it('is defined by a post above the place, and nowhere else', async () => {
    const town = await addPerson(api.prisma, { posts: [{ role: 'leader', organisationId: 'yangshe' }] });
    const own = await addPerson(api.prisma, { posts: [{ role: 'officer', organisationId: 'tanglian' }] });
    for (const [by, organisationId] of [
      [town, 'yangshe'],
      [own, 'tanglian'],
    ] as const) {
      const refused = await call(by, 'POST', '/spot-checks', unannounced({ organisationId }));
      expect([...problemOf(refused), String(refused.body['detail'])]).toEqual([
        ...[403, 'forbidden'],
        expect.stringMatching(/上级单位|organisation above/),
      ]);
    }
    expect(
      (await call(town, 'POST', '/spot-checks', unannounced({ organisationId: 'tanglian' }))).status,
    ).toBe(201);
  });

  it.each<[string, object, string]>([
    ['nobody to be sent', { inspectorIds: [] }, '/visits/inspectorIds'],
    [
      'somebody barred without a reason',
      { barred: [{ personId: 'p', reason: '' }] },
      '/visits/barred/0/reason',
    ],
    ['a limit of none', { most: 0 }, '/visits/most'],
    ['another purpose', { purpose: 'curiosity' }, '/visits/purpose'],
  ])('refuses %s at its field', async (_what, visits, pointer) => {
    const refused = await call(leader, 'POST', '/spot-checks', unannounced({ visits }));
    expect(problemOf(refused)).toEqual([400, 'invalid-input']);
    expect((refused.body['errors'] as { pointer: string }[])[0]?.pointer).toBe(pointer);
  });

  it('ends at once, and says why, where there are too few', async () => {
    const { body } = await call(leader, 'POST', '/spot-checks', unannounced({ size: 7 }));
    expect(body).toMatchObject({ status: 'CANCELLED', ended: { cause: 'too-few' } });
    const { body: none } = await call(
      leader,
      'POST',
      '/spot-checks',
      unannounced({ frame: { kinds: ['MATTER'] } }),
    );
    expect(none).toMatchObject({ status: 'CANCELLED', population: null, ended: { cause: 'too-few' } });
  });
});
