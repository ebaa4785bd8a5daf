import type { Request } from 'express';
import multer from 'multer';
import { Refusal, refusalAt } from '../../domain/errors';
import { called } from '../callback';
import { tooLarge } from './refuse-file';

/** A form as it was sent: its fields, and the file's bytes with the name its sender gave it. */
export interface Received {
  readonly fields: Record<string, unknown>;
  readonly name: string;
  readonly bytes: Buffer;
}

/** Reads a form with one file into memory; what is aborted or too large leaves nothing behind. */
export async function receive(request: Request, maxBytes: number): Promise<Received> {
  const response = request.res;
  if (response === undefined) throw new Error('a request of Express has its response');
  const upload = multer({
    storage: multer.memoryStorage(),
    // Browsers send names as UTF-8 without saying so.
    defParamCharset: 'utf8',
    limits: { files: 1, fields: 5, parts: 6, fileSize: maxBytes, fieldSize: 1024, fieldNameSize: 100 },
  }).single('file');
  try {
    await called((done) => void upload(request, response, done));
  } catch (error) {
    throw refusalOf(error, maxBytes);
  }
  const { file } = request;
  if (file === undefined) throw incomplete();
  return { fields: { ...(request.body as object) }, name: file.originalname, bytes: file.buffer };
}

function incomplete(): Refusal {
  return refusalAt('invalid-input', '/file', {
    zh: '请在 file 字段中附上一个文件。',
    en: 'Send one file in the field "file".',
  });
}

function refusalOf(error: unknown, maxBytes: number): Refusal {
  if (!(error instanceof multer.MulterError)) {
    return new Refusal('malformed-request', {
      zh: '表单没有完整到达，或不是合法的 multipart/form-data。',
      en: 'The form did not arrive whole, or is not well-formed multipart/form-data.',
    });
  }
  if (error.code === 'LIMIT_FILE_SIZE') return tooLarge(maxBytes);
  return refusalAt('invalid-input', `/${error.field ?? ''}`, {
    zh: '表单应只有一个 file 字段（一个文件）和一个 kind 字段。',
    en: 'The form has one field "file" with one file, and one field "kind".',
  });
}
