import { request, type IncomingMessage } from 'node:http';
import { gzipSync } from 'node:zlib';
import { addPerson, plantTree } from './support/bureau';
import { runApi, type RunningApi } from './support/running-api';

let api: RunningApi;
let admin: string;

beforeAll(async () => {
  api = await runApi();
  await plantTree(api.prisma);
  admin = (await addPerson(api.prisma, { posts: [{ role: 'admin', organisationId: 'zjg' }] })).token;
});
afterAll(() => api.stop());

const PERSON = Buffer.from('{"displayName":"车长"}');
const LONG = Buffer.from(`{"displayName":"${'x'.repeat(300_000)}"}`);

/** Sends exactly these bytes under exactly these headers; without a length they go in pieces. */
async function send(bytes: Buffer, headers: Record<string, string>): Promise<IncomingMessage> {
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const sent = request(`${api.url}/api/v1/people`, {
      method: 'POST',
      headers: { authorization: `Bearer ${admin}`, 'content-type': 'application/json', ...headers },
    });
    sent.on('response', resolve).on('error', reject);
    for (let at = 0; at < bytes.length; at += 7_000) sent.write(bytes.subarray(at, at + 7_000));
    sent.end();
  });
  answer.resume();
  return answer;
}

const length = (bytes: Buffer) => ({ 'content-length': String(bytes.length) });

describe('a body', () => {
  it.each<[string, Buffer, Record<string, string>, number]>([
    ['of announced length', PERSON, length(PERSON), 201],
    ['in pieces of unknown length', PERSON, { 'transfer-encoding': 'chunked' }, 201],
    [
      'with its charset named',
      PERSON,
      { ...length(PERSON), 'content-type': 'application/json; charset=UTF-8' },
      201,
    ],
    ['that begins with a byte order mark', Buffer.concat([Buffer.from('\ufeff'), PERSON]), {}, 201],
    ['that is compressed', gzipSync(PERSON), { 'content-encoding': 'gzip' }, 201],
    ['that is too long, and says so', LONG, length(LONG), 413],
    ['that is too long, in pieces', LONG, { 'transfer-encoding': 'chunked' }, 413],
    ['that is too long once unpacked', gzipSync(LONG), { 'content-encoding': 'gzip' }, 413],
    ['that is not what it says it is', PERSON, { 'content-encoding': 'gzip' }, 400],
  ])('%s is answered with its status', async (_what, bytes, headers, status) => {
    expect((await send(bytes, headers)).statusCode).toBe(status);
  });
});

describe('an answer', () => {
  it('carries the headers that browsers are told by', async () => {
    const { headers } = await send(PERSON, length(PERSON));
    expect(headers).toMatchObject({
      'content-security-policy': "default-src 'none';frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'SAMEORIGIN',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    });
    expect(headers).not.toHaveProperty('x-powered-by');
    expect(headers).not.toHaveProperty('strict-transport-security');
  });
});
