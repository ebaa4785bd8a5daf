import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Report, TakenCase } from '../../offline/model';
import { takeBack } from '../../offline/reports';
import { useLanguage } from '../../i18n/use-language';
import { AsWritten } from '../../shared/as-written';
import { formatDay } from '../../shared/format';
import { MadeUpFor } from './plan-note';
import { ReportState } from './report-list';
import styles from './report.module.css';

interface FinishedProps {
  readonly of: TakenCase;
  readonly report: Report;
  readonly onOther: () => void;
}

/** A report that is finished: what became of it, and what it says. */
export function FinishedReport({ of, report, onOther }: FinishedProps) {
  const { t } = useTranslation('visits');
  const { language } = useLanguage();
  const { form, state, tried, photos } = report;
  return (
    <div className={styles.form}>
      <div className={styles.about}>
        <h2 dir="auto">
          <AsWritten text={of.title} />
        </h2>
        <p className={styles.quiet}>
          {of.number} · <AsWritten text={of.place} />
        </p>
      </div>
      <p role="status" className={styles.stateLine}>
        <ReportState report={report} />
      </p>
      {report.madeUpFor !== undefined && <MadeUpFor names={report.madeUpFor} />}
      <dl className={styles.facts}>
        <dt>{t('report.visitedOn')}</dt>
        <dd>{formatDay(form.visitedOn, language)}</dd>
        {form.result !== '' && (
          <>
            <dt>{t('report.result')}</dt>
            <dd>{t(`report.results.${form.result}`)}</dd>
          </>
        )}
        <dt>{t('report.opinion')}</dt>
        <dd dir="auto">
          <AsWritten text={form.opinion} />
        </dd>
        <dt>{t('photos.title')}</dt>
        <dd>{photos.length}</dd>
        <dt>{t('report.findings')}</dt>
        <dd>{form.findings.length}</dd>
      </dl>
      {state === 'waiting' && !tried && (
        <Button size="large" block onClick={() => void takeBack(report.id)}>
          {t('report.takeBack')}
        </Button>
      )}
      {state === 'sent' && (
        <>
          <Button size="large" block href={`/cases/${report.caseId}`}>
            {t('refused.toCase')}
          </Button>
          <Button type="link" size="large" block onClick={onOther}>
            {t('report.other')}
          </Button>
        </>
      )}
    </div>
  );
}
