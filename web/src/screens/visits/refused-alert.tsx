import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Report } from '../../offline/model';
import { AsWritten } from '../../shared/as-written';
import styles from './report.module.css';

/** Why the API did not take a report, in its own words, and what can be done. */
export function RefusedAlert({ report }: { report: Report }) {
  const { t } = useTranslation('visits');
  const { refused } = report;
  if (refused === null) return null;
  const own =
    refused.code === 'picture-lost'
      ? { title: t('refused.lost'), lines: [t('refused.lostHelp')] }
      : refused.code === 'key-reused'
        ? { title: t('refused.keyReused'), lines: [t('refused.keyReusedHelp')] }
        : refused;
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      className={styles.refused}
      title={<AsWritten text={own.title} />}
      description={
        <>
          {own.lines.map((line) => (
            <p key={line}>
              <AsWritten text={line} />
            </p>
          ))}
          <p>
            {t('refused.keep')} <a href={`/cases/${report.caseId}`}>{t('refused.toCase')}</a>
          </p>
        </>
      }
    />
  );
}
