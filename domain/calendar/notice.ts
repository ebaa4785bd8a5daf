import { readCalendarYear, type NamedDay } from './calendar-year';
import {
  JSON_MANNER,
  readDays,
  readPapers,
  readSource,
  readStatus,
  readYear,
  type Manner,
  type NoticeDay,
} from './notice-fields';
import type { CalendarNotice, Complain, NoticeProblem } from './notice-parts';
import { fits, fitTogether, plausible } from './notice-rules';

/** What came of reading: a notice, or every problem of it at once. */
export type ReadNotice =
  | {
      readonly notice: CalendarNotice;
      readonly problems: readonly [];
      readonly warnings: readonly NoticeProblem[];
    }
  | { readonly notice: null; readonly problems: readonly NoticeProblem[]; readonly warnings: readonly [] };

const KNOWN_KEYS = ['year', 'papers', 'days', 'source', 'status', '$schema', '$id'];

const named = (days: readonly NoticeDay[], isOffDay: boolean): NamedDay[] =>
  days
    .filter((day) => day.isOffDay === isOffDay)
    .map(({ date, name }) => ({ date, name }))
    .sort((a, b) => (a.date < b.date ? -1 : 1));

/**
 * Reads a State Council notice in the open format of holiday-cn: `{year, papers: [address], days: [{name, date,
 * isOffDay}]}`, with `source` (what the notice is called) and `status` on request. Nothing is guessed and nothing
 * mended: a notice with a problem is no notice. Problems call its parts as the form does that it was handed in.
 */
export function readNotice(input: unknown, manner: Manner = JSON_MANNER): ReadNotice {
  const problems: NoticeProblem[] = [];
  const complain: Complain = (code, pointer, zh, en) => void problems.push({ code, pointer, zh, en });
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    complain(
      'shape',
      '',
      '应为包含 year、papers、days 的对象。',
      'Expected an object with year, papers and days.',
    );
    return { notice: null, problems, warnings: [] };
  }
  const given = input as Readonly<Record<string, unknown>>;
  const year = readYear(given['year'], complain);
  const status = readStatus(given['status'], complain);
  const papers = readPapers(given['papers'], complain);
  const list = readDays(given['days'], year, complain, manner);
  const days = list ?? [];
  const source = readSource(given['source'], year, complain);
  const isEmpty = (list: unknown): boolean => Array.isArray(list) && list.length === 0;
  const empty = { days: isEmpty(given['days']), papers: isEmpty(given['papers']) };
  fitTogether(days, manner, complain);
  if (year !== null) fits({ year, status, days: list, empty }, complain);
  if (problems.length > 0 || year === null) return { notice: null, problems, warnings: [] };

  const own = days.filter((day) => day.year === year);
  const before = days.filter((day) => day.year === year - 1);
  const checked = readCalendarYear({ year, status, source, rest: named(own, true), work: named(own, false) });
  const december = { rest: named(before, true), work: named(before, false) };
  const warnings: NoticeProblem[] = [];
  const remark: Complain = (code, pointer, zh, en) => void warnings.push({ code, pointer, zh, en });
  plausible(checked, december, remark);
  for (const key of Object.keys(given).filter((one) => !KNOWN_KEYS.includes(one))) {
    remark(
      'ignored',
      `/${key}`,
      `不认识的字段 ${key}，未采用。`,
      `The member ${key} is not known and was left out.`,
    );
  }
  return { notice: { ...checked, papers, december }, problems: [], warnings };
}
