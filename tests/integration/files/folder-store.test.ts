import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFolderStore } from '../../../ledger/files/folder-store';
import { objectName } from '../../../ledger/files/store';

const bytes = Buffer.from('验收单'.repeat(100_000));
const sha256 = createHash('sha256').update(bytes).digest('hex');
let root: string;

beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'banjie-store-'))));
afterEach(() => rmSync(root, { recursive: true }));

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name);

const read = async (hash: string): Promise<Buffer> =>
  Buffer.concat((await (await createFolderStore(root).get(hash))!.toArray()) as Buffer[]);

describe('a folder of files', () => {
  it('keeps the same content once, two folders deep, for the service alone', async () => {
    const store = createFolderStore(root);
    await Promise.all([store.put(sha256, bytes), store.put(sha256, bytes), store.put(sha256, bytes)]);
    await store.put(sha256, bytes);
    expect(filesIn(root)).toEqual([sha256]);
    const path = join(root, sha256.slice(0, 2), sha256.slice(2, 4), sha256);
    expect(readFileSync(path).equals(bytes)).toBe(true);
    expect(statSync(path).mode & 0o077).toBe(0);
    expect((await read(sha256)).equals(bytes)).toBe(true);
  });

  it('has nothing under an unknown hash', async () => {
    expect(await createFolderStore(root).get('0'.repeat(64))).toBeNull();
  });

  it.each(['changed', 'cut off'])(
    'does not give a %s content as good, and mends it when it comes again',
    async (how) => {
      const store = createFolderStore(root);
      await store.put(sha256, bytes);
      const damaged = how === 'changed' ? Buffer.from(bytes).fill(0, 500, 501) : bytes.subarray(0, -1);
      writeFileSync(join(root, objectName(sha256)), damaged);
      await expect(read(sha256)).rejects.toMatchObject({ code: 'file-changed' });
      await store.put(sha256, bytes);
      expect((await read(sha256)).equals(bytes)).toBe(true);
    },
  );

  it('says when nothing can be stored, and leaves no trace of asking', async () => {
    await createFolderStore(root).check();
    expect(filesIn(root)).toEqual([]);
    const file = join(root, 'not-a-folder');
    writeFileSync(file, '');
    await expect(createFolderStore(file).check()).rejects.toThrow();
    await expect(createFolderStore(file).put(sha256, bytes)).rejects.toThrow();
  });
});
