import { useTranslation } from 'react-i18next';
import styles from './shared.module.css';

/** The outline of a list while it is read, of the height that its rows will have. */
export function ListSkeleton({ rows = 6 }: { rows?: number }) {
  const { t } = useTranslation('parts');
  return (
    <div role="status" aria-label={t('list.loading')}>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className={styles.skeleton}>
          <span />
          <span />
        </div>
      ))}
    </div>
  );
}
