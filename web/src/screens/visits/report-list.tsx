import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useLanguage } from '../../i18n/use-language';
import type { Report } from '../../offline/model';
import { countOfOthers, reportsOf } from '../../offline/reports';
import { syncState } from '../../offline/sync';
import { AsWritten } from '../../shared/as-written';
import { formatInstant } from '../../shared/format';
import { useStore } from '../../shared/store';
import { MadeUpFor } from './plan-note';
import { useKept } from './use-kept';
import styles from './visits.module.css';

/** The person's own reports on this device, each with what became of it. */
export function ReportList({ personId }: { personId: string }) {
  const { t } = useTranslation('visits');
  const reports = useKept(reportsOf, personId);
  const others = useKept(countOfOthers, personId) ?? 0;
  if (reports === undefined || (reports.length === 0 && others === 0)) return null;
  return (
    <section aria-labelledby="reports" className={styles.section}>
      <h2 id="reports">{t('reports.title')}</h2>
      {reports.length > 0 && (
        <ul className={styles.cards}>
          {reports.map((report) => (
            <li key={report.id}>
              <Link to={`/visits/${report.caseId}?report=${report.id}`} className={styles.report}>
                <span dir="auto" className={styles.title}>
                  <AsWritten text={report.title} />
                </span>
                <ReportState report={report} />
              </Link>
              {report.madeUpFor?.length === 0 && <MadeUpFor names={[]} />}
            </li>
          ))}
        </ul>
      )}
      {others > 0 && <p className={styles.quiet}>{t('storage.others', { count: others })}</p>}
    </section>
  );
}

/** What became of a report, in words. */
export function ReportState({ report }: { report: Report }) {
  const { t } = useTranslation('visits');
  const { progress } = useStore(syncState);
  const kept = useStateWords(report);
  const isGoing = progress?.reportId === report.id && report.state === 'waiting';
  const going =
    progress?.picture == null
      ? t('sync.report')
      : t('sync.photo', { n: progress.picture, of: progress.pictures });
  return (
    <span className={styles.state} data-state={report.state}>
      <AsWritten text={isGoing ? going : kept} />
    </span>
  );
}

function useStateWords({ state, sentAt, refused }: Report): string {
  const { t } = useTranslation('visits');
  const { language } = useLanguage();
  switch (state) {
    case 'sent':
      return t('reports.state.sent', { time: sentAt === null ? '' : formatInstant(sentAt, language) });
    case 'refused':
      return refused === null || refused.title === ''
        ? t('reports.state.refused')
        : t('reports.state.refusedBecause', { why: refused.title });
    default:
      return t(`reports.state.${state}`);
  }
}
