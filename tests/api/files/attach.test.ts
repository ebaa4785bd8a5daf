import { createHash, randomUUID } from 'node:crypto';
import * as crafted from './support/crafted';
import {
  contentsIn,
  download,
  evidenceWorld,
  held,
  openCase,
  upload,
  type EvidenceWorld,
} from './support/evidence-world';
import { actorAt, command } from '../../support/world';

let world: EvidenceWorld;
beforeAll(async () => (world = await evidenceWorld()));
afterAll(() => world.stop());

const sha256Of = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

describe('attaching a file', () => {
  it('stores it, names its hash in the ledger, and gives back the same bytes', async () => {
    const bytes = await crafted.picture('png', 1);
    const sha256 = sha256Of(bytes);
    const answer = await upload(world, bytes, { name: '现场 照片.png' });
    expect(answer).toMatchObject({
      status: 201,
      body: { kind: 'photos', name: '现场 照片.png', type: 'image/png', size: bytes.length, sha256 },
    });
    const { fileId, seq } = answer.body;
    const event = await world.api.prisma.ledgerEvent.findFirstOrThrow({
      where: { caseId: world.caseId, seq },
    });
    expect(event.type).toBe('EvidenceAttached');
    expect(event.data).toMatchObject({ facts: { fileId, kind: 'photos', sha256, name: '现场 照片.png' } });

    const got = await download(world, fileId, world.colleague);
    expect(got.status).toBe(200);
    expect(Object.fromEntries(got.headers)).toMatchObject({
      'content-type': 'image/png',
      'content-length': String(bytes.length),
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent('现场 照片.png')}`,
      etag: `"${sha256}"`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'",
      'cache-control': 'no-store',
    });
    expect(Buffer.from(await got.arrayBuffer()).equals(bytes)).toBe(true);
  });

  it('records who downloaded what', async () => {
    const { fileId } = (await upload(world, crafted.pdf('recorded'), { kind: 'minutes', name: 'a.pdf' }))
      .body;
    await (await download(world, fileId, world.colleague)).arrayBuffer();
    const records = await world.api.prisma.auditRecord.findMany({ where: { subject: fileId } });
    expect(records).toMatchObject([
      { action: 'file-downloaded', success: true, data: { caseId: world.caseId } },
    ]);
  });

  it.each([
    ['text', Buffer.from('会议记录\n'), '记录.txt', 'text/plain; charset=utf-8'],
    [
      'DOCX',
      crafted.office('docx'),
      'a.docx',
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    ],
  ])('gives %s its type', async (_what, bytes, name, type) => {
    const { body } = await upload(world, bytes, { kind: 'other', name });
    expect((await download(world, body.fileId)).headers.get('content-type')).toBe(type);
  });

  it('keeps the same content of two cases once', async () => {
    const bytes = await crafted.picture('png', 2);
    const other = await openCase(world.api);
    await upload(world, bytes);
    await upload(world, bytes, { caseId: other });
    expect(contentsIn(world.folder).filter((name) => name === sha256Of(bytes))).toHaveLength(1);
    expect(await world.api.prisma.fileRow.count({ where: { sha256: sha256Of(bytes) } })).toBe(2);
  });

  it('makes it evidence of the case', async () => {
    const { state } = (await world.api.deps.ledger.load(world.caseId))!;
    expect(state.evidence.map((entry) => entry.kind)).toEqual(expect.arrayContaining(['photos', 'minutes']));
  });

  it.each([
    ['a path', '../../../etc/车棚.png', '车棚.png'],
    ['a Windows path', 'C:\\x\\车棚.png', '车棚.png'],
    ['right to left, with a turning sign', 'تقرير\u202Egnp.png', 'تقريرgnp.png'],
    ['an emoji', '👨‍👩‍👧🏚️𠮷.png', '👨‍👩‍👧🏚️𠮷.png'],
    ['quotes and percent signs', `a"b'50%.png`, `a"b'50%.png`],
    ['a long one', `${'车'.repeat(400)}.png`, `${'车'.repeat(251)}.png`],
  ])('cleans a name with %s and gives it back', async (_what, name, kept) => {
    const { body, status } = await upload(world, await crafted.picture('png', 3), { name });
    expect([status, body['name']]).toEqual([201, kept]);
    const sent = (await download(world, body.fileId)).headers.get('content-disposition') ?? '';
    expect(decodeURIComponent(sent.replace("attachment; filename*=UTF-8''", ''))).toBe(kept);
  });
});

describe('trying again', () => {
  it('gives the first answer and attaches nothing twice, even many at once', async () => {
    const bytes = await crafted.picture('png', 4);
    const key = randomUUID();
    const before = await held(world);
    const answers = await Promise.all(Array.from({ length: 4 }, () => upload(world, bytes, { key })));
    answers.push(await upload(world, bytes, { key }));
    expect(answers.map((answer) => answer.status)).toEqual([201, 201, 201, 201, 201]);
    expect(new Set(answers.map((answer) => JSON.stringify(answer.body))).size).toBe(1);
    const { events, rows, contents } = await held(world);
    expect({ events, rows, contents }).toEqual({
      events: before.events + 1,
      rows: before.rows + 1,
      contents: before.contents + 1,
    });
  });

  it('gives the first answer after the case has ended', async () => {
    const caseId = await openCase(world.api);
    const sent = { caseId, key: randomUUID() };
    const bytes = await crafted.picture('png', 5);
    const first = await upload(world, bytes, sent);
    await endCase(caseId);
    expect((await upload(world, bytes, sent)).body).toEqual(first.body);
    const before = await held(world);
    expect(await upload(world, await crafted.picture('png', 6), { caseId })).toMatchObject({
      status: 409,
      body: { code: 'case-ended' },
    });
    expect(await held(world)).toEqual(before);
  });

  it.each<[string, Parameters<typeof upload>[2]]>([
    ['another content', { name: '现场.jpg' }],
    ['another name', { name: '另一.png' }],
    ['another kind', { kind: 'other' }],
  ])('refuses the key for %s', async (_what, other) => {
    const key = randomUUID();
    const bytes = await crafted.picture('png', 7);
    const first = await upload(world, bytes, { key });
    const before = await held(world);
    const again = other?.name?.endsWith('.jpg') ? await crafted.picture('jpeg', 7) : bytes;
    expect(await upload(world, again, { key, ...other })).toMatchObject({
      status: 422,
      body: { code: 'key-reused' },
    });
    expect(await held(world)).toEqual(before);
    expect((await download(world, first.body.fileId)).status).toBe(200);
  });

  it('refuses a key that another person or another command used', async () => {
    const key = randomUUID();
    const bytes = await crafted.picture('png', 8);
    await upload(world, bytes, { key });
    expect((await upload(world, bytes, { key, token: world.colleague })).body['code']).toBe('key-reused');
    const note = randomUUID();
    await world.api.deps.ledger.append({
      ...{ caseId: world.caseId, command: command('note', { text: '已电话联系' }), key: note },
      ...{ actor: actorAt('officer', 'tanglian'), now: '2026-03-03T01:00:00.000Z' },
    });
    const before = await world.api.prisma.fileRow.count();
    expect((await upload(world, bytes, { key: note })).body['code']).toBe('key-reused');
    expect(await world.api.prisma.fileRow.count()).toBe(before);
  });
});

async function endCase(caseId: string): Promise<void> {
  await world.api.deps.ledger.append({
    ...{ caseId, command: command('withdraw', { reasonCode: 'proposer-asked', publicText: '建议人撤回' }) },
    ...{ actor: actorAt('officer', 'tanglian'), now: new Date().toISOString(), key: randomUUID() },
  });
}
