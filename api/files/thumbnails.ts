import { buffer } from 'node:stream/consumers';
import { LRUCache } from 'lru-cache';
import sharp from 'sharp';
import { FileDamagedError, type FileStore } from '../../ledger/files/store';
import { MAX_PIXELS } from './check-picture';
import type { FileType } from './file-types';

/** Pictures that can be unpacked here; HEIC cannot (see `heic.ts`). */
const UNPACKED: ReadonlySet<string> = new Set<FileType>(['image/jpeg', 'image/png', 'image/webp']);

/** Twice what a list shows, for fine screens. */
const SIDE = 208;
const QUALITY = 72;
const KEPT_BYTES = 32 * 1024 * 1024;

/** Whether a document of this type has a small picture. */
export function hasThumbnail(type: string): boolean {
  return UNPACKED.has(type);
}

/**
 * Small pictures of photos, upright and without what the camera wrote into them: where, when, with what. Made one at a
 * time when somebody looks, because unpacking takes memory; those looked at last are kept.
 */
export class Thumbnails {
  private readonly kept = new LRUCache<string, Buffer>({
    maxSize: KEPT_BYTES,
    sizeCalculation: (bytes) => bytes.length,
  });
  private last: Promise<unknown> = Promise.resolve();

  constructor(private readonly store: Pick<FileStore, 'get'>) {}

  /** WebP; null where the picture cannot be unpacked. */
  async of(sha256: string): Promise<Buffer | null> {
    const make = async () => this.kept.get(sha256) ?? (await this.make(sha256));
    const made = this.last.then(make, make);
    this.last = made;
    return made;
  }

  private async make(sha256: string): Promise<Buffer | null> {
    const content = await this.store.get(sha256);
    if (content === null) throw new FileDamagedError('file-gone', sha256);
    const small = await shrink(await buffer(content));
    if (small !== null) this.kept.set(sha256, small);
    return small;
  }
}

async function shrink(picture: Buffer): Promise<Buffer | null> {
  try {
    // What is not asked to be kept of the camera's words is left out.
    return await sharp(picture, { limitInputPixels: MAX_PIXELS })
      .autoOrient()
      .resize(SIDE, SIDE, { fit: 'cover', withoutEnlargement: true })
      .webp({ quality: QUALITY })
      .toBuffer();
  } catch {
    // A picture whose inside is broken: it was taken in by what its head says, and is downloaded as it is.
    return null;
  }
}
