import { useTranslation } from 'react-i18next';
import type { SpotCheck } from '../../api/generated/schema';
import { AsWritten } from '../../shared/as-written';
import { useCheckWords } from '../../shared/checks/words';
import styles from './spot-checks.module.css';
import { Step } from './step';

export function DrawStep({ check }: { check: SpotCheck }) {
  const { t } = useTranslation('check-record');
  const { sample } = check;
  return (
    <Step name="draw" plain={t('draw.plain')} open={sample !== null}>
      {sample === null ? <p>{t('draw.waiting')}</p> : <Sample check={check} sample={sample} />}
    </Step>
  );
}

type Sample = NonNullable<SpotCheck['sample']>;

function Sample({ check, sample }: { check: SpotCheck; sample: Sample }) {
  const { t } = useTranslation('check-record');
  const words = useCheckWords();
  const gone = new Set(check.replacements.map((one) => one.gone));
  return (
    <>
      <div className={styles.scroll} tabIndex={0} role="group" aria-label={t('draw.quota')}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('draw.stratum')}</th>
              <th scope="col" className={styles.figure}>
                {t('draw.population')}
              </th>
              <th scope="col" className={styles.figure}>
                {t('draw.quota')}
              </th>
            </tr>
          </thead>
          <tbody>
            {sample.map(({ key, population, quota }) => (
              <tr key={key}>
                <td>
                  <AsWritten text={words.stratum(check.strata, key)} />
                </td>
                <td className={styles.figure}>{population}</td>
                <td className={styles.figure}>{quota}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className={styles.scroll} tabIndex={0} role="group" aria-label={t('draw.sample')}>
        <table className={styles.table}>
          <caption>{t('draw.sample')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('draw.stratum')}</th>
              <th scope="col" className={styles.figure}>
                {t('draw.rank')}
              </th>
              <th scope="col">{t('draw.number')}</th>
              <th scope="col">{t('draw.rankValue')}</th>
            </tr>
          </thead>
          <tbody>
            {sample.flatMap(({ key, drawn }) =>
              drawn.map(({ id, rank }, i) => (
                <tr key={id}>
                  <td>
                    <AsWritten text={words.stratum(check.strata, key)} />
                  </td>
                  <td className={styles.figure}>{i + 1}</td>
                  <td data-gone={gone.has(id)}>{id}</td>
                  <td>
                    <code title={rank}>{rank.slice(0, 16)}…</code>
                    {gone.has(id) && ` ${t('draw.replaced')}`}
                  </td>
                </tr>
              )),
            )}
          </tbody>
        </table>
      </div>
    </>
  );
}
