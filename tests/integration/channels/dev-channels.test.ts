import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { createChannels } from '../../../activities/channels/create';
import { channelsGroup } from '../../../config/channels';
import { freePort, isPortFree } from '../../../scripts/ports';
import { parseChannelArgs } from '../../../scripts/channels/args';
import { arrivalLines, startLines } from '../../../scripts/channels/words';
import { MAILBOX, MOBILE, neverAborted, outgoing, toPerson, toRobot } from '../../support/channels/messages';

const ROOT = resolve(__dirname, '../../..');

interface Running {
  readonly child: ChildProcess;
  readonly page: string;
  readonly environment: Record<string, string>;
  /** Waits until the terminal has shown this. */
  shows(text: string): Promise<void>;
}

async function start(...args: readonly string[]): Promise<Running> {
  const child = spawn(process.execPath, ['scripts/with-tsx.mjs', 'scripts/dev-channels.ts', ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines: string[] = [];
  const waiting = new Set<() => void>();
  createInterface(child.stdout).on('line', (line) => {
    lines.push(line);
    waiting.forEach((each) => each());
  });
  const shows = (text: string): Promise<void> =>
    new Promise((done) => {
      const look = (): void => {
        if (lines.some((line) => line.includes(text))) done();
      };
      waiting.add(look);
      look();
    });
  await shows('Ctrl-C stops');
  const given = lines.map((line) => /^(BANJIE_\w+)='(.*)' \\$/.exec(line)).filter((each) => each !== null);
  const environment = Object.fromEntries(given.map(([, name, value]) => [name!, value!]));
  const page = /http:\/\/127\.0\.0\.1:\d+(?= \. Ctrl-C)/.exec(lines.join('\n'))![0];
  return { child, page, environment, shows };
}

const PORTS = [0, 1, 2, 3, 4, 5];

/** The first of six free ports in a row. */
async function sixPorts(): Promise<number> {
  for (;;) {
    const first = await freePort();
    const free = await Promise.all(PORTS.map((offset) => isPortFree(first + offset)));
    if (free.every(Boolean)) return first;
  }
}

let port: number;
let running: Running;
beforeAll(async () => {
  port = await sixPorts();
  running = await start('--port', String(port), '--robots', 'zjg');
}, 60_000);
afterAll(() => running.child.kill('SIGKILL'));

const channels = () => createChannels(channelsGroup(running.environment).value);

async function events(until: (text: string) => boolean): Promise<string> {
  const { body } = await fetch(`${running.page}/events`);
  let text = '';
  for await (const part of body!.pipeThrough(new TextDecoderStream())) {
    text += part;
    if (until(text)) return text;
  }
  return text;
}

describe('npm run dev:channels', () => {
  it('prints an environment with which every channel reaches it', async () => {
    expect(channelsGroup(running.environment).problems).toEqual([]);
    const all = channels();
    expect([...all.keys()]).toEqual(['mail', 'wecom', 'dingtalk', 'sms', 'webhook']);
    const addresses: Readonly<Record<string, string>> = { mail: MAILBOX, sms: MOBILE };
    for (const [name, channel] of all) {
      const address = addresses[name];
      const target = address === undefined ? toRobot('zjg') : toPerson(address);
      const message = outgoing({ title: `这是 ${name} 的消息`, target });
      expect([name, (await channel.send(message, neverAborted())).outcome]).toEqual([name, 'sent']);
      await running.shows(`${name} → ${address ?? 'zjg'}`);
    }
  });

  it('shows them on its page', async () => {
    const page = await fetch(running.page);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await page.text()).toContain('收到的消息');
    const text = await events((so) => so.split('event: arrival').length === 6);
    for (const name of ['mail', 'wecom', 'dingtalk', 'webhook'])
      expect(text).toContain(`这是 ${name} 的消息`);
  });

  it('makes the next message go wrong when the page asks for it', async () => {
    const ask = (body: object, headers: Record<string, string> = { 'content-type': 'application/json' }) =>
      fetch(`${running.page}/next`, { method: 'POST', body: JSON.stringify(body), headers });
    expect((await ask({ channel: 'wecom', fault: 'too-many' })).status).toBe(200);
    const wecom = channels().get('wecom')!;
    const message = outgoing({ target: toRobot('zjg') });
    expect(await wecom.send(message, neverAborted())).toMatchObject({ outcome: 'retry', afterMs: 60_000 });
    expect((await wecom.send(message, neverAborted())).outcome).toBe('sent');
    expect((await ask({ channel: 'wecom', fault: 'explode' })).status).toBe(400);
    expect((await ask({ channel: 'wecom', fault: 'error' }, { 'content-type': 'text/plain' })).status).toBe(
      400,
    );
    expect((await fetch(`${running.page}/elsewhere`)).status).toBe(404);
  });

  it('says so when a port is taken', async () => {
    const second = spawn(
      process.execPath,
      ['scripts/with-tsx.mjs', 'scripts/dev-channels.ts', '--port', String(port)],
      {
        cwd: ROOT,
        stdio: ['ignore', 'ignore', 'pipe'],
      },
    );
    const exited = once(second, 'exit');
    const said = Buffer.concat((await second.stderr.toArray()) as Buffer[]).toString('utf8');
    expect(said).toContain('choose others with --port');
    expect(await exited).toEqual([1, null]);
  }, 30_000);

  it('ends with Ctrl-C, also while a page is open, and leaves no port behind', async () => {
    const open = events(() => false).catch(() => 'broken off');
    await events((text) => text.includes('channels'));
    const exited = once(running.child, 'exit');
    running.child.kill('SIGINT');
    expect(await exited).toEqual([0, null]);
    await open;
    for (const offset of PORTS) expect(await isPortFree(port + offset)).toBe(true);
  }, 30_000);
});

describe('its command line', () => {
  it('gives every city of the demo a robot, unless told otherwise', () => {
    expect(parseChannelArgs([])).toEqual({ port: 8090, robots: ['zjg', 'nc', 'cc', 'sz', 'nt'] });
    expect(parseChannelArgs(['--robots', 'a, b', '--port', '9000'])).toEqual({
      port: 9000,
      robots: ['a', 'b'],
    });
  });

  it.each([['--port', 'x'], ['--port', '65535'], ['--prot', '1'], ['x']])('refuses %j', (...args) => {
    expect(() => parseChannelArgs(args)).toThrow(/--port|Usage/);
  });
});

describe('what it prints', () => {
  it('can be pasted into a shell', () => {
    expect(startLines({ A: "it's" }, 'http://x')).toContain(`A='it'\\''s' \\`);
  });

  it('lets no message move the cursor', () => {
    const arrival = {
      at: 0,
      channel: 'mail',
      to: 'a@b.cn',
      id: '1',
      title: 't',
      text: 'x\u001b[2Jy\nz',
      raw: '',
    };
    expect(arrivalLines(arrival)).toEqual(['08:00:00 mail → a@b.cn', '    t', '    x [2Jy', '    z', '']);
  });
});
