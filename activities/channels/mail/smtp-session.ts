import { Readable } from 'node:stream';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { MailSettings } from '../settings';

export interface Letter {
  readonly from: string;
  readonly to: string;
  readonly message: Buffer;
}

/** How a session ended. `begun`: the server had asked for the message, and may have kept it. */
export type Session =
  | { readonly kind: 'accepted' }
  | {
      readonly kind: 'failed';
      readonly begun: boolean;
      /** The command that was answered, such as `RCPT TO`; the system's code when there was no answer. */
      readonly command: string;
      /** The server's three digits; null when it did not answer. */
      readonly code: number | null;
    };

/** What nodemailer adds to its errors; their sentences are left out, they repeat the addresses. */
interface SmtpError extends Error {
  readonly code?: string;
  readonly command?: string;
  readonly responseCode?: number | false;
}

/**
 * One letter over one connection, within `timeoutMs` in all. nodemailer's connection rather than its transport, because
 * only here it can be seen whether the server had already asked for the message when something broke.
 */
export function deliver(
  settings: MailSettings,
  letter: Letter,
  { timeoutMs, signal }: { timeoutMs: number; signal: AbortSignal },
): Promise<Session> {
  return new Promise((resolve) => {
    const connection = new SMTPConnection({
      host: settings.host,
      port: settings.port,
      secure: settings.secure,
      requireTLS: settings.requireTls,
      socketCloseTimeout: 0,
    });
    let begun = false;
    const end = (session: Session): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', stopped);
      resolve(session);
      connection.close();
    };
    const broken = (command: string): void => end({ kind: 'failed', begun, command, code: null });
    const failed = (error: Error): void => end(whatFailed(error, begun));
    const stopped = (): void => broken('stopped');
    const timer = setTimeout(() => broken(`no answer within ${timeoutMs / 1_000} s`), timeoutMs);
    // Read only after the server has answered DATA.
    const message = Readable.from(
      (function* () {
        begun = true;
        yield letter.message;
      })(),
      { objectMode: false },
    );
    const send = (): void => {
      const envelope = { from: letter.from, to: [letter.to], size: letter.message.length };
      connection.send(envelope, message, (error) => {
        if (error) failed(error);
        else end({ kind: 'accepted' });
      });
    };

    connection.on('error', failed);
    signal.addEventListener('abort', stopped, { once: true });
    if (signal.aborted) {
      stopped();
      return;
    }
    connection.connect((error) => {
      if (error) failed(error);
      else login(connection, settings, failed, send);
    });
  });
}

function login(
  connection: SMTPConnection,
  settings: MailSettings,
  failed: (error: Error) => void,
  then: () => void,
): void {
  if (settings.login === null) {
    then();
    return;
  }
  const { user, password } = settings.login;
  connection.login({ user, pass: password, credentials: { user, pass: password } }, (error) => {
    if (error) failed(error);
    else then();
  });
}

function whatFailed(error: SmtpError, begun: boolean): Session {
  const code = error.responseCode || null;
  const words = [code === null ? null : error.command, error.code].filter((word) =>
    /^[A-Z][A-Z0-9 ]+$/.test(word ?? ''),
  );
  return { kind: 'failed', begun, command: words[0] ?? 'connection', code };
}
