import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { rmSync, writeFileSync } from 'node:fs';
import { request, type ClientRequest, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { objectName } from '../../../ledger/files/store';
import { S3StandIn } from '../../support/s3-stand-in';
import * as crafted from './support/crafted';
import { download, evidenceWorld, held, upload, type EvidenceWorld } from './support/evidence-world';

const sha256Of = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

describe('a store in a folder', () => {
  let world: EvidenceWorld;
  beforeAll(async () => (world = await evidenceWorld()));
  afterAll(() => world.stop());

  it('that was changed behind our back is told, logged, and not served as good', async () => {
    const small = crafted.pdf('small');
    const large = Buffer.from('会议记录\n'.repeat(200_000));
    for (const [bytes, name] of [
      [small, 'a.pdf'],
      [large, 'a.txt'],
    ] as const) {
      const { body } = await upload(world, bytes, { kind: 'minutes', name });
      writeFileSync(
        join(world.folder, objectName(sha256Of(bytes))),
        Buffer.from(bytes).fill(0, bytes.length - 9),
      );
      const read = download(world, body.fileId).then(async (response) => {
        if (!response.ok) throw new Error(String(response.status));
        return response.arrayBuffer();
      });
      await expect(read).rejects.toThrow(name === 'a.pdf' ? '500' : /terminated|aborted/);
    }
    const causes = world.api.logged
      .filter((line) => line['code'] === 'internal')
      .map((line) => line['cause']);
    expect(causes).toMatchObject([{ code: 'file-changed' }, { code: 'file-changed' }]);
  });

  it('that lost a content says so', async () => {
    const bytes = await crafted.picture('png', 20);
    const { body } = await upload(world, bytes);
    rmSync(join(world.folder, objectName(sha256Of(bytes))));
    expect((await download(world, body.fileId)).status).toBe(500);
    expect(world.api.logged.at(-1)).toMatchObject({ cause: { code: 'file-gone' } });
  });

  it('that cannot be written answers 503, nothing is recorded, and the same key works later', async () => {
    const before = await held(world);
    const bytes = await crafted.picture('png', 21);
    const key = randomUUID();
    const way = join(world.folder, objectName(sha256Of(bytes)).slice(0, 2));
    writeFileSync(way, 'a file where a folder should be');
    const answer = await upload(world, bytes, { key });
    expect(answer).toMatchObject({ status: 503, body: { code: 'unavailable' } });
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    rmSync(way);
    expect(await held(world)).toEqual(before);
    expect((await upload(world, bytes, { key })).status).toBe(201);
  });
});

describe('a store that speaks S3', () => {
  let standIn: S3StandIn;
  let world: EvidenceWorld;
  beforeAll(async () => {
    standIn = await S3StandIn.start();
    const { endpoint, bucket } = standIn;
    const keys = { region: 'us-east-1', accessKeyId: 'k', secretAccessKey: 's' };
    const store = { kind: 's3', endpoint, bucket, ...keys, forcePathStyle: true, timeoutMs: 1000 } as const;
    world = await evidenceWorld({ store });
  });
  afterAll(async () => {
    await world.stop();
    await standIn.stop();
  });

  it('keeps and gives the same bytes', async () => {
    const bytes = await crafted.picture('jpeg', 22);
    const { body } = await upload(world, bytes, { name: 'a.jpg' });
    expect([...standIn.objects.keys()]).toEqual([objectName(sha256Of(bytes))]);
    const got = await download(world, body.fileId);
    expect(Buffer.from(await got.arrayBuffer()).equals(bytes)).toBe(true);
  });

  it('that hangs answers 503 in time, and nothing is recorded', async () => {
    const before = await held(world);
    const bytes = await crafted.picture('jpeg', 23);
    const key = randomUUID();
    standIn.hangs = true;
    expect(await upload(world, bytes, { key, name: 'a.jpg' })).toMatchObject({ status: 503 });
    expect(await held(world)).toEqual(before);
    standIn.hangs = false;
    expect((await upload(world, bytes, { key, name: 'a.jpg' })).status).toBe(201);
  });
});

describe('many uploads at once', () => {
  let world: EvidenceWorld;
  beforeAll(async () => (world = await evidenceWorld({ maxBytes: 100_000 })));
  afterAll(() => world.stop());

  /** An upload that says how long it is, and then takes its time. */
  function slowUpload(length: number): ClientRequest {
    const sending = request(`${world.api.url}/api/v1/cases/${world.caseId}/files`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${world.officer}`,
        'idempotency-key': randomUUID(),
        'content-type': 'multipart/form-data; boundary=b',
        'content-length': length,
      },
    });
    sending.on('error', () => undefined);
    sending.write('--b\r\ncontent-disposition: form-data; name="file"; filename="a.png"\r\n\r\n');
    return sending;
  }

  it('never hold more than fits into memory: the next is asked to wait, and gets in later', async () => {
    const bytes = crafted.pdf('later');
    const send = () => upload(world, bytes, { kind: 'other', name: 'a.pdf' });
    // Six fill the room; the seventh, whichever it is, finds it full.
    const slow = Array.from({ length: 7 }, () => slowUpload(99_990));
    const [refused] = (await Promise.race(slow.map((sending) => once(sending, 'response')))) as [
      IncomingMessage,
    ];
    expect(refused.statusCode).toBe(503);
    let answer = await send();
    expect(answer).toMatchObject({ status: 503, body: { code: 'unavailable' } });
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    for (const sending of slow) sending.destroy();
    for (let tries = 0; answer.status !== 201 && tries < 50; tries += 1) answer = await send();
    expect(answer.status).toBe(201);
  });
});
