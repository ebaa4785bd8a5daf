import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { isRefusal } from '../../domain/errors';
import type { FileType } from './file-types';
import { refuseFile } from './refuse-file';

/** A document that people write stays far below all of these; a bomb does not. */
export const MAX_PARTS = 5_000;
export const MAX_UNPACKED = 200 * 1024 * 1024;
/** Text packs 10 to 40 times; the best a bomb can do is 1,000. */
export const MAX_RATIO = 100;
/** Below this size the ratio says nothing. */
const RATIO_FROM = 10 * 1024 * 1024;
const MAX_CONTENT_TYPES = 1024 * 1024;

const MAIN_PARTS: readonly [string, FileType][] = [
  [
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml',
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  ],
  [
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml',
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ],
];

/** Opens what calls itself a zip, and answers which document it is. */
export async function checkDocument(bytes: Buffer): Promise<FileType> {
  try {
    const zip = await yauzl.fromBufferPromise(bytes, { lazyEntries: true, strictFileNames: true });
    const entries = await entriesOf(zip, bytes.length);
    const type = typeOf(await unpack(zip, entries, bytes.length));
    return type;
  } catch (error) {
    throw isRefusal(error) ? error : refuseFile('document-broken');
  }
}

/** What the table of contents says, before anything is unpacked. */
async function entriesOf(zip: ZipFile, packed: number): Promise<Entry[]> {
  if (zip.entryCount > MAX_PARTS) throw refuseFile('document-too-large');
  const entries: Entry[] = [];
  let unpacked = 0;
  for await (const entry of zip.eachEntry()) {
    if (entry.isEncrypted()) throw refuseFile('document-encrypted');
    if (/(^|\/)vbaProject\.bin$/i.test(entry.fileName)) throw refuseFile('document-macros');
    unpacked += entry.uncompressedSize;
    refuseBomb(unpacked, packed);
    entries.push(entry);
  }
  return entries;
}

function refuseBomb(unpacked: number, packed: number): void {
  const swollen = unpacked > RATIO_FROM && unpacked > packed * MAX_RATIO;
  if (unpacked > MAX_UNPACKED || swollen) throw refuseFile('document-too-large');
}

/** Unpacks every part and counts, because a table of contents can lie; keeps only the list of content types. */
async function unpack(zip: ZipFile, entries: readonly Entry[], packed: number): Promise<string> {
  let unpacked = 0;
  const contentTypes: Buffer[] = [];
  for (const entry of entries.filter(({ fileName }) => !fileName.endsWith('/'))) {
    const isContentTypes = entry.fileName === '[Content_Types].xml';
    if (isContentTypes && entry.uncompressedSize > MAX_CONTENT_TYPES) throw refuseFile('document-too-large');
    const count = new Writable({
      write(piece: Buffer, _encoding, done) {
        unpacked += piece.length;
        if (isContentTypes) contentTypes.push(piece);
        try {
          refuseBomb(unpacked, packed);
          done();
        } catch (error) {
          done(error as Error);
        }
      },
    });
    await pipeline(await zip.openReadStreamPromise(entry), count);
  }
  return Buffer.concat(contentTypes).toString('utf8');
}

function typeOf(contentTypes: string): FileType {
  if (/vbaProject|macroEnabled/i.test(contentTypes)) throw refuseFile('document-macros');
  const found = MAIN_PARTS.find(
    ([main]) => contentTypes.includes(`"${main}"`) || contentTypes.includes(`'${main}'`),
  );
  if (found === undefined) throw refuseFile('type-not-accepted');
  return found[1];
}
