import { createHash } from 'node:crypto';
import { createFiles } from '../../../api/files/create-store';
import { createS3Store, type S3StoreOptions } from '../../../ledger/files/s3-store';
import { objectName } from '../../../ledger/files/store';
import { createLog } from '../../../api/log';
import { S3StandIn } from '../../support/s3-stand-in';

const bytes = Buffer.from('发票'.repeat(50_000));
const sha256 = createHash('sha256').update(bytes).digest('hex');
const path = `/evidence/${objectName(sha256)}`;
let standIn: S3StandIn;

beforeEach(async () => (standIn = await S3StandIn.start()));
afterEach(() => standIn.stop());

const options = (extra: Partial<S3StoreOptions> = {}): S3StoreOptions => ({
  endpoint: standIn.endpoint,
  bucket: standIn.bucket,
  region: 'us-east-1',
  accessKeyId: 'key-of-the-tests',
  secretAccessKey: 'secret-of-the-tests',
  forcePathStyle: true,
  ...extra,
});

describe('a store that speaks S3', () => {
  it('gets the content once, under the name a folder would give it, with signed requests', async () => {
    const store = createS3Store(options());
    await store.put(sha256, bytes);
    await store.put(sha256, bytes);
    await store.check();
    expect(standIn.seen.map(({ method, path: asked }) => `${method} ${asked}`)).toEqual([
      ...[`HEAD ${path}`, `PUT ${path}`, `HEAD ${path}`],
      expect.stringMatching(/^HEAD \/evidence\/?$/),
    ]);
    for (const { authorization } of standIn.seen) {
      expect(authorization).toMatch(
        /^AWS4-HMAC-SHA256 Credential=key-of-the-tests\/.*Signature=[0-9a-f]{64}$/,
      );
    }
    expect(standIn.objects.get(objectName(sha256))?.equals(bytes)).toBe(true);
    const read = (await (await store.get(sha256))!.toArray()) as Buffer[];
    expect(Buffer.concat(read).equals(bytes)).toBe(true);
  });

  it('has nothing under an unknown hash, which a missing bucket is not', async () => {
    expect(await createS3Store(options()).get(sha256)).toBeNull();
    const elsewhere = createS3Store(options({ bucket: 'gone' }));
    await expect(elsewhere.get(sha256)).rejects.toMatchObject({ name: 'NoSuchBucket' });
    await expect(elsewhere.put(sha256, bytes)).rejects.toThrow();
    await expect(elsewhere.check()).rejects.toThrow();
  });

  it('does not give a changed content as good', async () => {
    standIn.objects.set(objectName(sha256), Buffer.from(bytes).fill(0, 9, 10));
    const content = (await createS3Store(options()).get(sha256))!;
    await expect(content.toArray()).rejects.toMatchObject({ code: 'file-changed' });
  });

  it('writes anew what is there in another size', async () => {
    standIn.objects.set(objectName(sha256), bytes.subarray(9));
    await createS3Store(options()).put(sha256, bytes);
    expect(standIn.objects.get(objectName(sha256))?.length).toBe(bytes.length);
  });

  it('tries again after a failure of the store', async () => {
    standIn.failures = 1;
    await createS3Store(options()).put(sha256, bytes);
    expect(standIn.objects.size).toBe(1);
  });

  it('gives up after a few tries', async () => {
    standIn.failures = Number.POSITIVE_INFINITY;
    await expect(createS3Store(options()).put(sha256, bytes)).rejects.toThrow();
    expect(standIn.seen.length).toBeLessThanOrEqual(3);
  });

  it('gives up a store that takes requests and never answers', async () => {
    standIn.hangs = true;
    const store = createS3Store(options({ timeoutMs: 200 }));
    await expect(store.put(sha256, bytes)).rejects.toMatchObject({ name: 'AbortError' });
    await expect(store.get(sha256)).rejects.toMatchObject({ name: 'AbortError' });
    await expect(store.check()).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('gives up a download that stops half-way', async () => {
    standIn.objects.set(objectName(sha256), bytes);
    standIn.stalls = true;
    const content = (await createS3Store(options({ timeoutMs: 300 })).get(sha256))!;
    await expect(content.toArray()).rejects.toThrow();
  });
});

describe('a store that fails', () => {
  it('is logged, and asks the caller to come again', async () => {
    const logged: string[] = [];
    const log = createLog('info', { write: (line: string) => void logged.push(line) });
    await standIn.stop();
    const { store } = createFiles({
      store: { kind: 's3', ...options({ timeoutMs: 1000 }) },
      maxBytes: 1,
      log,
    });
    const refusal = { code: 'unavailable', details: { retryAfterSeconds: expect.any(Number) } };
    await expect(store.put(sha256, bytes)).rejects.toMatchObject(refusal);
    await expect(store.get(sha256)).rejects.toMatchObject(refusal);
    await expect(store.check()).rejects.toMatchObject(refusal);
    expect(logged.join('')).toContain('file-store-failed');
    expect(logged.join('')).not.toContain('secret-of-the-tests');
    standIn = await S3StandIn.start();
  });
});
