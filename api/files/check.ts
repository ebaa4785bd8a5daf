import { fileTypeFromBuffer } from 'file-type/core';
import { checkDocument } from './check-document';
import { checkPicture } from './check-picture';
import { isPlainText } from './check-text';
import { baseName, endingOf, fileName } from './file-name';
import { isFileType, type FileType } from './file-types';
import { refuseFile } from './refuse-file';

export interface CheckedFile {
  readonly type: FileType;
  readonly name: string;
}

/** Takes a file by what is in it, whatever it is called and whatever the sender says it is. */
export async function checkFile(bytes: Buffer, sentName: string): Promise<CheckedFile> {
  if (bytes.length === 0) throw refuseFile('empty');
  const type = await typeOf(bytes, sentName);
  // A wrong ending is the simpler thing to mend, so it is told before a broken content is.
  const name = fileName(sentName, type);
  if (type.startsWith('image/')) await checkPicture(bytes, type);
  return { type, name };
}

const TEXT_ENDINGS = ['txt', 'csv'];
/** A zip, also an empty one or one in several volumes. */
const ZIP = /^PK(\x03\x04|\x05\x06|\x07\x08)/;

async function typeOf(bytes: Buffer, sentName: string): Promise<FileType> {
  const head = bytes.toString('latin1', 0, 5);
  // Zips first and by ourselves: nothing may unpack them before their size is known.
  if (ZIP.test(head)) return checkDocument(bytes);
  if (head === '%PDF-') return 'application/pdf';
  const found = await fileTypeFromBuffer(bytes);
  const mime = found?.mime === 'image/heif' ? 'image/heic' : found?.mime;
  // Any PDF begins with its mark; text and documents were not found by a mark at all.
  if (mime !== undefined && mime.startsWith('image/') && isFileType(mime)) return mime;
  if (mime === 'application/x-cfb') throw refuseFile('old-office-or-password');
  const ending = endingOf(baseName(sentName))?.toLowerCase() ?? null;
  const calledText = ending === null || TEXT_ENDINGS.includes(ending);
  // What is plain text does no harm as plain text, even if it begins like something else.
  if (isPlainText(bytes) && (calledText || found === undefined))
    return ending === 'csv' ? 'text/csv' : 'text/plain';
  throw refuseFile(
    ending !== null && calledText && found === undefined ? 'text-not-utf-8' : 'type-not-accepted',
  );
}
