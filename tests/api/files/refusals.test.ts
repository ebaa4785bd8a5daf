import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { ask } from '../support/http';
import * as crafted from './support/crafted';
import {
  download,
  evidenceWorld,
  held,
  openCase,
  upload,
  type EvidenceWorld,
  type Upload,
} from './support/evidence-world';

let world: EvidenceWorld;
let before: Awaited<ReturnType<typeof held>>;
beforeAll(async () => (world = await evidenceWorld()));
afterAll(() => world.stop());
beforeEach(async () => (before = await held(world)));
// The point of every test here: nothing was written.
afterEach(async () => expect(await held(world)).toEqual(before));

describe('a file by its content', () => {
  it.each<[string, () => Buffer, string, string]>([
    ['a Linux program called a photo', crafted.elf, '现场.jpg', 'type-not-accepted'],
    ['a Windows program called a photo', crafted.windowsProgram, '现场.jpg', 'type-not-accepted'],
    ['a PDF called a photo', crafted.pdf, '现场.jpg', 'name-differs'],
    ['a zip bomb', () => crafted.office('docx', [crafted.bomb()]), '方案.docx', 'document-too-large'],
    ['a PNG of 60,000 × 60,000', () => crafted.hugePng(60_000, 60_000), '现场.png', 'picture-too-large'],
    ['nothing', () => Buffer.alloc(0), '现场.png', 'empty'],
    [
      'macros',
      () => crafted.office('docx', [{ name: 'word/vbaProject.bin', content: 'x' }]),
      'a.docx',
      'document-macros',
    ],
  ])('%s', async (_what, make, name, reason) => {
    const answer = await upload(world, make(), { name });
    expect(answer).toMatchObject({ status: 422, body: { code: 'file-refused', reason } });
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(answer.body.detail).toMatch(/^[A-Z].*[.]$/);
    expect((await upload(world, make(), { name, language: 'zh' })).body.detail).toMatch(
      /^\p{Script=Han}.*。$/u,
    );
  });

  it('of 21 MB', async () => {
    const answer = await upload(world, Buffer.alloc(21 * 1024 * 1024), {});
    expect(answer).toMatchObject({
      status: 413,
      body: { code: 'too-large', detail: 'A file may hold at most 20 MiB.' },
    });
  });

  it('of one byte too many, sent without saying how long it is', async () => {
    const boundary = 'b';
    const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="a.png"\r\n\r\n`;
    async function* body(): AsyncGenerator<Buffer> {
      yield Buffer.from(head);
      for (let sent = 0; sent < 20; sent += 1) yield Buffer.alloc(1024 * 1024);
      yield Buffer.from(`x\r\n--${boundary}--\r\n`);
    }
    const response = await fetch(`${world.api.url}/api/v1/cases/${world.caseId}/files`, {
      method: 'POST',
      body: ReadableStream.from(body()),
      duplex: 'half',
      headers: headersOf({ 'content-type': `multipart/form-data; boundary=${boundary}` }),
    });
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([413, 'too-large']);
  });
});

const headersOf = (extra: Record<string, string>): Record<string, string> => ({
  authorization: `Bearer ${world.officer}`,
  'idempotency-key': randomUUID(),
  ...extra,
});

describe('a form that is not as it should be', () => {
  it.each<[string, Upload, number, string]>([
    ['a kind the programme does not know', { kind: 'secret' }, 422, 'unknown-value'],
    ['no kind', { kind: null }, 400, 'invalid-input'],
    ['a kind that is no id', { kind: '../x' }, 400, 'invalid-input'],
    ['a field nobody asked for', { parts: (form) => form.set('note', 'x') }, 400, 'invalid-input'],
    ['two kinds', { parts: (form) => form.append('kind', 'other') }, 400, 'invalid-input'],
    ['two files', { parts: (form) => form.append('file', new Blob(['x']), 'a.txt') }, 400, 'invalid-input'],
    [
      'a file in another field',
      { parts: (form) => form.set('other', new Blob(['x']), 'a.txt') },
      400,
      'invalid-input',
    ],
    ['a member of the prototype', { parts: (form) => form.set('__proto__', 'x') }, 400, 'invalid-input'],
    ['no key', { key: null }, 400, 'key-missing'],
  ])('%s', async (_what, sent, status, code) => {
    expect(await upload(world, await crafted.picture('png'), sent)).toMatchObject({ status, body: { code } });
  });

  it('tells which kinds there are', async () => {
    const { body } = await upload(world, await crafted.picture('png'), { kind: 'secret', language: 'zh' });
    expect(body.detail).toContain('acceptance-sheet（验收单）');
    expect(body['errors']).toMatchObject([{ pointer: '/kind' }]);
  });

  it.each([
    ['JSON', 'application/json', '{}', 415],
    ['no form inside', 'multipart/form-data; boundary=x', 'nothing', 400],
    ['no boundary', 'multipart/form-data', 'nothing', 400],
    [
      'no file',
      'multipart/form-data; boundary=x',
      '--x\r\ncontent-disposition: form-data; name="kind"\r\n\r\nother\r\n--x--\r\n',
      400,
    ],
  ])('%s', async (_what, type, raw, status) => {
    const path = `/api/v1/cases/${world.caseId}/files`;
    const answer = await ask(world.api.url, 'POST', path, {
      raw,
      headers: headersOf({ 'content-type': type }),
    });
    expect(answer.status).toBe(status);
  });
});

describe('a case of somebody else', () => {
  it.each(['elsewhere', 'admin'] as const)(
    'is not found by the %s: neither to attach nor to download',
    async (who) => {
      const token = world[who];
      const taken = await upload(world, await crafted.picture('png'), { token });
      expect(taken).toMatchObject({ status: 404, body: { code: 'not-found' } });
      expect((await download(world, 'f'.repeat(32), token)).status).toBe(404);
    },
  );

  it('is not found if there is none, or if nobody is signed in', async () => {
    const bytes = await crafted.picture('png');
    expect((await upload(world, bytes, { caseId: randomUUID() })).status).toBe(404);
    expect((await upload(world, bytes, { token: 'bj_nobody' })).status).toBe(401);
  });

  it('gives no file of another case', async () => {
    const { body } = await upload(world, await crafted.picture('png', 9));
    const other = await openCase(world.api);
    expect((await download({ ...world, caseId: other }, body.fileId)).status).toBe(404);
    before = await held(world);
  });

  it('shows no row that the ledger does not name', async () => {
    const { body } = await upload(world, await crafted.picture('png', 10));
    const row = await world.api.prisma.fileRow.findUniqueOrThrow({ where: { id: body.fileId } });
    await world.api.prisma.fileRow.create({ data: { ...row, id: 'stranger' } });
    expect((await download(world, 'stranger')).status).toBe(404);
    before = await held(world);
  });
});

describe('an upload that breaks off', () => {
  it('leaves nothing', async () => {
    const socket = connect(Number(new URL(world.api.url).port), '127.0.0.1');
    const head = [
      `POST /api/v1/cases/${world.caseId}/files HTTP/1.1`,
      ...['host: x', 'content-length: 100000', 'content-type: multipart/form-data; boundary=b'],
      ...Object.entries(headersOf({})).map(([name, value]) => `${name}: ${value}`),
    ].join('\r\n');
    socket.write(
      `${head}\r\n\r\n--b\r\ncontent-disposition: form-data; name="file"; filename="a.png"\r\n\r\n`,
    );
    socket.write(Buffer.alloc(50_000));
    await setTimeout(200);
    socket.destroy();
    await setTimeout(200);
    expect(world.api.logged.filter((line) => line['code'] === 'internal')).toEqual([]);
  });
});
