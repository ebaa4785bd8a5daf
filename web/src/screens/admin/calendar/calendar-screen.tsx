import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Segmented, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { ask, client } from '../../../api/client';
import type { CalendarStatus } from '../../../api/generated/schema';
import { useMay } from '../../../app/use-may';
import { useLanguage } from '../../../i18n/use-language';
import { AsWritten } from '../../../shared/as-written';
import { todayInShanghai } from '../../../shared/civil-day';
import { formatDay } from '../../../shared/format';
import { ListSkeleton } from '../../../shared/list-skeleton';
import { ProblemAlert } from '../../../shared/problem-alert';
import { When } from '../../../shared/when';
import { AdminPage } from '../parts/admin-page';
import admin from '../parts/admin.module.css';
import { PlaceSelect } from '../parts/place-select';
import { ImportDialog } from './import-dialog';
import { YearView } from './year-view';

type ShownYear = CalendarStatus['years'][number];

/** The days by which limits are counted, year by year, with where each year comes from. */
export function Screen() {
  const { t } = useTranslation('calendar');
  const may = useMay();
  const [importing, setImporting] = useState(false);
  return (
    <AdminPage
      name="calendar"
      actions={
        may('importCalendar') && (
          <Button type="primary" onClick={() => setImporting(true)}>
            {t('import')}
          </Button>
        )
      }
    >
      <Years />
      <ImportDialog open={importing} onClose={() => setImporting(false)} />
    </AdminPage>
  );
}

function Years() {
  const { t } = useTranslation('calendar');
  const shell = useTranslation('admin');
  const { language } = useLanguage();
  const [params, setParams] = useSearchParams();
  const { data, error, refetch } = useQuery({
    queryKey: ['calendar', 'status'],
    queryFn: ({ signal }) => ask(client.GET('/api/v1/calendar/status', { signal })),
  });
  if (error !== null) return <ProblemAlert error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <ListSkeleton rows={8} />;
  const asked = Number(params.get('year') ?? todayInShanghai().slice(0, 4));
  const year = data.years.find((one) => one.year === asked) ?? data.years.at(-1);
  const place = params.get('place') ?? undefined;
  const change = (name: string, value: string | undefined) =>
    setParams(
      (old) => {
        if (value === undefined) old.delete(name);
        else old.set(name, value);
        return old;
      },
      { replace: true },
    );
  return (
    <>
      {data.wanted.missing && (
        <Alert
          type="warning"
          showIcon
          title={t('missing', { year: data.wanted.year })}
          description={t('missingHelp')}
          style={{ marginBottom: 16 }}
        />
      )}
      <div className={admin.bar}>
        <div className={admin.scroll}>
          <Segmented
            aria-label={t('year')}
            value={year?.year ?? asked}
            onChange={(value) => change('year', String(value))}
            options={data.years.map(({ year: value, status }) => ({
              value,
              label: status === 'OFFICIAL' ? `${value}` : `${value} ${t('provisional')}`,
            }))}
          />
        </div>
        <PlaceSelect
          label={shell.t('organisation')}
          empty={shell.t('anyOrganisation')}
          value={place}
          onChange={(id) => change('place', id)}
        />
        {data.coveredUntil !== null && (
          <span className={admin.quiet}>
            {t('coveredUntil', { day: formatDay(data.coveredUntil, language) })}
          </span>
        )}
      </div>
      {year !== undefined && (
        <>
          <YearHead year={year} />
          <YearView year={year.year} {...(place !== undefined && { place })} />
          <History year={year} />
        </>
      )}
    </>
  );
}

function YearHead({ year }: { year: ShownYear }) {
  const { t } = useTranslation('calendar');
  return (
    <section className={admin.panel}>
      <p>
        <StatusTag status={year.status} /> {t('figures', { rest: year.restDays, work: year.makeUpDays })}
      </p>
      <p className={admin.quiet}>
        {t('source')} <AsWritten text={year.source} />
        {year.papers.map((paper) => (
          <Paper key={paper} address={paper} />
        ))}
      </p>
    </section>
  );
}

function StatusTag({ status }: { status: ShownYear['status'] }) {
  const { t } = useTranslation('calendar');
  return <Tag color={status === 'OFFICIAL' ? 'success' : 'warning'}>{t(`status.${status}`)}</Tag>;
}

/** A link only where it leads to a page: an address is typed by people. */
function Paper({ address }: { address: string }) {
  const { t } = useTranslation('calendar');
  if (!/^https?:\/\//.test(address)) return <span> {address}</span>;
  return (
    <>
      {' '}
      <a href={address} target="_blank" rel="noreferrer">
        {t('paper')}
      </a>
    </>
  );
}

/** Every version of the year, the newest first. */
function History({ year: { history } }: { year: ShownYear }) {
  const { t } = useTranslation('calendar');
  return (
    <section className={admin.panel}>
      <h2>{t('history')}</h2>
      <ul>
        {history.map((one, at) => (
          <li key={`${one.importedAt ?? ''}${at}`} style={{ padding: '4px 0' }}>
            <StatusTag status={one.status} /> <AsWritten text={one.source} />{' '}
            <span className={admin.quiet}>
              {one.importedByName ?? t('shipped')}
              {one.importedAt !== null && (
                <>
                  {' '}
                  <When at={one.importedAt} exact />
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
