import { useTranslation } from 'react-i18next';
import styles from './opening.module.css';

/** While the first screen is fetched: the outline of a page, so that nothing jumps. */
export function Opening() {
  const { t } = useTranslation();
  return (
    <div className={styles.page} role="status">
      <span className="visually-hidden">{t('loading')}</span>
      <div className={styles.bar} />
    </div>
  );
}
