import { isWorked, makeCalendar, dayAt, type CalendarYear } from './calendar';
import { dayNumber, weekday } from './civil-date';
import type { Manner, NoticeDay } from './notice-fields';
import type { CalendarNotice, Complain } from './notice-parts';
import { statutoryCount, statutoryDays } from './statutory';

interface Given {
  readonly year: number;
  readonly status: CalendarYear['status'];
  /** Null when the list could not be read at all, which is told already. */
  readonly days: readonly NoticeDay[] | null;
  /** Which of its lists were handed in empty. */
  readonly empty: { readonly days: boolean; readonly papers: boolean };
}

/** What a notice must fulfil as a whole; each fault is told. */
export function fits(given: Given, complain: Complain): void {
  published(given, complain);
  const { year, days, empty } = given;
  if (days === null || empty.days) return;
  statutoryAreOff(year, days, complain);
}

/** What the days of a notice must fulfil among themselves, whatever their year; each fault is told once. */
export function fitTogether(days: readonly NoticeDay[], manner: Manner, complain: Complain): void {
  const contradictory = onceEach(days, manner, complain);
  for (const { date, isOffDay, index } of days) {
    // A day that is given both ways is told as that: which of the two was meant is not known.
    if (isOffDay || weekday(date) >= 6 || contradictory.has(date)) continue;
    complain(
      'make-up-on-workday',
      `/days/${index}/date`,
      `${date} 本来就是工作日（周${'一二三四五'[weekday(date) - 1]}），不能是调休上班日。`,
      `${date} is a plain working day, so it cannot be a make-up day.`,
    );
  }
}

/**
 * Publishers of open calendars keep an empty file for a year whose notice is not out: that is the right signal, and
 * the wrong thing to import. Only a year that says it is provisional needs no notice.
 */
function published({ year, status, empty }: Given, complain: Complain): void {
  if (!empty.days && !(status === 'OFFICIAL' && empty.papers)) return;
  if (empty.days) {
    complain(
      'not-published',
      '/days',
      `没有任何日期：${year} 年放假通知尚未发布，不能作为正式日历；在此之前按法定节假日暂定。`,
      `There are no days: the notice for ${year} is not out yet, so the year cannot be official; until then the statutory days hold provisionally.`,
    );
    return;
  }
  complain(
    'not-published',
    '/papers',
    `未填写 ${year} 年放假通知的网址：没有出处不能作为正式日历；通知尚未发布的，请注明暂定。`,
    `The address of the notice for ${year} is missing: without it the year cannot be official. If the notice is not out yet, say that the year is provisional.`,
  );
}

/** Answers the days that are given as off and as worked. */
function onceEach(days: readonly NoticeDay[], manner: Manner, complain: Complain): ReadonlySet<string> {
  const contradictory = new Set<string>();
  const seen = new Map<string, NoticeDay>();
  for (const day of days) {
    const first = seen.get(day.date);
    if (first === undefined) {
      seen.set(day.date, day);
      continue;
    }
    const at = `/days/${day.index}`;
    const place = manner.place(first.index);
    if (first.isOffDay === day.isOffDay) {
      complain(
        'twice',
        at,
        `${day.date} 重复（与${place.zh}「${first.name}」）；两个节日同一天时请合并为一项，名称用顿号连接。`,
        `${day.date} is there twice (see ${place.en}, ${first.name}); join two festivals on one day into one entry.`,
      );
    } else {
      contradictory.add(day.date);
      complain(
        'contradictory',
        at,
        `${day.date} 自相矛盾：此处为${day.isOffDay ? '放假' : '上班'}，${place.zh}为${first.isOffDay ? '放假' : '上班'}。`,
        `${day.date} contradicts itself: ${day.isOffDay ? 'off' : 'worked'} here, ${first.isOffDay ? 'off' : 'worked'} in ${place.en}.`,
      );
    }
  }
  return contradictory;
}

