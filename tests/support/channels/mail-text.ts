/** As much of a mail as a person reads. */
export interface ReadMail {
  readonly messageId: string;
  readonly subject: string;
  readonly headers: ReadonlyMap<string, string>;
  readonly text: string;
}

/** Reads a mail of one part in UTF-8, as ours are. */
export function readMail(raw: string): ReadMail {
  const end = raw.indexOf('\r\n\r\n');
  const headers = new Map(
    raw
      .slice(0, end)
      .replace(/\r\n[ \t]+/g, ' ')
      .split('\r\n')
      .map((line) => [
        line.slice(0, line.indexOf(':')).toLowerCase(),
        line.slice(line.indexOf(':') + 1).trim(),
      ]),
  );
  const body = raw.slice(end + 4);
  const text = decode(body, headers.get('content-transfer-encoding') ?? '7bit');
  return {
    messageId: headers.get('message-id') ?? '',
    subject: words(headers.get('subject') ?? ''),
    headers,
    text: text.replace(/\r\n/g, '\n').trimEnd(),
  };
}

function decode(text: string, encoding: string): string {
  if (encoding === 'base64') return Buffer.from(text, 'base64').toString('utf8');
  if (encoding !== 'quoted-printable') return Buffer.from(text, 'latin1').toString('utf8');
  return octets(text.replace(/=\r\n/g, '')).toString('utf8');
}

const octets = (text: string): Buffer =>
  Buffer.from(
    text.replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    'latin1',
  );

/** Encoded words; neighbours are joined before they become text, because a character may lie across two of them. */
function words(header: string): string {
  return header.replace(/=\?[\w-]+\?[BQ]\?[^?]*\?=(\s+=\?[\w-]+\?[BQ]\?[^?]*\?=)*/gi, (run) =>
    Buffer.concat(
      [...run.matchAll(/=\?[\w-]+\?([BQ])\?([^?]*)\?=/gi)].map(([, kind = '', text = '']) =>
        kind.toUpperCase() === 'B' ? Buffer.from(text, 'base64') : octets(text.replaceAll('_', ' ')),
      ),
    ).toString('utf8'),
  );
}
