import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { SpotCheck } from '../../api/generated/schema';
import { readReportFile, reportQuery } from '../../api/spot-checks';
import { useLanguage } from '../../i18n/use-language';
import { AsWritten } from '../../shared/as-written';
import { ExportButtons } from '../../shared/export-buttons';
import { ProblemAlert } from '../../shared/problem-alert';
import styles from './spot-checks.module.css';

/** Who went where and what came of it: the report so far, and the closing report once the check is closed. */
export function VisitsPanel({ check }: { check: SpotCheck }) {
  const { t } = useTranslation('check-record');
  const { language, say } = useLanguage();
  const { data, error, refetch } = useQuery(reportQuery(check.id));
  if (check.sample === null) return null;
  const listed = language === 'en' ? ', ' : '、';
  return (
    <section className={styles.panel} aria-labelledby="visits">
      <h2 id="visits">{t('visits.title')}</h2>
      {error !== null && <ProblemAlert error={error} onRetry={() => void refetch()} />}
      {data !== undefined && (
        <>
          <p>
            {t('visits.summary', {
              ...{ drawn: data.summary.drawn, visited: data.summary.visited, found: data.summary.found },
              ...{ rectified: data.summary.rectified, verified: data.summary.verified },
            })}{' '}
            {data.summary.daysToClose !== null &&
              t('visits.days', {
                median: data.summary.daysToClose.median,
                longest: data.summary.daysToClose.longest,
              })}
          </p>
          {data.summary.kinds.length > 0 && (
            <p className={styles.quiet}>
              {data.summary.kinds.map(({ name, found }) => `${say(name)} ${found}`).join(listed)}
            </p>
          )}
          <Visits of={data.visits} />
          <p className={styles.tools}>
            <ExportButtons
              formats={['xlsx']}
              read={() => readReportFile(check.id)}
              name={`${t('visits.report')}-${check.title}`}
            />
          </p>
        </>
      )}
    </section>
  );
}

type Visit = Awaited<ReturnType<NonNullable<ReturnType<typeof reportQuery>['queryFn']>>>['visits'][number];

function Visits({ of }: { of: readonly Visit[] }) {
  const { t } = useTranslation('check-record');
  return (
    <div className={styles.scroll} tabIndex={0} role="group" aria-label={t('visits.title')}>
      <table className={styles.table}>
        <thead>
          <tr>
            {(['case', 'inspector', 'visited', 'result', 'found'] as const).map((column) => (
              <th key={column} scope="col">
                {t(`visits.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {of.map(({ caseNumber, inspector, visitedOn, result, findings }) => (
            <tr key={caseNumber}>
              <td>{caseNumber}</td>
              <td>
                <AsWritten text={inspector ?? t('visits.nobody')} />
              </td>
              <td>{visitedOn ?? t('visits.notYet')}</td>
              <td>{result === null ? '—' : t(`visits.results.${result}`)}</td>
              <td>{findings}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
