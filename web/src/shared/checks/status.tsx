import { useTranslation } from 'react-i18next';
import type { SpotCheckStatus } from '../../api/spot-checks';
import styles from './checks.module.css';

const DONE: readonly SpotCheckStatus[] = ['DRAWN', 'CLOSED'];

/** Where a check stands, in words and by a shape. */
export function CheckStatus({ status }: { status: SpotCheckStatus }) {
  const { t } = useTranslation('checks');
  const tone = DONE.includes(status) ? 'done' : status === 'CANCELLED' ? 'cancelled' : 'running';
  return (
    <span className={styles.status} data-tone={tone}>
      {t(`status.${status}`)}
    </span>
  );
}
