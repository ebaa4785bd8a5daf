import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ask, client } from '../../../api/client';
import type { CalendarYearView } from '../../../api/generated/schema';
import { useLanguage } from '../../../i18n/use-language';
import { dayOf, todayInShanghai, weekdayOf } from '../../../shared/civil-day';
import { formatDay } from '../../../shared/format';
import { ListSkeleton } from '../../../shared/list-skeleton';
import { ProblemAlert } from '../../../shared/problem-alert';
import admin from '../parts/admin.module.css';
import styles from './calendar.module.css';

type Day = CalendarYearView['days'][number];

/** Twelve months at a glance: a rest day says 休, a swapped working day 班, a local closure 停. */
export function YearView({ year, place }: { year: number; place?: string }) {
  const { t } = useTranslation('calendar');
  const { data, error, refetch } = useQuery({
    queryKey: ['calendar', 'year', year, place ?? ''],
    queryFn: ({ signal }) =>
      ask(
        client.GET('/api/v1/calendar/years/{year}', {
          params: { path: { year }, query: place === undefined ? {} : { organisationId: place } },
          signal,
        }),
      ),
  });
  if (error !== null) return <ProblemAlert error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <ListSkeleton rows={8} />;
  const months = [...new Set(data.days.map(({ date }) => date.slice(0, 7)))];
  return (
    <section className={admin.panel}>
      <div className={admin.between}>
        <h2>{t('workdays', { count: data.workdays })}</h2>
        <Legend />
      </div>
      <p className={admin.quiet}>
        {t('hours')} {data.hours.map(({ from, to }) => `${from}–${to}`).join('，')}
      </p>
      <div className={styles.year}>
        {months.map((month) => (
          <Month key={month} month={month} days={data.days.filter(({ date }) => date.startsWith(month))} />
        ))}
      </div>
    </section>
  );
}

function Legend() {
  const { t } = useTranslation('calendar');
  return (
    <ul className={styles.legend}>
      {(['holiday', 'makeup', 'closed', 'opened'] as const).map((kind) => (
        <li key={kind}>
          <span className={styles[kind]}>{t(`marks.${kind}`)}</span> {t(`legend.${kind}`)}
        </li>
      ))}
    </ul>
  );
}

type Mark = 'holiday' | 'makeup' | 'closed' | 'opened';

function markOf({ kind, local }: Day): Mark | null {
  const isWorked = kind === 'workday' || kind === 'makeup-workday';
  if (local) return isWorked ? 'opened' : 'closed';
  if (kind === 'holiday') return 'holiday';
  return kind === 'makeup-workday' ? 'makeup' : null;
}

/** Monday, as any Monday is called in the language of the page. */
const SOME_MONDAY = 4;

function Month({ month, days }: { month: string; days: Day[] }) {
  const { language } = useLanguage();
  const first = days[0];
  if (first === undefined) return null;
  const locale = language === 'en' ? 'en-GB' : 'zh-CN';
  const name = (format: Intl.DateTimeFormatOptions, day: string) =>
    new Intl.DateTimeFormat(locale, { ...format, timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));
  const cells: (Day | null)[] = [...Array.from({ length: weekdayOf(first.date) }, () => null), ...days];
  while (cells.length % 7 !== 0) cells.push(null);
  const weeks = Array.from({ length: cells.length / 7 }, (_, at) => cells.slice(at * 7, at * 7 + 7));
  return (
    <table className={styles.month}>
      <caption>{name({ month: 'long' }, `${month}-01`)}</caption>
      <thead>
        <tr>
          {Array.from({ length: 7 }, (_, at) => (
            <th key={at} scope="col">
              {name({ weekday: 'narrow' }, dayOf(SOME_MONDAY + at))}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week, at) => (
          <tr key={at}>
            {week.map((day, weekday) =>
              day === null ? <td key={weekday} /> : <DayCell key={day.date} day={day} />,
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function DayCell({ day }: { day: Day }) {
  const { t } = useTranslation('calendar');
  const { language } = useLanguage();
  const mark = markOf(day);
  const isToday = day.date === todayInShanghai();
  const kind = mark ?? (day.kind === 'weekend' ? 'weekend' : 'plain');
  const said =
    mark === null ? undefined : `${formatDay(day.date, language)} ${day.name ?? ''} ${t(`legend.${mark}`)}`;
  return (
    <td
      className={`${styles[kind] ?? ''} ${isToday ? (styles.today ?? '') : ''}`}
      {...(said !== undefined && { title: said })}
      {...(isToday && { 'aria-current': 'date' as const })}
    >
      {Number(day.date.slice(8))}
      {mark !== null && <small>{t(`marks.${mark}`)}</small>}
    </td>
  );
}
