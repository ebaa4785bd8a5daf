import MailComposer from 'nodemailer/lib/mail-composer';
import type { Language } from '../../../domain/language';
import type { Channel, Outgoing, Sent } from '../channel';
import { MEND_MS, refused, retry, sent, unknown } from '../http/fate';
import type { MailSettings } from '../settings';
import { oneLine, truncate } from '../text/truncate';
import { deliver, type Session } from './smtp-session';

/** One address and nothing around it: what would be two recipients, or a second header, is none. */
const ADDRESS = /^[^\s@,;:<>()[\]"\\]+@[^\s@,;:<>()[\]"\\]+$/;
const SUBJECT_BYTES = 200;
const ADDRESS_LENGTH = 254;

/** Mail over SMTP. A repeated letter has the same Message-ID, by which mail programs and servers know it. */
export function mailChannel(settings: MailSettings, { timeoutMs }: { timeoutMs: number }): Channel {
  const host = settings.from.address.replace(/^.*@/, '');
  return {
    name: 'mail',
    perMinute: null,
    repeatable: true,
    async send(message, signal) {
      const to = message.target.address ?? '';
      if (!ADDRESS.test(to) || to.length > ADDRESS_LENGTH) return refused('no usable mail address');
      const messageId = `<${message.deliveryId}@${host}>`;
      const letter = await compose(message, { settings, to, messageId });
      const session = await deliver(
        settings,
        { from: settings.from.address, to, message: letter },
        { timeoutMs, signal },
      );
      return fate(session, messageId);
    },
  };
}

const CONTENT_LANGUAGE: Readonly<Record<Language, string>> = { zh: 'zh-CN', en: 'en' };
const WHY_HEAD: Readonly<Record<Language, string>> = { zh: '为什么是这个日期：', en: 'Why this date:' };

/** The lines, and every step of "why this date" where there are any. */
function paragraphs({ lines, why, language }: Outgoing): string[] {
  // In a letter about several limits each line has its short form instead.
  const [steps] = lines.length > 1 ? [] : why;
  return [
    ...(lines.length === 0 ? [] : [...lines.map(oneLine), '']),
    ...(steps === undefined
      ? []
      : [WHY_HEAD[language], ...steps[language].map((text) => `- ${oneLine(text)}`), '']),
  ];
}

function compose(
  message: Outgoing,
  { settings, to, messageId }: { settings: MailSettings; to: string; messageId: string },
): Promise<Buffer> {
  return new MailComposer({
    // A copy: the composer writes into it, and settings are frozen.
    from: { ...settings.from },
    to: { name: '', address: to },
    subject: truncate(oneLine(message.title), SUBJECT_BYTES),
    messageId,
    text: [...paragraphs(message), message.link, ''].join('\n'),
    // No out-of-office note shall answer a clock.
    headers: {
      'Content-Language': CONTENT_LANGUAGE[message.language],
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build();
}

/**
 * 4xx: later. 5xx to a recipient or to the letter itself: never. 5xx to the greeting, the password or our own address:
 * after somebody has mended it. No answer after the server had asked for the letter: it may have kept it.
 */
function fate(session: Session, messageId: string): Sent {
  if (session.kind === 'accepted') return sent(messageId);
  const { command, code, begun } = session;
  if (code === null) return begun ? unknown(`SMTP: ${command}`) : retry(`SMTP: ${command}`);
  const error = `SMTP ${code} to ${command}`;
  if (code >= 400 && code < 500) return retry(error);
  if (command === 'RCPT TO' || command === 'DATA') return refused(error);
  return retry(error, MEND_MS);
}
