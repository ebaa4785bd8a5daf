import { useTranslation } from 'react-i18next';
import type { Result } from '../../offline/model';
import { Choices } from './choices';
import type { Editing } from './editing';
import { Signature } from './signature';
import styles from './report.module.css';

const RESULTS: readonly Result[] = ['passed', 'remarks', 'failed'];

/** What comes of it: result, opinion, day, and who signs. */
export function Verdict(editing: Editing) {
  const { t } = useTranslation('visits');
  const { report, change, faultOf } = editing;
  const { form } = report;
  return (
    <section aria-labelledby="part-result" className={styles.part}>
      <h3 id="part-result">{t('report.result')}</h3>
      <Choices
        name={t('report.result')}
        value={form.result}
        describedBy={faultOf('result')}
        onChoose={(result) => change({ result })}
        options={RESULTS.map((result) => ({ value: result, name: t(`report.results.${result}`) }))}
      />
      <label className={styles.field}>
        <span>{t('report.opinion')}</span>
        <textarea
          id="part-opinion"
          rows={4}
          maxLength={2_000}
          dir="auto"
          aria-invalid={faultOf('opinion') !== undefined}
          aria-describedby={faultOf('opinion')}
          value={form.opinion}
          onChange={({ target }) => change({ opinion: target.value })}
        />
      </label>
      <label className={styles.field}>
        <span>{t('report.visitedOn')}</span>
        <input
          id="part-visitedOn"
          type="date"
          aria-invalid={faultOf('visitedOn') !== undefined}
          aria-describedby={faultOf('visitedOn')}
          value={form.visitedOn}
          onChange={({ target }) => change({ visitedOn: target.value })}
        />
      </label>
      <Signature {...editing} />
      <label className={styles.field}>
        <span>{t('report.signedBy')}</span>
        <input
          id="part-signedBy"
          type="text"
          maxLength={100}
          dir="auto"
          aria-invalid={faultOf('signedBy') !== undefined}
          aria-describedby={faultOf('signedBy')}
          value={form.signedBy}
          onChange={({ target }) => change({ signedBy: target.value })}
        />
      </label>
    </section>
  );
}
