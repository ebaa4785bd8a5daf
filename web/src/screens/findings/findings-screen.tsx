import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { findingsQuery, readFindingsFile } from '../../api/findings';
import { useTitle } from '../../app/use-title';
import { EmptyState } from '../../shared/empty-state';
import { ExportButtons } from '../../shared/export-buttons';
import { ListSkeleton } from '../../shared/list-skeleton';
import { ProblemAlert } from '../../shared/problem-alert';
import { Ages } from './ages';
import { Filters } from './filters';
import { FindingRow } from './finding-row';
import styles from './findings.module.css';
import { useFindings, type FindingsView } from './use-findings';

/** What was found and is not put right yet, with who must act: the rectification board. */
export function Screen() {
  const { t } = useTranslation('findings');
  useTitle(t('page'));
  const view = useFindings();
  return (
    <div className={styles.screen}>
      <header className={styles.head}>
        <div>
          <h1>{t('page')}</h1>
          <p className={styles.quiet}>{t('lead')}</p>
        </div>
        <div className={styles.tools}>
          <ExportButtons read={(format) => readFindingsFile(view.filters, format)} name={t('page')} />
        </div>
      </header>
      <Ages view={view} />
      <section className={styles.panel} aria-label={t('list')}>
        <Filters view={view} />
        <List view={view} />
      </section>
    </div>
  );
}

function List({ view }: { view: FindingsView }) {
  const { t } = useTranslation('findings');
  const read = useInfiniteQuery(findingsQuery(view.filters));
  const findings = read.data?.pages.flatMap(({ items }) => items);
  if (read.error !== null && findings === undefined)
    return <ProblemAlert error={read.error} onRetry={() => void read.refetch()} />;
  if (findings === undefined) return <ListSkeleton />;
  if (findings.length === 0) return <Nothing view={view} />;
  return (
    <>
      <ul className={styles.list}>
        {findings.map((finding) => (
          <FindingRow key={`${finding.caseId}/${finding.findingId}`} finding={finding} />
        ))}
      </ul>
      {read.hasNextPage && (
        <Button block loading={read.isFetchingNextPage} onClick={() => void read.fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </>
  );
}

/** Where findings come from and what becomes of them, for whoever sees none. */
function Nothing({ view }: { view: FindingsView }) {
  const { t } = useTranslation('findings');
  if (view.isFiltered)
    return (
      <EmptyState title={t('empty.filtered')}>
        <Button onClick={view.clear}>{t('filters.clear')}</Button>
      </EmptyState>
    );
  return (
    <EmptyState title={t('empty.calm')}>
      <ol className={styles.teach}>
        {(['found', 'mended', 'verified'] as const).map((step) => (
          <li key={step}>{t(`empty.steps.${step}`)}</li>
        ))}
      </ol>
      <Button onClick={() => view.show({ status: 'VERIFIED' })}>{t('empty.done')}</Button>
    </EmptyState>
  );
}
