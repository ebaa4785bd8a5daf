import { useTranslation } from 'react-i18next';
import type { SpotCheck } from '../../api/generated/schema';
import { AsWritten } from '../../shared/as-written';
import styles from './spot-checks.module.css';

/** Which drawn projects were gone, what took their place, and why. */
export function Replacements({ check: { replacements } }: { check: SpotCheck }) {
  const { t } = useTranslation('check-record');
  if (replacements.length === 0) return null;
  return (
    <section className={styles.panel} aria-labelledby="replacements">
      <h2 id="replacements">{t('replacements.title')}</h2>
      <p className={styles.plain}>{t('replacements.plain')}</p>
      <ul>
        {replacements.map(({ gone, by, reason }) => (
          <li key={gone}>
            <strong>
              {by === null ? t('replacements.none', { gone }) : t('replacements.replaced', { gone, by })}
            </strong>{' '}
            <span dir="auto">
              <AsWritten text={reason} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
