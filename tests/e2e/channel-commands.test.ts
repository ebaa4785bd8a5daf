import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createLedger } from '../../ledger/ledger';
import { createOutbox } from '../../ledger/outbox/outbox';
import { createPool } from '../../prisma/client';
import { addPerson, plantTree } from '../api/support/bureau';
import { runApi, type RunningApi } from '../api/support/running-api';
import { channelsOf } from '../support/channels/messages';
import { startStandIns, type StandIns } from '../support/channels/start';
import { startTestWorker, until, type TestWorker } from '../support/worker';

jest.setTimeout(120_000);

const run = promisify(execFile);
const ROOT = join(__dirname, '..', '..');

let api: RunningApi;
let providers: StandIns;
let worker: TestWorker;
let token: string;
let pool: ReturnType<typeof createPool>;

beforeAll(async () => {
  [api, providers] = await Promise.all([runApi(), startStandIns({ robots: ['zjg', 'cc'] })]);
  await plantTree(api.prisma);
  const operator = await addPerson(api.prisma, { posts: [{ role: 'operator', organisationId: 'zjg' }] });
  token = operator.token;
  await api.prisma.contact.create({ data: { personId: operator.id, email: 'operator@city.example.cn' } });
  pool = createPool(api.database.url, { max: 10 });
  worker = await startTestWorker({
    ...{ ledger: createLedger(pool), databaseUrl: api.database.url, heartbeatMs: 200 },
    delivery: {
      outbox: createOutbox(pool),
      channels: channelsOf(providers),
      publicUrl: 'https://banjie.example.org',
    },
  });
  await until(async () => (await api.prisma.workerHeartbeat.count()) > 0);
});
afterAll(async () => {
  await worker.stop();
  await pool.end();
  await Promise.all([api.stop(), providers.stop()]);
});
afterEach(() => {
  for (const { script } of [providers.mail, providers.wecom]) script.reset();
});

/** The real program in a process of its own. */
async function channel(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const env = {
    PATH: process.env['PATH'] ?? '',
    LC_ALL: 'zh_CN.UTF-8',
    BANJIE_API_URL: api.url,
    BANJIE_DATA: '/nowhere',
    BANJIE_TOKEN: token,
  };
  const argv = ['--import', 'tsx', 'cli/main.ts', 'channel', ...args];
  try {
    const { stdout, stderr } = await run(process.execPath, argv, { cwd: ROOT, env });
    return { code: 0, out: stdout, err: stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, out: stdout, err: stderr };
  }
}

describe('banjie channel', () => {
  it('test: sends to my own address and says that it was sent', async () => {
    const { code, out } = await channel('test', 'mail');
    expect([code, out]).toEqual([0, expect.stringMatching(/^mail: sent to person:/)]);
    expect(providers.inbox.of('mail').map(({ to, title }) => [to, title])).toEqual([
      ['operator@city.example.cn', '办结测试消息'],
    ]);
  });

  it('test: to a robot by name, and which there are when none is named', async () => {
    const unnamed = await channel('test', 'wecom');
    expect([unnamed.code, unnamed.err]).toEqual([1, '请在 robot 中填写已配置的机器人：cc、zjg。\n']);
    const { code, out } = await channel('test', 'wecom', '--robot', 'cc', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ state: 'SENT', target: 'robot:cc', messages: 1 });
    expect(providers.inbox.of('wecom').map(({ to }) => to)).toEqual(['cc']);
  });

  it('list, dead, resend: what a provider refused is seen, and goes again once that is mended', async () => {
    // 40008: a message that WeCom will never take.
    providers.wecom.script.next({ does: 'errcode', code: 40_008 });
    const failed = await channel('test', 'wecom', '--robot', 'zjg');
    expect(failed.code).toBe(1);
    expect(failed.out).toMatch(/^wecom: not sent to robot:zjg \(failed\): errcode 40008/);

    const list = await channel('list');
    expect(list.out).toMatch(
      /^wecom \(cc, zjg\): 0 waiting, 0 for later, 1 failed, 0 of unknown fate\n {2}robot:zjg fails \(1 in a row\): errcode 40008/m,
    );
    expect(list.out).toMatch(/^mail: 0 waiting/m);
    const dead = JSON.parse((await channel('dead', '--json')).out) as {
      items: { id: string; state: string }[];
    };
    expect(dead.items).toMatchObject([{ state: 'DEAD' }]);
    const { id } = dead.items[0]!;
    expect((await channel('dead')).out).toContain(
      `${id}  failed: wecom to robot:zjg, 1 message, 1 attempt, since`,
    );

    const resent = await channel('resend', id);
    expect([resent.code, resent.out]).toEqual([0, 'It is on its way again.\n']);
    await until(() => providers.inbox.of('wecom').some(({ to }) => to === 'zjg'));
    await until(async () => (await channel('dead')).out === 'Everything has arrived.\n');
    expect((await channel('resend', id)).code).toBe(1);
  });

  it('give-up: what nobody knows the fate of is decided by a person', async () => {
    providers.wecom.script.next({ does: 'drop', taken: true });
    const lost = await channel('test', 'wecom', '--robot', 'cc', '--json');
    const { id, state } = JSON.parse(lost.out) as { id: string; state: string };
    expect([lost.code, state]).toEqual([1, 'UNKNOWN']);
    expect((await channel('give-up', id, '--arrived')).out).toBe('It counts as sent.\n');
    expect((await channel('dead')).out).toBe('Everything has arrived.\n');
  });

  it('says what a channel lacks that is not there', async () => {
    expect((await channel('test', 'pigeon')).code).toBe(1);
    expect((await channel('test', 'sms')).err).toContain('联系方式');
  });
});
