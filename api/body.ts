import { isUtf8 } from 'node:buffer';
import type { IncomingHttpHeaders } from 'node:http';
import express, { type Request, type RequestHandler, type Response } from 'express';
import { Refusal } from '../domain/errors';
import { called } from './callback';

const LIMIT = 256 * 1024;

/** Compressed, in pieces of unknown length, in another charset: rare, and full of corners that this parser knows. */
const parseUnusual: RequestHandler = express.json({
  limit: LIMIT,
  strict: false,
  type: () => true,
  verify: (_request, _response, bytes) => refuseOther(bytes),
});

/** The JSON that a request brings; undefined when it brings nothing, which the schema words better than a media type can. */
export async function readJson(request: Request, response: Response): Promise<unknown> {
  if (request.headers['content-length'] === '0') return undefined;
  if (request.is('application/json') === false) throw new Refusal('media-type-unsupported');
  if (isUsual(request.headers)) return parse(await read(request));
  await called((done) => void parseUnusual(request, response, done));
  return request.body as unknown;
}

const USUAL_TYPE = /^application\/json(?:; ?charset=utf-8)?$/i;

function isUsual(headers: IncomingHttpHeaders): boolean {
  const length = headers['content-length'];
  return (
    headers['content-encoding'] === undefined &&
    length !== undefined &&
    Number(length) <= LIMIT &&
    USUAL_TYPE.test(headers['content-type'] ?? '')
  );
}

/** Reads as many bytes as were announced: Node sees to it that no more come. */
function read(request: Request): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const pieces: Buffer[] = [];
    const broken = (): void => reject(new Refusal('malformed-request'));
    if (request.destroyed) broken();
    request.on('data', (piece: Buffer) => void pieces.push(piece));
    request.on('end', () => resolve(pieces.length === 1 ? (pieces[0] as Buffer) : Buffer.concat(pieces)));
    // Whoever asked has gone before everything was said.
    request.on('error', broken);
    request.on('close', () => {
      if (!request.readableEnded) broken();
    });
  });
}

function parse(bytes: Buffer): unknown {
  refuseOther(bytes);
  const text = bytes.toString('utf8');
  try {
    return JSON.parse(text.startsWith('\ufeff') ? text.slice(1) : text) as unknown;
  } catch {
    throw new Refusal('malformed-request', {
      zh: '内容不是合法的 JSON。',
      en: 'The body is not well-formed JSON.',
    });
  }
}

function refuseOther(bytes: Buffer): void {
  if (isUtf8(bytes)) return;
  throw new Refusal('text-not-storable', { zh: '内容不是 UTF-8。', en: 'The body is not UTF-8.' });
}
