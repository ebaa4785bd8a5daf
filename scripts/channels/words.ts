import type { Arrival } from '../../tests/support/channels/inbox';

/** For a shell: single quotes, within which everything stands as it is. */
const quoted = (value: string): string => `'${value.replaceAll("'", `'\\''`)}'`;

/** The lines to put before `npm start`, ready to be copied as they are. */
export function startLines(environment: Readonly<Record<string, string>>, page: string): string[] {
  return [
    '',
    'The stand-ins are ready. Start Banjie in another terminal with:',
    '',
    ...Object.entries(environment).map(([name, value]) => `${name}=${quoted(value)} \\`),
    'npm start',
    '',
    `Messages are shown here and at ${page} . Ctrl-C stops.`,
    '',
  ];
}

/** Nothing that arrives may move the cursor or colour the terminal. */
const printable = (text: string): string => text.replace(/[^\P{Cc}\n]/gu, ' ');

/** One message as it is shown in the terminal. */
export function arrivalLines({ at, channel, to, text, title }: Arrival): string[] {
  const time = new Date(at).toLocaleTimeString('zh-CN', { timeZone: 'Asia/Shanghai', hour12: false });
  const lines = printable(text).split('\n');
  const shown = lines[0]?.includes(title) ? lines : [printable(title), ...lines];
  return [`${time} ${channel} → ${to}`, ...shown.map((line) => `    ${line}`), ''];
}
