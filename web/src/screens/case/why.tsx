import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { whyQuery } from '../../api/case';
import type { Case, Clock, WhyThisDate } from '../../api/generated/schema';
import { useLanguage } from '../../i18n/use-language';
import { Dialog } from '../../shared/dialog';
import { formatMonth } from '../../shared/format';
import { ProblemAlert } from '../../shared/problem-alert';
import { TimeSign } from '../../shared/time-sign';
import { kindsOfDays, monthsOf, weeksOf, type DayKind } from './why-days';
import styles from './why.module.css';

const LEGEND: readonly DayKind[] = ['start', 'work', 'swap', 'rest', 'closed', 'paused', 'due'];

/** "Why this date": how it was counted, step by step and day by day. */
export function Why({ of, clock, onClose }: { of: Case; clock: Clock; onClose: () => void }) {
  const { t } = useTranslation('case');
  const { say } = useLanguage();
  const { data, error, refetch } = useQuery(whyQuery(of.id, clock.id));
  return (
    <Dialog title={`${t('why.title')} · ${say(clock.name)}`} onClose={onClose}>
      {clock.sign !== null && <TimeSign sign={clock.sign} wide />}
      {error !== null && <ProblemAlert error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton active paragraph={{ rows: 8 }} />}
      {data !== undefined && <Counting why={data} />}
    </Dialog>
  );
}

function Counting({ why }: { why: WhyThisDate }) {
  const { t } = useTranslation('case');
  const { say } = useLanguage();
  const kinds = kindsOfDays(why);
  const used = new Set(kinds.values());
  return (
    <div className={styles.why}>
      <section aria-labelledby="why-steps">
        <h3 id="why-steps">{t('why.steps')}</h3>
        <ol className={styles.steps}>
          {why.steps.map(({ words }, at) => (
            <li key={at}>{say(words)}</li>
          ))}
        </ol>
      </section>
      <section aria-labelledby="why-calendar">
        <h3 id="why-calendar">{t('why.calendar')}</h3>
        <ul className={styles.legend}>
          {LEGEND.filter((kind) => used.has(kind)).map((kind) => (
            <li key={kind}>
              <span className={styles.sample} data-kind={kind} aria-hidden />
              {t(`why.kinds.${kind}`)}
            </li>
          ))}
        </ul>
        <div className={styles.months}>
          {monthsOf(kinds.keys()).map((month) => (
            <Month key={month} month={month} kinds={kinds} />
          ))}
        </div>
      </section>
    </div>
  );
}

function Month({ month, kinds }: { month: string; kinds: ReadonlyMap<string, DayKind> }) {
  const { t } = useTranslation('case');
  const { language } = useLanguage();
  return (
    <table className={styles.month}>
      <caption>{formatMonth(month, language)}</caption>
      <thead>
        <tr>
          {t('why.weekdays')
            .split(' ')
            .map((name, at) => (
              <th key={at} scope="col">
                {name}
              </th>
            ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(month).map((week, at) => (
          <tr key={at}>
            {week.map((day, place) => (
              <Day key={day ?? place} day={day} kind={day === null ? undefined : kinds.get(day)} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Day({ day, kind }: { day: string | null; kind: DayKind | undefined }) {
  const { t } = useTranslation('case');
  if (day === null) return <td />;
  const name = kind === undefined ? undefined : t(`why.kinds.${kind}`);
  return (
    <td data-kind={kind} title={name}>
      {Number(day.slice(8))}
      {name !== undefined && <span className="visually-hidden"> {name}</span>}
    </td>
  );
}