/** The days that the law gives can only be swapped around, never taken away. */
function statutoryAreOff(year: number, days: readonly NoticeDay[], complain: Complain): void {
  for (const { date, name } of statutoryDays(year)) {
    const entries = days.filter((day) => day.date === date);
    const [first] = entries;
    if (first === undefined ? weekday(date) >= 6 : entries.some(({ isOffDay }) => isOffDay)) continue;
    complain(
      'statutory-missing',
      first === undefined ? '/days' : `/days/${first.index}`,
      `${date}（${name}）是法定节假日，通知中却不放假。`,
      `${date} (${name}) is off by law, but not here.`,
    );
  }
}

/** How many days off and make-up days the notices since 2025 have had; outside of it somebody should look again. */
const USUAL = { from: 2025, rest: [28, 33], work: [4, 8] } as const;

/** What is allowed but unusual: whoever imports should look at it again. */
export function plausible(year: CalendarYear, december: CalendarNotice['december'], remark: Complain): void {
  countsAreUsual(year, december, remark);
  daysBalance(year, december, remark);
  daysBelongSomewhere(year, remark);
  if (december.rest.length + december.work.length > 0) {
    const dates = [...december.rest, ...december.work].map(({ date }) => date).sort();
    remark(
      'december',
      '/days',
      `通知还调整了上一年的 ${dates.join('、')}，将一并记入 ${year.year - 1} 年。`,
      `The notice also changes ${dates.join(', ')}; these days go into ${year.year - 1}.`,
    );
  }
}

function countsAreUsual(
  { year, rest, work }: CalendarYear,
  december: CalendarNotice['december'],
  remark: Complain,
): void {
  if (year < USUAL.from) return;
  const counted = [
    [rest.length + december.rest.length, USUAL.rest, '放假', 'days off'],
    [work.length + december.work.length, USUAL.work, '调休上班', 'make-up days'],
  ] as const;
  for (const [n, [least, most], zh, en] of counted) {
    if (n >= least && n <= most) continue;
    remark(
      'count',
      '/days',
      `${zh}共 ${n} 天，近年为 ${least} 至 ${most} 天，请核对。`,
      `${n} ${en}; recent notices have ${least} to ${most}: please check.`,
    );
  }
}

/** Every statutory day is one working day less, whatever is swapped: days off on weekdays minus make-up days. */
function daysBalance(
  { year, rest, work }: CalendarYear,
  december: CalendarNotice['december'],
  remark: Complain,
): void {
  const weekdaysOff = [...rest, ...december.rest].filter(({ date }) => weekday(date) < 6).length;
  const gained = weekdaysOff - work.length - december.work.length;
  const law = statutoryCount(year);
  if (gained === law) return;
  remark(
    'balance',
    '/days',
    `工作日放假减调休上班为 ${gained} 天，法定应为 ${law} 天：可能多列或漏列了${gained > law ? '放假日或上班日' : '上班日或放假日'}，请核对。`,
    `Weekdays off minus make-up days are ${gained}, by law ${law}: a day may be missing or too many, please check.`,
  );
}

/** A day off that touches no statutory day, not even over a weekend, is most often a slip of the pen. */
function daysBelongSomewhere(year: CalendarYear, remark: Complain): void {
  const cal = makeCalendar([year]);
  const span = cal.spans[0];
  const law = new Set(statutoryDays(year.year).map(({ date }) => dayNumber(date)));
  const rests = (n: number) =>
    span !== undefined && n >= span.first && n <= span.last && !isWorked(dayAt(cal, n));
  const touches = (from: number, step: 1 | -1): boolean => {
    for (let n = from; rests(n); n += step) if (law.has(n)) return true;
    return false;
  };
  for (const { date, name } of year.rest) {
    const n = dayNumber(date);
    // New Year of the year after begins in December.
    if (touches(n, 1) || touches(n, -1) || date.slice(5, 7) === '12') continue;
    remark(
      'detached',
      '/days',
      `${date}（${name}）与任何法定节假日都不相连，请核对日期。`,
      `${date} (${name}) adjoins no statutory day: please check the date.`,
    );
  }
}
