import { compareInstants } from '../calendar/instant';
import type { Words } from '../errors';
import { plural } from './when';
import { URGENCIES, type Urgency, type Worded } from './text';

/** Every step of "why this date" of one message. */
export interface DigestWhy {
  readonly number: string | null;
  readonly zh: readonly string[];
  readonly en: readonly string[];
}

/** When a line ends with the short form of "why this date": never, always, or where there is no room for the steps. */
export type ShortWhy = 'never' | 'always' | 'of-many';

/** Several messages as one, in both languages. */
export interface Digest {
  readonly zh: { readonly title: string; readonly lines: readonly string[] };
  readonly en: { readonly title: string; readonly lines: readonly string[] };
  /** What an SMS template is filled with: the most urgent number, and how many there are. */
  readonly number: string | null;
  readonly count: number;
  /** In the order of the lines; messages about no limit have none. */
  readonly why: readonly DigestWhy[];
}

const HEADS: Readonly<Record<Urgency, (n: number) => Words>> = {
  order: (n) => ({ zh: `${n} 项督办`, en: plural(n, 'supervision order') }),
  late: (n) => ({ zh: `${n} 项逾期`, en: `${n} overdue` }),
  soon: (n) => ({ zh: `${n} 项临期`, en: `${n} due soon` }),
  news: (n) => ({ zh: `${n} 条通知`, en: plural(n, 'notice') }),
};

/** Orders first, then the longest overdue, then what ends soonest, then what is only to be known. */
function byUrgency(a: Worded, b: Worded): number {
  const rank = URGENCIES.indexOf(a.urgency) - URGENCIES.indexOf(b.urgency);
  if (rank !== 0) return rank;
  if (a.dueAt !== null && b.dueAt !== null) return compareInstants(a.dueAt, b.dueAt);
  return Number(a.dueAt === null) - Number(b.dueAt === null);
}

/** Somebody with two posts is told of one limit once; that nobody acknowledged it says more than that it is late. */
function eachOnce(messages: readonly Worded[]): Worded[] {
  const kept = new Map<string, Worded>();
  messages.forEach((message, i) => {
    const key = message.about ?? `#${i}`;
    if (kept.get(key)?.kind !== 'climbed') kept.set(key, message);
  });
  return [...kept.values()];
}

/** One message to one person or group: its own words, or a count as title with one line for each, most urgent first. */
export function digest(messages: readonly Worded[], shortWhy: ShortWhy = 'never'): Digest {
  const sorted = eachOnce(messages).sort(byUrgency);
  const [first] = sorted;
  if (first === undefined) throw new Error('a digest of nothing');
  const heads = URGENCIES.flatMap((urgency) => {
    const n = sorted.filter((message) => message.urgency === urgency).length;
    return n === 0 ? [] : [HEADS[urgency](n)];
  });
  const single = sorted.length === 1;
  const zh = single ? first.zh.title : heads.map((words) => words.zh).join('，');
  const en = single ? first.en.title : heads.map((words) => words.en).join(', ');
  const short = shortWhy === 'always' || (shortWhy === 'of-many' && !single);
  return {
    zh: {
      title: zh,
      lines: sorted.map((m) => (short && m.why ? `${m.zh.line}${m.why.zh.short}。` : m.zh.line)),
    },
    en: {
      title: en,
      lines: sorted.map((m) => (short && m.why ? `${m.en.line} ${m.why.en.short}.` : m.en.line)),
    },
    number: first.number,
    count: sorted.length,
    why: sorted.flatMap(({ number, why }) =>
      why === null ? [] : [{ number, zh: why.zh.steps, en: why.en.steps }],
    ),
  };
}
