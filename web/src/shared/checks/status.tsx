import { CHECK_STATUS_NAMES } from '../../api/generated/names';
import type { SpotCheckStatus } from '../../api/spot-checks';
import { useLanguage } from '../../i18n/use-language';
import styles from './checks.module.css';

const DONE: readonly SpotCheckStatus[] = ['DRAWN', 'CLOSED'];

/** Where a check stands, in words and by a shape. */
export function CheckStatus({ status }: { status: SpotCheckStatus }) {
  const { say } = useLanguage();
  const tone = DONE.includes(status) ? 'done' : status === 'CANCELLED' ? 'cancelled' : 'running';
  return (
    <span className={styles.status} data-tone={tone}>
      {say(CHECK_STATUS_NAMES[status])}
    </span>
  );
}
