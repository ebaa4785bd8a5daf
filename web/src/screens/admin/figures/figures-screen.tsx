import { useQuery } from '@tanstack/react-query';
import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { ask, client } from '../../../api/client';
import type { OnTimeFigures, OnTimeRow } from '../../../api/generated/schema';
import { useMe } from '../../../app/use-may';
import { AsWritten } from '../../../shared/as-written';
import { DayInput } from '../../../shared/day-input';
import { useLanguage } from '../../../i18n/use-language';
import { todayInShanghai } from '../../../shared/civil-day';
import { EmptyState } from '../../../shared/empty-state';
import { ListSkeleton } from '../../../shared/list-skeleton';
import { ProblemAlert } from '../../../shared/problem-alert';
import { When } from '../../../shared/when';
import { AdminPage } from '../parts/admin-page';
import admin from '../parts/admin.module.css';
import { PlaceSelect } from '../parts/place-select';
import { download } from './download';
import { Trend } from './trend';

type Asked = { from: string; until: string; organisationId?: string; reach: 'own' | 'tree' };

/** Limits kept, by organisation and month, each figure with what it means. */
export function Screen() {
  return (
    <AdminPage name="figures">
      <Figures />
    </AdminPage>
  );
}

function useAsked(): [Asked, (name: string, value: string | undefined) => void] {
  const [params, setParams] = useSearchParams();
  const month = todayInShanghai().slice(0, 7);
  const place = params.get('place');
  const asked: Asked = {
    from: params.get('from') ?? `${month.slice(0, 4)}-01`,
    until: params.get('until') ?? month,
    reach: params.get('reach') === 'own' ? 'own' : 'tree',
    ...(place !== null && { organisationId: place }),
  };
  const change = (name: string, value: string | undefined) =>
    setParams(
      (old) => {
        if (value === undefined || value === '') old.delete(name);
        else old.set(name, value);
        return old;
      },
      { replace: true },
    );
  return [asked, change];
}

function Figures() {
  const { t } = useTranslation('figures');
  const me = useMe();
  const [asked, change] = useAsked();
  const { data, error, refetch } = useQuery({
    queryKey: ['on-time', asked],
    queryFn: ({ signal }) => ask(client.GET('/api/v1/figures/on-time', { params: { query: asked }, signal })),
  });
  return (
    <>
      <div className={admin.bar}>
        <label>
          {t('from')}
          <DayInput months value={asked.from} onChange={(month) => change('from', month ?? '')} />
        </label>
        <label>
          {t('until')}
          <DayInput months value={asked.until} onChange={(month) => change('until', month ?? '')} />
        </label>
        <PlaceSelect
          label={t('place')}
          empty={t('mine')}
          value={asked.organisationId}
          within={me.posts.map(({ orgPath }) => orgPath)}
          onChange={(id) => change('place', id)}
        />
        <Segmented<Asked['reach']>
          aria-label={t('reach')}
          value={asked.reach}
          onChange={(reach) => change('reach', reach)}
          options={(['tree', 'own'] as const).map((value) => ({ value, label: t(`reaches.${value}`) }))}
        />
        <Exports asked={asked} />
      </div>
      {error !== null && <ProblemAlert error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <ListSkeleton rows={8} />}
      {typeof data === 'object' && <Report report={data} />}
    </>
  );
}

function Exports({ asked }: { asked: Asked }) {
  const { t } = useTranslation('figures');
  const [error, setError] = useState<Error | null>(null);
  const save = (kind: 'xlsx' | 'csv') =>
    download(asked, kind).then(
      () => setError(null),
      (problem: unknown) => setError(problem instanceof Error ? problem : new Error(String(problem))),
    );
  return (
    <>
      <Button onClick={() => void save('xlsx')}>{t('xlsx')}</Button>
      <Button onClick={() => void save('csv')}>{t('csv')}</Button>
      {error !== null && <ProblemAlert error={error} />}
    </>
  );
}

function usePercent(): (rate: number | null) => string {
  const { language } = useLanguage();
  return (rate) =>
    rate === null
      ? '—'
      : new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 }).format(rate);
}

function Report({ report }: { report: OnTimeFigures }) {
  const { t } = useTranslation('figures');
  const percent = usePercent();
  const { say } = useLanguage();
  const { total } = report;
  if (total.stopped === 0 && total.openOverdue === 0) return <EmptyState title={t('none')} />;
  return (
    <>
      <section className={admin.panel}>
        <div className={admin.between}>
          <h2>{t('total', { rate: percent(total.rate), onTime: total.onTime, stopped: total.stopped })}</h2>
          <span className={admin.quiet}>
            {t('cutOff')} <When at={report.cutOff} exact />
          </span>
        </div>
        <p>{t('open', { overdue: total.openOverdue })}</p>
        <Trend months={report.months} />
      </section>
      <section className={admin.panel}>
        <h2>{t('rows')}</h2>
        <p className={admin.quiet}>{t('fewCases', { count: report.fewCases })}</p>
        <Rows rows={report.rows.filter(({ programme }) => programme === null)} />
      </section>
      <details className={admin.panel}>
        <summary>{t('definitions')}</summary>
        <dl className={admin.facts} style={{ marginTop: 10 }}>
          {report.definitions.map(({ figure, name, text }) => (
            <Definition key={figure} name={say(name)} text={say(text)} />
          ))}
        </dl>
      </details>
    </>
  );
}

function Definition({ name, text }: { name: string; text: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{text}</dd>
    </>
  );
}

function Rows({ rows }: { rows: OnTimeRow[] }) {
  const { t } = useTranslation('figures');
  const percent = usePercent();
  const numbers = ['stopped', 'onTime', 'late', 'openOverdue'] as const;
  return (
    <div className={admin.scroll} tabIndex={0}>
      <table className={admin.table}>
        <thead>
          <tr>
            <th scope="col">{t('month')}</th>
            <th scope="col">{t('organisation')}</th>
            <th scope="col" className={admin.number}>
              {t('rate')}
            </th>
            {numbers.map((name) => (
              <th key={name} scope="col" className={admin.number}>
                {t(name)}
              </th>
            ))}
            <th scope="col">{t('rank')}</th>
          </tr>
        </thead>
        <tbody>
          {[...rows].reverse().map((row) => (
            <tr key={`${row.month} ${row.organisation.id}`}>
              <td>{row.month}</td>
              <td>
                <AsWritten text={row.organisation.name} />
              </td>
              <td className={admin.number}>{percent(row.rate)}</td>
              {numbers.map((name) => (
                <td key={name} className={admin.number}>
                  {row[name]}
                </td>
              ))}
              <td>
                {row.rank === null ? (
                  <span className={admin.quiet}>{row.reason === null ? '—' : t('tooFew')}</span>
                ) : (
                  t('rankOf', { rank: row.rank, of: row.rankedOf })
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
