import { useQuery } from '@tanstack/react-query';
import { Alert, Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ask, client } from '../../../api/client';
import type { Lateness } from '../../../api/generated/schema';
import { useMay } from '../../../app/use-may';
import { useLanguage } from '../../../i18n/use-language';
import { formatInstant } from '../../../shared/format';
import { ListSkeleton } from '../../../shared/list-skeleton';
import { ProblemAlert } from '../../../shared/problem-alert';
import { AdminPage } from '../parts/admin-page';
import admin from '../parts/admin.module.css';
import styles from './lateness.module.css';

const WINDOWS = ['1h', '24h', '7d', '30d'] as const;
type Window = (typeof WINDOWS)[number];
type Spread = NonNullable<Lateness['overdue']['seconds']>;

/** How late our own clocks are, step by step. */
export function Screen() {
  return (
    <AdminPage name="lateness">
      <Figures />
    </AdminPage>
  );
}

function Figures() {
  const { t } = useTranslation('lateness');
  const { say } = useLanguage();
  const [window, setWindow] = useState<Window>('24h');
  const { data, error, refetch } = useQuery({
    queryKey: ['lateness', window],
    queryFn: ({ signal }) => ask(client.GET('/api/v1/lateness', { params: { query: { window } }, signal })),
  });
  return (
    <>
      <div className={admin.bar}>
        <Segmented<Window>
          aria-label={t('window')}
          value={window}
          onChange={setWindow}
          options={WINDOWS.map((value) => ({ value, label: t(`windows.${value}`) }))}
        />
      </div>
      {error !== null && <ProblemAlert error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <ListSkeleton rows={6} />}
      {data !== undefined && (
        <>
          {data.note !== null && <Alert type="info" title={say(data.note)} style={{ marginBottom: 12 }} />}
          <Alerts alerts={data.alerts} />
          {[...data.steps, data.overdue].map((step) => (
            <Step key={step.words.en} words={say(step.words)} spread={step.seconds} bounds={data.bounds} />
          ))}
          <Slowest title={t('slowest')} slow={data.slowest} />
          <Slowest title={t('slowestOverdue')} slow={data.slowestOverdue} />
        </>
      )}
    </>
  );
}

function Alerts({ alerts }: { alerts: Lateness['alerts'] }) {
  const { t } = useTranslation('lateness');
  const { say } = useLanguage();
  if (alerts.length === 0)
    return <Alert type="success" showIcon title={t('fine')} style={{ marginBottom: 16 }} />;
  return alerts.map((alert) => (
    <Alert
      key={`${alert.kind} ${alert.programme}`}
      type="error"
      showIcon
      title={say(alert.words)}
      description={t('over', {
        programme: alert.programme,
        over: alert.over,
        worst: Math.round(alert.worstSeconds),
        tolerance: alert.toleranceSeconds,
      })}
      style={{ marginBottom: 12 }}
    />
  ));
}

function useSeconds(): (seconds: number | null) => string {
  const { t } = useTranslation('lateness');
  return (seconds) => {
    if (seconds === null) return '—';
    if (seconds < 120) return t('seconds', { n: seconds < 10 ? seconds.toFixed(1) : Math.round(seconds) });
    if (seconds < 7_200) return t('minutes', { n: Math.round(seconds / 60) });
    return t('hours', { n: Math.round(seconds / 3_600) });
  };
}

/** One step: how many took how long, as columns with their numbers, and the percentiles. */
function Step({ words, spread, bounds }: { words: string; spread: Spread | null; bounds: number[] }) {
  const { t } = useTranslation('lateness');
  const say = useSeconds();
  if (spread === null || spread.count === 0) {
    return (
      <section className={admin.panel}>
        <p>{words}</p>
        <p className={admin.quiet}>{t('nothing')}</p>
      </section>
    );
  }
  const most = Math.max(...spread.buckets);
  return (
    <section className={admin.panel}>
      <p>{words}</p>
      <div className={styles.step}>
        <ol className={styles.bars} aria-label={t('histogram')}>
          {spread.buckets.map((count, at) => {
            const bound = bounds[at];
            const name =
              bound === undefined ? t('longer', { time: say(bounds.at(-1) ?? 0) }) : `≤ ${say(bound)}`;
            return (
              <li key={name}>
                <span className={styles.count}>{count}</span>
                <span className={styles.bar} style={{ height: Math.ceil((count / most) * 60) }} />
                <span className={styles.bound}>{name}</span>
              </li>
            );
          })}
        </ol>
        <dl className={admin.facts}>
          <dt>{t('count')}</dt>
          <dd>{spread.count}</dd>
          <dt>p50</dt>
          <dd>{say(spread.p50)}</dd>
          <dt>p95</dt>
          <dd>{say(spread.p95)}</dd>
          <dt>{t('max')}</dt>
          <dd>{say(spread.max)}</dd>
        </dl>
      </div>
    </section>
  );
}

function Slowest({ title, slow }: { title: string; slow: Lateness['slowest'] }) {
  const { t } = useTranslation('lateness');
  const { language } = useLanguage();
  const say = useSeconds();
  const may = useMay();
  if (slow.length === 0) return null;
  return (
    <section className={admin.panel}>
      <h2>{title}</h2>
      <div className={admin.scroll} tabIndex={0}>
        <table className={admin.table}>
          <thead>
            <tr>
              <th scope="col">{t('case')}</th>
              <th scope="col">{t('rung')}</th>
              <th scope="col">{t('planned')}</th>
              <th scope="col">{t('recorded')}</th>
              <th scope="col" className={admin.number}>
                {t('late')}
              </th>
            </tr>
          </thead>
          <tbody>
            {slow.map((one) => (
              <tr key={`${one.caseId} ${one.clockId} ${one.rung ?? ''}`}>
                <td>
                  {may('listCases') ? <Link to={`/cases/${one.caseId}`}>{one.number}</Link> : one.number}
                </td>
                <td>{one.rung ?? one.clockId}</td>
                <td>{formatInstant(one.plannedAt, language)}</td>
                <td>{formatInstant(one.recordedAt, language)}</td>
                <td className={admin.number}>{say(one.seconds)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
