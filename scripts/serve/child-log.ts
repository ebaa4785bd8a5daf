/** pino's number for the level from which a line also goes to the console. */
const WARN = 40;

interface LogLine {
  readonly level?: number;
  readonly msg?: string;
  readonly err?: { readonly message?: string };
}

/** What a line of a child's log says: its message, and whether a person at the console should see it. */
export interface ReadLine {
  readonly message: string;
  readonly isForConsole: boolean;
}

/** Reads one line of a child: JSON from its log, or plain text from something that went wrong before the log began. */
export function readLogLine(line: string): ReadLine {
  const parsed = parse(line);
  if (!parsed) return { message: line, isForConsole: line.trim() !== '' };
  const cause = parsed.err?.message;
  const message = [parsed.msg ?? '', cause && cause !== parsed.msg ? `(${cause})` : '']
    .filter(Boolean)
    .join(' ');
  return { message, isForConsole: (parsed.level ?? 0) >= WARN };
}

function parse(line: string): LogLine | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    return JSON.parse(line) as LogLine;
  } catch {
    return undefined;
  }
}
