import { useTranslation } from 'react-i18next';
import type { Editing } from './editing';
import styles from './report.module.css';

/** Measured progress against the plan. */
export function Progress({ report, change, faultOf }: Editing) {
  const { t } = useTranslation('visits');
  const { percentDone, percentPlanned } = report.form;
  const both = percentDone.trim() !== '' && percentPlanned.trim() !== '';
  const points = both ? Math.round(Number(percentDone) - Number(percentPlanned)) : 0;
  const fault = faultOf('progress');
  return (
    <section aria-labelledby="part-progress" className={styles.part}>
      <h3 id="part-progress">{t('report.progress')}</h3>
      <div className={styles.two}>
        {(['percentDone', 'percentPlanned'] as const).map((field) => (
          <label key={field} className={styles.field}>
            <span>{t(`report.${field}`)}</span>
            <input
              type="number"
              inputMode="decimal"
              min={0}
              max={100}
              aria-invalid={fault !== undefined}
              aria-describedby={fault}
              value={report.form[field]}
              onChange={({ target }) => change({ [field]: target.value })}
            />
          </label>
        ))}
      </div>
      {points < 0 && <p className={styles.late}>{t('report.behind', { points: -points })}</p>}
      {points > 0 && <p className={styles.quiet}>{t('report.ahead', { points })}</p>}
    </section>
  );
}
