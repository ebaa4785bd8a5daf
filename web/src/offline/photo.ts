import { newKey } from '../api/new-key';
import type { Picture, Place } from './model';

/** Enough to read a number plate across the yard; a tenth of what a camera makes of it. */
const LONG_SIDE = 2_048;
const QUALITY = 0.85;

/** The picture cannot be opened by this browser. */
export class UnreadablePictureError extends Error {
  override readonly name = 'UnreadablePictureError';
}

export interface Taken {
  readonly picture: Picture;
  readonly bytes: ArrayBuffer;
}

/**
 * A photo as it is kept and sent: made smaller here, so that 40 MB neither fail nor wait in a stairwell, and drawn anew, which
 * leaves the metadata of the camera behind. When and where it was taken is kept beside it.
 */
export async function takePhoto(file: File, place: Place | null): Promise<Taken> {
  const image = await decoded(file);
  const scale = Math.min(1, LONG_SIDE / Math.max(image.width, image.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(image.width * scale));
  canvas.height = Math.max(1, Math.round(image.height * scale));
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  image.close();
  const bytes = await bytesOf(canvas, 'image/jpeg');
  const takenAt = new Date(file.lastModified).toISOString();
  return { picture: await pictureOf(bytes, 'image/jpeg', takenAt, place), bytes };
}

/** A drawn signature. */
export async function takeDrawing(canvas: HTMLCanvasElement): Promise<Taken> {
  const bytes = await bytesOf(canvas, 'image/png');
  return { picture: await pictureOf(bytes, 'image/png', new Date().toISOString(), null), bytes };
}

async function decoded(file: File): Promise<ImageBitmap> {
  try {
    return await createImageBitmap(file, { imageOrientation: 'from-image' });
  } catch (cause) {
    throw new UnreadablePictureError(file.name, { cause });
  }
}

async function bytesOf(canvas: HTMLCanvasElement, type: string): Promise<ArrayBuffer> {
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, type, QUALITY));
  if (blob === null) throw new UnreadablePictureError(type);
  return blob.arrayBuffer();
}

async function pictureOf(
  bytes: ArrayBuffer,
  type: string,
  takenAt: string,
  place: Place | null,
): Promise<Picture> {
  const sha256 = await hashOf(bytes);
  return { name: newKey().slice(0, 12), type, size: bytes.byteLength, sha256, takenAt, place, fileId: null };
}

/** SHA-256 in hex; null where the browser has no means for it (an address without https). */
export async function hashOf(bytes: ArrayBuffer): Promise<string | null> {
  const subtle = crypto.subtle as SubtleCrypto | undefined;
  if (subtle === undefined) return null;
  const digest = new Uint8Array(await subtle.digest('SHA-256', bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
