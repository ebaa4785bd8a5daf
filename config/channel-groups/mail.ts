import { LOOPBACK, type Group, type Source } from './group';

export interface MailConfig {
  readonly host: string;
  readonly port: number;
  readonly secure: boolean;
  readonly requireTls: boolean;
  readonly login: { readonly user: string; readonly password: string } | null;
  readonly from: { readonly name: string; readonly address: string };
}

const URL_PROBLEM = 'BANJIE_SMTP_URL must be smtp://host:port or smtps://user:password@host:port';
const FROM_PROBLEM = 'BANJIE_MAIL_FROM must be an address, alone or as: name <address>';
const SUBMISSION = 587;
const SUBMISSIONS = 465;

/** Mail: the server and the address it comes from, both or neither. */
export function mailGroup(env: Source): Group<MailConfig | null> {
  const [url, from] = [env['BANJIE_SMTP_URL'], env['BANJIE_MAIL_FROM']];
  if (!url && !from) return { value: null, problems: [] };
  if (!url || !from) {
    const [missing, present] = url
      ? ['BANJIE_MAIL_FROM', 'BANJIE_SMTP_URL']
      : ['BANJIE_SMTP_URL', 'BANJIE_MAIL_FROM'];
    return {
      value: null,
      problems: [`${missing} is missing although ${present} is set: give both or neither`],
    };
  }
  const server = serverOf(url);
  const sender = senderOf(from);
  const problems = [...(server === null ? [URL_PROBLEM] : []), ...(sender === null ? [FROM_PROBLEM] : [])];
  return server === null || sender === null
    ? { value: null, problems }
    : { value: { ...server, from: sender }, problems };
}

/** A password leaves this machine only under TLS. */
function serverOf(text: string): Omit<MailConfig, 'from'> | null {
  if (!/^smtps?:\/\/[^/?#]+\/?$/.test(text) || !URL.canParse(text)) return null;
  const url = new URL(text);
  const secure = url.protocol === 'smtps:';
  const login = loginOf(url);
  if (url.hostname === '' || login === undefined) return null;
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? (secure ? SUBMISSIONS : SUBMISSION) : Number(url.port),
    secure,
    requireTls: !secure && login !== null && !LOOPBACK.includes(url.hostname),
    login,
  };
}

/** undefined = half a login, or one that is not percent-encoded. */
function loginOf({ username, password }: URL): MailConfig['login'] | undefined {
  if (username === '' && password === '') return null;
  if (username === '' || password === '') return undefined;
  try {
    return { user: decodeURIComponent(username), password: decodeURIComponent(password) };
  } catch {
    return undefined;
  }
}

function senderOf(text: string): MailConfig['from'] | null {
  const address = String.raw`[^\s<>@,;:"]+@[^\s<>@,;:"]+`;
  const alone = new RegExp(`^${address}$`).exec(text.trim());
  if (alone) return { name: '', address: alone[0] };
  const both = new RegExp(`^"?([^"<>]*?)"?\\s*<(${address})>$`).exec(text.trim());
  return both?.[2] === undefined ? null : { name: both[1] ?? '', address: both[2] };
}
