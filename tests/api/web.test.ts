import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { makeTempDataDir, removeDataDir } from '../../scripts/temp-dir';
import { ask } from './support/http';
import { runApi, type RunningApi } from './support/running-api';

const PAGE = '<!doctype html><meta property="csp-nonce" nonce="__BANJIE_NONCE__"><div id="root"></div>';
const SCRIPT = `export const words = ${JSON.stringify('待办'.repeat(400))};`;
const BROWSER = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8', 'accept-encoding': 'br' };

/** A build as Vite leaves it. */
function plantBuild(folder: string): void {
  mkdirSync(join(folder, 'assets'), { recursive: true });
  writeFileSync(join(folder, 'index.html'), PAGE);
  writeFileSync(join(folder, 'visits-worker.js'), 'self.skipWaiting();');
  writeFileSync(join(folder, 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  writeFileSync(join(folder, 'assets', 'main-abc123.js'), SCRIPT);
  writeFileSync(join(folder, 'assets', 'main-abc123.js.br'), brotliCompressSync(SCRIPT));
}

describe('the web pages', () => {
  let api: RunningApi;
  const folder = makeTempDataDir('web');
  beforeAll(async () => {
    plantBuild(folder);
    api = await runApi({ config: { webFolder: folder } });
  });
  afterAll(async () => {
    await api.stop();
    removeDataDir(folder);
  });
  const open = (path: string, headers = BROWSER) => ask(api.url, 'GET', path, { headers });

  it('come with a strict policy and a nonce of their own each time', async () => {
    const [one, two] = [await open('/'), await open('/')];
    expect(one.status).toBe(200);
    expect(one.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(one.headers.get('cache-control')).toBe('no-store');
    const policy = one.headers.get('content-security-policy')!;
    const nonce = /'nonce-([^']+)'/.exec(policy)![1]!;
    expect(policy.split('; ')).toEqual([
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
    ]);
    expect(one.text).toBe(PAGE.replace('__BANJIE_NONCE__', nonce));
    expect(one.headers.get('x-content-type-options')).toBe('nosniff');
    expect(two.headers.get('content-security-policy')).not.toBe(policy);
  });

  it('are not found, and nothing falls over, when a new build has taken a file away', async () => {
    const gone = join(folder, 'assets', 'main-abc123.js');
    for (const end of ['.br', '']) {
      rmSync(gone + end);
      expect((await open('/assets/main-abc123.js')).status).toBe(404);
    }
    rmSync(join(folder, 'favicon.svg'));
    expect((await open('/favicon.svg', { accept: '*/*', 'accept-encoding': 'br' })).status).toBe(404);
    expect((await open('/')).status).toBe(200);
    plantBuild(folder);
  });

  it('have a worker that may read our files and nothing else, asked for anew each time', async () => {
    const worker = await ask(api.url, 'GET', '/visits-worker.js');
    expect(worker.status).toBe(200);
    expect(worker.headers.get('content-type')).toMatch(/^(text|application)\/javascript/);
    expect(worker.headers.get('content-security-policy')).toBe("default-src 'none'; connect-src 'self'");
    expect(worker.headers.get('cache-control')).toBe('no-cache');
  });

  it('answer every address that a browser opens, so that a link to a case works', async () => {
    expect((await open('/cases/8b7e/ledger?tab=files')).text).toContain('<div id="root">');
    expect((await ask(api.url, 'HEAD', '/desk', { headers: BROWSER })).status).toBe(200);
  });

  it('send files with a hash in their name compressed and for ever', async () => {
    const response = await fetch(`${api.url}/assets/main-abc123.js`, {
      headers: { 'accept-encoding': 'br' },
    });
    expect(response.headers.get('content-encoding')).toBe('br');
    expect(response.headers.get('cache-control')).toBe('public,max-age=31536000,immutable');
    expect(response.headers.get('content-type')).toMatch(/^(text|application)\/javascript/);
    expect(await response.text()).toBe(SCRIPT);
    const plain = await fetch(`${api.url}/assets/main-abc123.js`, {
      headers: { 'accept-encoding': 'identity' },
    });
    expect([plain.headers.get('content-encoding'), await plain.text()]).toEqual([null, SCRIPT]);
  });

  it('send other files so that they are asked for again', async () => {
    const icon = await ask(api.url, 'GET', '/favicon.svg', { headers: { accept: 'image/*' } });
    expect([icon.status, icon.headers.get('content-type')]).toEqual([200, 'image/svg+xml']);
    expect(icon.headers.get('cache-control') ?? '').not.toContain('immutable');
  });

  it.each([
    ['/assets/gone-000000.js', BROWSER],
    // A path that would lead out of the folder once it is decoded.
    ['/assets/..%2f..%2fpackage.json', BROWSER],
    ['/assets/..%2findex.html', BROWSER],
    ['/api/v1/no-such-thing', BROWSER],
    ['/api/no-such-thing', BROWSER],
    ['/no-such-thing', { accept: 'application/json', 'accept-encoding': 'br' }],
  ])('answer %s with a problem and the headers of the API', async (path, headers) => {
    const answer = await open(path, headers);
    expect(answer.status).toBe(404);
    expect(answer.body).toMatchObject({ code: 'not-found' });
    expect(answer.headers.get('content-security-policy')).toBe("default-src 'none';frame-ancestors 'none'");
  });

  it('take no change', async () => {
    expect((await ask(api.url, 'POST', '/desk', { headers: BROWSER, body: {} })).status).toBe(404);
  });
});

it('that are not built say how to build them, and the API goes on', async () => {
  const folder = makeTempDataDir('web');
  const api = await runApi({ config: { webFolder: folder } });
  const answer = await ask(api.url, 'GET', '/', { headers: BROWSER });
  expect([answer.status, answer.body['detail']]).toEqual([
    404,
    'The web pages are not built: run npm run build:web and start again.',
  ]);
  expect(api.logged).toContainEqual(expect.objectContaining({ event: 'web-missing', level: 'warn' }));
  expect((await ask(api.url, 'GET', '/healthz')).status).toBe(200);
  await api.stop();
  removeDataDir(folder);
});
