import { z } from 'zod';

export type Source = Readonly<Record<string, string | undefined>>;

/** A group of settings that belong together, and what is wrong with them. */
export interface Group<T> {
  readonly value: T;
  readonly problems: readonly string[];
}

/** Names whose traffic does not leave this machine. */
export const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]'];

const parse = (text: string): URL | null => (URL.canParse(text) ? new URL(text) : null);

/** What is wrong with an address that a key travels to; null when nothing is. */
export function endpointProblem(name: string, text: string, { plain = false } = {}): string | null {
  const url = parse(text);
  if (url === null) return `${name} must be a URL`;
  if (url.username || url.password) return `${name} must hold no user and password`;
  if (url.protocol === 'https:') return null;
  if (url.protocol === 'http:' && (plain || LOOPBACK.includes(url.hostname))) return null;
  return `${name} must start with https:// (http:// only on this machine)`;
}

/**
 * A JSON object of names. What does not fit is told by its place, never by its words: in a hasty paste the key can
 * stand where the name belongs.
 */
export function named<T>(
  env: Source,
  variable: string,
  value: z.ZodType<T>,
): Group<Record<string, T> | null> {
  const text = env[variable];
  if (!text) return { value: null, problems: [] };
  const object = z.record(z.string(), z.unknown()).safeParse(json(text));
  if (!object.success) return { value: null, problems: [`${variable} must be a JSON object: {"name": …}`] };
  const entries = Object.entries(object.data);
  if (entries.length === 0) return { value: null, problems: [`${variable} is empty: unset it, or name one`] };
  const problems: string[] = [];
  const known: [string, T][] = [];
  for (const [index, [name, raw]] of entries.entries()) {
    const place = `${variable}, entry ${index + 1}:`;
    const parsed = value.safeParse(raw);
    if (!/^[\p{L}\p{N}][\p{L}\p{N}._-]{0,63}$/u.test(name))
      problems.push(`${place} the name must be an id of letters and digits`);
    if (parsed.success) known.push([name, parsed.data]);
    else
      problems.push(
        ...parsed.error.issues.map(
          (issue) => `${place} ${issue.path.map((part) => `${String(part)} `).join('')}${issue.message}`,
        ),
      );
  }
  return problems.length > 0 ? { value: null, problems } : { value: Object.fromEntries(known), problems };
}

export type Language = 'zh' | 'en';

/** The language in which a channel writes to groups: Chinese unless `<prefix>_LANGUAGE` says otherwise. */
export function languageOf(env: Source, prefix: string): Group<Language> {
  const said = env[`${prefix}_LANGUAGE`] || 'zh';
  if (said === 'zh' || said === 'en') return { value: said, problems: [] };
  return { value: 'zh', problems: [`${prefix}_LANGUAGE must be zh or en`] };
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
