import sharp from 'sharp';
import { heicPixels } from './heic';
import { refuseFile } from './refuse-file';
import type { FileType } from './file-types';

/** The largest pictures that phones take have 200 million pixels. */
export const MAX_PIXELS = 200_000_000;

const FORMATS: Partial<Record<FileType, string>> = {
  'image/jpeg': 'jpeg',
  'image/png': 'png',
  'image/webp': 'webp',
};

/** Reads what a picture says of itself; nothing is unpacked, so a small file that unfolds to gigabytes does no harm here. */
export async function checkPicture(bytes: Buffer, type: FileType): Promise<void> {
  const pixels = type === 'image/heic' ? heicPixels(bytes) : await pixelsOf(bytes, FORMATS[type]);
  if (pixels === null || pixels <= 0) throw refuseFile('picture-broken');
  if (pixels > MAX_PIXELS) throw refuseFile('picture-too-large');
}

async function pixelsOf(bytes: Buffer, format: string | undefined): Promise<number | null> {
  try {
    const found = await sharp(bytes, { limitInputPixels: false }).metadata();
    if (found.format !== format) return null;
    // Of a moving picture every frame counts.
    return found.width * (found.pageHeight ?? found.height) * (found.pages ?? 1);
  } catch {
    return null;
  }
}
