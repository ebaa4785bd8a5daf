import { useTranslation } from 'react-i18next';
import type { SpotCheck } from '../../api/generated/schema';
import { useLanguage } from '../../i18n/use-language';
import { AsWritten } from '../../shared/as-written';
import { Hash } from '../../shared/checks/hash';
import { useCheckWords } from '../../shared/checks/words';
import { formatInstant } from '../../shared/format';
import styles from './room.module.css';

/** What is fixed: the frame in a sentence, the list and its fingerprint, the seed. */
export function Evidence({ check }: { check: SpotCheck }) {
  const { t } = useTranslation('room');
  const { language } = useLanguage();
  const words = useCheckWords();
  const { frame, organisationName, population, seed, strata, size } = check;
  return (
    <section className={styles.evidence} tabIndex={0} aria-label={t('population')}>
      <div>
        <h2>{t('frame')}</h2>
        <p className={styles.sentence}>
          <AsWritten text={words.frame(frame, organisationName)} />
        </p>
      </div>
      {population !== null && (
        <div>
          <h2>{t('population')}</h2>
          <p className={styles.count}>
            <strong>{population.size.toLocaleString(language)}</strong> {t('cases')}
          </p>
          <p className={styles.quiet}>
            {t('strata', { strata: words.strata(strata), count: population.strata.length, size })}
          </p>
          {population.excluded > 0 && (
            <p className={styles.quiet}>{t('excluded', { count: population.excluded })}</p>
          )}
          <h2 className={styles.next}>{t('fingerprint')}</h2>
          <p className={styles.hash}>
            <Hash of={population.sha256} />
          </p>
          <p className={styles.quiet}>{t('frozenAt', { time: formatInstant(population.at, language) })}</p>
        </div>
      )}
      {seed !== null && (
        <div>
          <h2>{t('seed')}</h2>
          <code className={styles.seed} dir="auto">
            <AsWritten text={seed} />
          </code>
        </div>
      )}
    </section>
  );
}
