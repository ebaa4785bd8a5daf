import type { CalendarYear } from './calendar-year';
import { isCivilDate, yearOf, type CivilDate } from './civil-date';
import { quoted } from './errors';
import type { Complain } from './notice-parts';
import { STATUTORY_YEARS } from './statutory';

/** One day of a notice that exists and has a name. */
export interface NoticeDay {
  readonly date: CivilDate;
  readonly year: number;
  readonly name: string;
  readonly isOffDay: boolean;
  /** Where it stands in the list. */
  readonly index: number;
}

/** How the form a notice was handed in calls its parts. */
export interface Manner {
  /** Where a day stands, such as `entry 3`. */
  readonly place: (index: number) => { readonly zh: string; readonly en: string };
  /** What says whether a day is off. */
  readonly offDay: { readonly zh: string; readonly en: string };
}

/** The open JSON format. */
export const JSON_MANNER: Manner = {
  place: (index) => ({ zh: `第 ${index + 1} 项`, en: `entry ${index + 1}` }),
  offDay: { zh: 'isOffDay 应为 true（放假）或 false（上班）', en: 'Expected true (off) or false (worked)' },
};

const MAX = { days: 400, papers: 10, name: 40, source: 200, address: 500 };

const shown = (value: unknown): string =>
  typeof value === 'string' ? quoted(value) : quoted(JSON.stringify(value) ?? 'undefined');

export function readYear(value: unknown, complain: Complain): number | null {
  const { first, last } = STATUTORY_YEARS;
  if (typeof value === 'number' && Number.isInteger(value) && value >= first && value <= last) return value;
  complain(
    'year',
    '/year',
    `year 应为 ${first} 至 ${last} 的整数，现为 ${shown(value)}。`,
    `Expected a year from ${first} to ${last}, found ${shown(value)}.`,
  );
  return null;
}

export function readStatus(value: unknown, complain: Complain): CalendarYear['status'] {
  if (value === undefined || value === 'OFFICIAL') return 'OFFICIAL';
  if (value === 'PROVISIONAL') return value;
  complain(
    'shape',
    '/status',
    `status 应为 OFFICIAL 或 PROVISIONAL，现为 ${shown(value)}。`,
    `Expected OFFICIAL or PROVISIONAL, found ${shown(value)}.`,
  );
  return 'OFFICIAL';
}

export function readSource(value: unknown, year: number | null, complain: Complain): string {
  if (value === undefined) return `国务院办公厅关于${year ?? ''}年部分节假日安排的通知`;
  if (typeof value === 'string' && value.trim() !== '' && value.length <= MAX.source && !/[\r\n]/.test(value))
    return value.trim();
  complain(
    'shape',
    '/source',
    `source 应为一行文字，至多 ${MAX.source} 字。`,
    `Expected one line of up to ${MAX.source} characters.`,
  );
  return '';
}

function isAddress(value: unknown): value is string {
  if (typeof value !== 'string' || value.length > MAX.address) return false;
  return /^https?:\/\/[^\s/?#@]+(?:[/?#]\S*)?$/.test(value);
}

/** Addresses of the notice; anything else is told one by one. */
export function readPapers(value: unknown, complain: Complain): readonly string[] {
  if (!Array.isArray(value) || value.length > MAX.papers) {
    complain(
      'paper',
      '/papers',
      `papers 应为通知网址的列表，至多 ${MAX.papers} 个。`,
      `Expected a list of up to ${MAX.papers} addresses of the notice.`,
    );
    return [];
  }
  return value.filter((one: unknown, i): one is string => {
    if (isAddress(one)) return true;
    complain(
      'paper',
      `/papers/${i}`,
      `${shown(one)} 不是 http(s) 网址。`,
      `${shown(one)} is not an http(s) address.`,
    );
    return false;
  });
}

/**
 * The days that can be read, null when there is no list at all; every one that cannot be read is told. Whether they
 * fit together is not asked here.
 */
export function readDays(
  value: unknown,
  year: number | null,
  complain: Complain,
  manner: Manner,
): readonly NoticeDay[] | null {
  if (!Array.isArray(value) || value.length > MAX.days) {
    complain(
      'shape',
      '/days',
      `days 应为列表，至多 ${MAX.days} 天。`,
      `Expected a list of up to ${MAX.days} days.`,
    );
    return null;
  }
  return value.flatMap((one: unknown, index) => readDay(one, index, { year, manner }, complain) ?? []);
}

function readDay(
  value: unknown,
  index: number,
  { year, manner }: { year: number | null; manner: Manner },
  complain: Complain,
): NoticeDay | null {
  const at = `/days/${index}`;
  if (typeof value !== 'object' || value === null) {
    complain(
      'shape',
      at,
      '应为包含 name、date、isOffDay 的对象。',
      'Expected an object with name, date and isOffDay.',
    );
    return null;
  }
  const { date, name, isOffDay } = value as Readonly<Record<string, unknown>>;
  const named = readName(name, at, complain);
  if (typeof isOffDay !== 'boolean') {
    complain(
      'shape',
      `${at}/isOffDay`,
      `${manner.offDay.zh}，现为 ${shown(isOffDay)}。`,
      `${manner.offDay.en}, found ${shown(isOffDay)}.`,
    );
  }
  const found = readDate(date, year, at, complain);
  if (found === null || named === null || typeof isOffDay !== 'boolean') return null;
  return { date: found, year: yearOf(found), name: named, isOffDay, index };
}

function readName(value: unknown, at: string, complain: Complain): string | null {
  if (typeof value === 'string' && value.trim() !== '' && value.length <= MAX.name && !/[\r\n]/.test(value))
    return value.trim();
  complain(
    'name',
    `${at}/name`,
    `name 应为节日名称，至多 ${MAX.name} 字，现为 ${shown(value)}。`,
    `Expected the name of the festival, up to ${MAX.name} characters, found ${shown(value)}.`,
  );
  return null;
}

/** A notice covers its own year, and the December before it, where New Year may begin. */
function readDate(value: unknown, year: number | null, at: string, complain: Complain): CivilDate | null {
  if (typeof value !== 'string' || !isCivilDate(value)) {
    complain(
      'date',
      `${at}/date`,
      `${shown(value)} 不是存在的日期（应为 YYYY-MM-DD）。`,
      `${shown(value)} is not a day that exists, as YYYY-MM-DD.`,
    );
    return null;
  }
  if (year === null || yearOf(value) === year || value.startsWith(`${year - 1}-12-`)) return value;
  complain(
    'other-year',
    `${at}/date`,
    `${value} 不属于 ${year} 年（元旦假期可从上年 12 月开始）。`,
    `${value} is not in ${year} (New Year may begin in the December before).`,
  );
  return null;
}
