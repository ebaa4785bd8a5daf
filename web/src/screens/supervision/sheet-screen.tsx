import { PrinterOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import type { CheckSheet } from '../../api/generated/schema';
import { readSheetFile, sheetQuery } from '../../api/supervision';
import { MissingPage } from '../../app/missing-page';
import { useMay, useMe } from '../../app/use-may';
import { useTitle } from '../../app/use-title';
import { useLanguage } from '../../i18n/use-language';
import { AsWritten } from '../../shared/as-written';
import { EmptyState } from '../../shared/empty-state';
import { ExportButtons } from '../../shared/export-buttons';
import { formatInstant } from '../../shared/format';
import { ListSkeleton } from '../../shared/list-skeleton';
import { ProblemAlert } from '../../shared/problem-alert';
import { PlaceSelect } from '../admin/parts/place-select';
import { partsOf, quartersBack } from './quarters';
import { SheetTable } from './sheet-table';
import styles from './supervision.module.css';

/** The sheet of a town's quarterly check (ZJ15), to read, to print and to take along as a file. */
export function Screen() {
  const { t } = useTranslation('supervision');
  useTitle(t('sheet.page'));
  return useMay()('showCheckSheet') ? <Choice /> : <MissingPage />;
}

function Choice() {
  const { t } = useTranslation('supervision');
  const [params, setParams] = useSearchParams();
  const { posts } = useMe();
  const quarters = quartersBack();
  const own = posts.find(({ level }) => level === 'STREET' || level === 'COMMUNITY');
  const organisationId = params.get('organisationId') ?? own?.organisationId;
  const quarter = quarters.find((each) => each === params.get('quarter')) ?? quarters[0] ?? '';
  const show = (change: Readonly<Record<string, string>>) =>
    setParams({ ...(organisationId !== undefined && { organisationId }), quarter, ...change });
  const asked = organisationId === undefined ? null : { organisationId, quarter };
  return (
    <div className={styles.sheet}>
      <div className={styles.tools}>
        <Link to="/supervision">{t('page')}</Link>
        <PlaceSelect
          label={t('sheet.place')}
          value={organisationId}
          onChange={(id) => id !== undefined && show({ organisationId: id })}
          within={posts.map(({ orgPath }) => orgPath)}
        />
        <Select
          aria-label={t('sheet.quarter')}
          value={quarter}
          options={quarters.map((each) => ({ value: each, label: t('sheet.nth', partsOf(each)) }))}
          onChange={(each: string) => show({ quarter: each })}
        />
        {asked !== null && (
          <>
            <Button type="primary" icon={<PrinterOutlined />} onClick={() => window.print()}>
              {t('sheet.print')}
            </Button>
            <ExportButtons
              read={(format) => readSheetFile(asked, format)}
              name={`${t('sheet.page')}-${asked.quarter}`}
            />
          </>
        )}
      </div>
      {asked === null ? <EmptyState title={t('sheet.choose')} /> : <Sheet asked={asked} />}
    </div>
  );
}

function Sheet({ asked }: { asked: { organisationId: string; quarter: string } }) {
  const { t } = useTranslation('supervision');
  const { data, error, refetch } = useQuery(sheetQuery(asked));
  if (error !== null) return <ProblemAlert error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <ListSkeleton rows={6} />;
  return (
    <article className={styles.paper}>
      <Head of={data} />
      {data.rows.length === 0 ? <EmptyState title={t('sheet.none')} /> : <SheetTable of={data} />}
    </article>
  );
}

/** How many were looked at, and by name which were not. */
function Head({ of: { organisationName, quarter, rows, asOf } }: { of: CheckSheet }) {
  const { t } = useTranslation('supervision');
  const { language } = useLanguage();
  const count = (inspected: CheckSheet['rows'][number]['inspected']) =>
    rows.filter((row) => row.inspected === inspected).length;
  const missed = rows.filter(({ inspected }) => inspected === 'missed');
  return (
    <header>
      <h1>
        <AsWritten text={t('sheet.title', { name: organisationName, ...partsOf(quarter) })} />
      </h1>
      <p>
        {t('sheet.counts', {
          ...{ all: rows.length, done: count('done'), due: count('due'), missed: missed.length },
        })}
      </p>
      {missed.length > 0 && (
        <p className={styles.missed}>
          <AsWritten
            text={t('sheet.missed', {
              names: missed.map(({ title, number }) => `${title} (${number})`).join('；'),
            })}
          />
        </p>
      )}
      <p className={styles.quiet}>
        {quarter === quartersBack()[0]
          ? t('sheet.asOf', { when: formatInstant(asOf, language) })
          : t('sheet.asOfEnd', { when: formatInstant(asOf, language) })}
      </p>
    </header>
  );
}
