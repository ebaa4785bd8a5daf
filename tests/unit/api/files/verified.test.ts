import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { UploadRoom } from '../../../../api/files/upload-room';
import { objectName } from '../../../../ledger/files/store';
import { verified } from '../../../../ledger/files/verified';

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');
const pieces = (...texts: string[]): Readable => Readable.from(texts.map((text) => Buffer.from(text)));

describe('reading with the hash in hand', () => {
  it.each([[['one']], [['one', 'two', 'three']], [[]]])(
    'lets the true content through: %j',
    async (texts) => {
      const read = await verified(hashOf(texts.join('')), pieces(...texts)).toArray();
      expect(Buffer.concat(read as Buffer[]).toString()).toBe(texts.join(''));
    },
  );

  it('never gives the last piece of a changed content', async () => {
    let seen = '';
    const reading = verified(hashOf('onetwo'), pieces('one', 'tw0'));
    reading.on('data', (piece: Buffer) => (seen += piece.toString()));
    await expect(finished(reading)).rejects.toMatchObject({ code: 'file-changed' });
    expect('one').toContain(seen);
  });

  it('ends when the source breaks', async () => {
    const broken = new Readable({ read: () => undefined });
    const reading = verified(hashOf('x'), broken).toArray();
    broken.destroy(new Error('cable out'));
    await expect(reading).rejects.toThrow('cable out');
  });

  it.each(['', 'x', `../${'a'.repeat(61)}`, 'A'.repeat(64)])(
    'names nothing that is not a hash: %s',
    (name) => {
      expect(() => objectName(name)).toThrow('sha-256');
    },
  );
});

describe('room for uploads', () => {
  it('is given back whatever happens, and refused with a time to come again when it is taken', async () => {
    const room = new UploadRoom(100);
    let finish = (): void => undefined;
    const held = room.use(80, () => new Promise<void>((resolve) => (finish = resolve)));
    await expect(room.use(30, async () => 'in')).rejects.toMatchObject({
      code: 'unavailable',
      details: { retryAfterSeconds: expect.any(Number) },
    });
    expect(await room.use(20, async () => 'in')).toBe('in');
    finish();
    await held;
    await expect(room.use(100, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(await room.use(100, async () => 'in')).toBe('in');
  });
});
