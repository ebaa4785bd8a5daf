import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import type { StandInParts } from './http-stand-in';
import { readMail } from './mail-text';
import { Script, type Behaviour } from './script';

/** Where in the talk a reply other than yes is given. */
export interface SmtpReply {
  readonly does: 'reply';
  readonly to: 'connect' | 'mail' | 'rcpt' | 'data';
  readonly code: number;
}

export interface SmtpStandIn {
  /** `smtp://127.0.0.1:PORT`. */
  readonly url: string;
  readonly script: Script<SmtpReply>;
  /** Connections so far, also those that brought nothing. */
  readonly connections: () => number;
  stop(): Promise<void>;
}

type Next = (error?: Error | null) => void;
type Act = SmtpReply | Behaviour;

const refusal = (code: number): Error =>
  // Real servers repeat the address in their words.
  Object.assign(new Error(`no mailbox secret@example.cn`), { responseCode: code });

/** A real SMTP server on this machine that misbehaves on demand; without TLS, with any login. */
export async function startSmtpStandIn({
  inbox,
  port = 0,
  now = Date.now,
}: StandInParts): Promise<SmtpStandIn> {
  const script = new Script<SmtpReply>();
  const acts = new Map<string, Act>();
  const sockets = new Map<number, Socket>();
  let connections = 0;

  const actOf = (session: SMTPServerSession): Act => acts.get(session.id) ?? { does: 'answer' };
  const drop = (session: SMTPServerSession): void => {
    sockets.get(session.remotePort)?.destroy();
  };
  const step = (at: SmtpReply['to'], session: SMTPServerSession, next: Next): void => {
    const act = actOf(session);
    if (act.does === 'reply' && act.to === at) next(refusal(act.code));
    else next();
  };
  const rcpt = (session: SMTPServerSession, next: Next): void => {
    const act = actOf(session);
    if (act.does === 'errcode') next(refusal(Number(act.code)));
    else if (act.does === 'status') next(refusal(act.status));
    else if (act.does === 'hang' && !act.taken) return;
    else if (act.does === 'drop' && !act.taken) drop(session);
    else step('rcpt', session, next);
  };
  const data = async (
    stream: SMTPServerDataStream,
    session: SMTPServerSession,
    next: Next,
  ): Promise<void> => {
    const act = actOf(session);
    const raw = Buffer.concat((await stream.toArray()) as Buffer[]).toString('latin1');
    if (act.does === 'reply' && act.to === 'data') {
      next(refusal(act.code));
      return;
    }
    const { messageId: id, subject: title, text } = readMail(raw);
    const to = session.envelope.rcptTo.map(({ address }) => address).join(', ');
    inbox.add({ at: now(), channel: 'mail', to, id, title, text, raw });
    if (act.does === 'slow') await sleep(act.ms);
    if (act.does === 'drop') drop(session);
    else if (act.does !== 'hang') next();
  };

  const server = new SMTPServer({
    authOptional: true,
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    closeTimeout: 1,
    onAuth: (auth, _session, next) => next(null, { user: auth.username ?? '' }),
    onConnect(session, next) {
      connections += 1;
      acts.set(session.id, script.take());
      step('connect', session, next);
    },
    onMailFrom: (_address, session, next) => step('mail', session, next),
    onRcptTo: (_address, session, next) => rcpt(session, next),
    onData(stream, session, next) {
      data(stream, session, next).catch(() => drop(session));
    },
    onClose: (session) => void acts.delete(session.id),
  });
  // Callers break connections on purpose.
  server.on('error', () => undefined);
  server.server.on('connection', (socket: Socket) => {
    sockets.set(socket.remotePort ?? 0, socket);
    socket.once('close', () => sockets.delete(socket.remotePort ?? 0));
  });
  await once(server.listen(port, '127.0.0.1'), 'listening');
  return {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    script,
    connections: () => connections,
    async stop() {
      for (const socket of sockets.values()) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
