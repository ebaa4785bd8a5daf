import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Router, type RequestHandler, type Response } from 'express';
import sirv from 'sirv';
import { Refusal } from '../domain/errors';
import type { Deps } from './ports';

/** Where the build leaves room for the nonce (`web/vite.config.ts`). */
const NONCE_PLACE = '__BANJIE_NONCE__';

/**
 * What a page may do: run our own scripts, call this API, show our own pictures and those just chosen. Styles that
 * the components make while running carry the nonce of this one answer.
 */
function pageCsp(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** The pages people see: built files as they are, and the one page for every other address that a browser asks for. */
export function webPages({ config, log }: Pick<Deps, 'config' | 'log'>): Router {
  const router = Router();
  const { webFolder } = config;
  if (webFolder === null) return router;
  if (!existsSync(join(webFolder, 'index.html'))) {
    log.warn({ event: 'web-missing' }, 'the web pages are not built: npm run build:web');
    router.use(onlyPages(refuseUnbuilt));
    return router;
  }
  const page = readFileSync(join(webFolder, 'index.html'), 'utf8');
  router.use(
    '/assets',
    stillThere(join(webFolder, 'assets')),
    sirv(join(webFolder, 'assets'), { ...PACKED, immutable: true, maxAge: 31_536_000 }),
    unknown,
  );
  router.use(onlyPages((response) => sendPage(response, page)));
  router.use(VISITS_WORKER, workerHeaders);
  // Names without a hash: asked for again each time, and answered with 304 while they are the same.
  router.use(stillThere(webFolder), sirv(webFolder, { ...PACKED, extensions: [] }));
  return router;
}

/** What keeps the pages of inspectors on their phones (web/src/worker). */
const VISITS_WORKER = '/visits-worker.js';

/** The worker reads our files and nothing else; browsers ask whether there is a newer one each time. */
const workerHeaders: RequestHandler = (_request, response, next) => {
  response.setHeader('Content-Security-Policy', "default-src 'none'; connect-src 'self'");
  response.setHeader('Cache-Control', 'no-cache');
  next();
};

const PACKED = { brotli: true, gzip: true, etag: true, dotfiles: false };

/**
 * A build that is made while we run takes files away that were there at the start, packed ones too: the server of files
 * would end this process over them.
 */
function stillThere(folder: string): RequestHandler {
  const packed = new Set(readdirSync(folder).filter((name) => /\.(br|gz)$/.test(name)));
  return (request, _response, next) => {
    const name = request.path.slice(1);
    const files = [name, ...['.br', '.gz'].map((end) => name + end).filter((file) => packed.has(file))];
    if (!/^[\w.-]+$/.test(name) || !files.every((file) => existsSync(join(folder, file))))
      throw new Refusal('not-found');
    next();
  };
}

const unknown: RequestHandler = () => {
  throw new Refusal('not-found');
};

/** Lets through to `send` what a browser opens as a page; programs that take any answer are not given one. */
function onlyPages(send: (response: Response) => void): RequestHandler {
  return (request, response, next) => {
    const reads = request.method === 'GET' || request.method === 'HEAD';
    const asked = request.path === '/' || (request.headers.accept ?? '').includes('text/html');
    if (!reads || !asked || request.path.startsWith('/api/')) {
      next();
      return;
    }
    response.locals['operation'] = 'page';
    send(response);
  };
}

function sendPage(response: Response, page: string): void {
  const nonce = randomBytes(18).toString('base64');
  response.setHeader('Content-Security-Policy', pageCsp(nonce));
  // A page that was kept would carry a nonce that was used before.
  response.setHeader('Cache-Control', 'no-store');
  response.status(200).type('html').send(page.replaceAll(NONCE_PLACE, nonce));
}

function refuseUnbuilt(): never {
  throw new Refusal('not-found', {
    zh: '网页尚未生成：请运行 npm run build:web 后重新启动。',
    en: 'The web pages are not built: run npm run build:web and start again.',
  });
}
