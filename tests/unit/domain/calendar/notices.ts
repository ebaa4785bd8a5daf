import type { CalendarYear } from '../../../../domain/calendar/calendar';
import { addDays } from '../../../../domain/calendar/civil-date';

export const PAPER = 'https://www.gov.cn/zhengce/content/202611/content_1.htm';

export interface RawNotice {
  year: number;
  papers: string[];
  days: { name: string; date: string; isOffDay: boolean }[];
}

/** A year in the open format of holiday-cn. */
export function noticeOf({ year, rest, work }: CalendarYear): RawNotice {
  const days = [
    ...rest.map((day) => ({ ...day, isOffDay: true })),
    ...work.map((day) => ({ ...day, isOffDay: false })),
  ];
  return { year, papers: [PAPER], days: days.sort((a, b) => (a.date < b.date ? -1 : 1)) };
}

const run = (name: string, first: string, days: number) =>
  Array.from({ length: days }, (_, i) => ({ name, date: addDays(first, i), isOffDay: true }));
const made = (name: string, ...dates: string[]) => dates.map((date) => ({ name, date, isOffDay: false }));

/** No notice for 2027 is out: one such as it might be, swaps balanced, for tests only. */
export const imagined2027: RawNotice = {
  year: 2027,
  papers: [PAPER],
  days: [
    ...run('元旦', '2027-01-01', 3),
    ...run('春节', '2027-02-05', 8),
    ...made('春节', '2027-01-31', '2027-02-14'),
    ...run('清明节', '2027-04-03', 3),
    ...run('劳动节', '2027-05-01', 5),
    ...made('劳动节', '2027-04-25'),
    ...run('端午节', '2027-06-09', 1),
    ...run('中秋节', '2027-09-15', 1),
    ...run('国庆节', '2027-10-01', 7),
    ...made('国庆节', '2027-09-26', '2027-10-09'),
  ],
};
