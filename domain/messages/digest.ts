import { compareInstants } from '../calendar/instant';
import type { Words } from '../errors';
import { plural } from './when';
import { URGENCIES, type Urgency, type Worded } from './text';

/** Several messages as one, in both languages. */
export interface Digest {
  readonly zh: { readonly title: string; readonly lines: readonly string[] };
  readonly en: { readonly title: string; readonly lines: readonly string[] };
  /** What an SMS template is filled with: the most urgent number, and how many there are. */
  readonly number: string | null;
  readonly count: number;
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
export function digest(messages: readonly Worded[]): Digest {
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
  return {
    zh: { title: zh, lines: sorted.map((message) => message.zh.line) },
    en: { title: en, lines: sorted.map((message) => message.en.line) },
    number: first.number,
    count: sorted.length,
  };
}
