import { EnvironmentOutlined, ExclamationCircleFilled, ToolOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useLanguage } from '../../i18n/use-language';
import type { TakenVisit } from '../../offline/model';
import { openReport } from '../../offline/reports';
import { takenCase } from '../../offline/take-along';
import { AsWritten } from '../../shared/as-written';
import { formatDay } from '../../shared/format';
import { useKept } from './use-kept';
import styles from './visits.module.css';

/** One place to go: by when, what for, where, and what to bring. */
export function VisitCard({ visit, personId }: { visit: TakenVisit; personId: string }) {
  const { t } = useTranslation('visits');
  const { language, say } = useLanguage();
  const { caseId, title, place, kind, dueDate, left, tone } = visit;
  const taken = useKept(takenCase, caseId);
  const report = useKept(reportAt, `${personId} ${caseId}`);
  const open = taken?.earlier.filter((finding) => finding.open).length ?? 0;
  const items = taken?.checkList.length ?? 0;
  return (
    <li className={styles.card}>
      <p className={styles.time} data-tone={tone}>
        {tone === 'overdue' && <ExclamationCircleFilled aria-hidden />} {say(left)}
        <span className={styles.due}>{formatDay(dueDate, language)}</span>
        <span className={styles.kind}>{t(`kinds.${kind}`)}</span>
      </p>
      <h3 dir="auto" className={styles.title}>
        <AsWritten text={title} />
      </h3>
      <p className={styles.where}>
        <EnvironmentOutlined aria-hidden />{' '}
        <span>
          <AsWritten text={place} />
        </span>
        <span className={styles.number}>{visit.number}</span>
      </p>
      {taken != null && (
        <p className={styles.where}>
          <ToolOutlined aria-hidden />{' '}
          {open > 0 ? t('list.bringOpen', { items, open }) : t('list.bring', { items })}
        </p>
      )}
      {kind === 'follow-up' ? (
        <a href={`/cases/${caseId}`} className={styles.write}>
          {t('list.followUp')}
        </a>
      ) : (
        <Link
          to={report == null ? `/visits/${caseId}` : `/visits/${caseId}?report=${report.id}`}
          className={styles.write}
        >
          {report?.state === 'draft' || report?.state === 'refused' ? t('list.goOn') : t('list.write')}
        </Link>
      )}
    </li>
  );
}

/** By person and case, in one key. */
function reportAt(key: string) {
  const [personId = '', caseId = ''] = key.split(' ');
  return openReport(personId, caseId);
}
