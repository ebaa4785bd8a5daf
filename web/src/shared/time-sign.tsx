import { ClockCircleOutlined, ExclamationCircleFilled, PauseCircleOutlined } from '@ant-design/icons';
import { Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Case, TimeSign as Sign } from '../api/generated/schema';
import { useLanguage } from '../i18n/use-language';
import { formatDay } from './format';
import styles from './time-sign.module.css';

const ICONS = {
  overdue: ExclamationCircleFilled,
  soon: ClockCircleOutlined,
  calm: null,
  paused: PauseCircleOutlined,
} as const;

/** The small sign that every case carries: what is left, when it ends, whether that may still move. */
export function TimeSign({ sign, wide = false }: { sign: Sign | Case['sign']; wide?: boolean }) {
  const { t } = useTranslation('parts');
  const { language, say } = useLanguage();
  if (sign === null) return <span className={styles.none}>{t('sign.none')}</span>;
  const Icon = ICONS[sign.tone];
  return (
    <span className={wide ? `${styles.sign} ${styles.wide}` : styles.sign} data-tone={sign.tone}>
      <span className={styles.left}>
        {Icon !== null && <Icon aria-hidden />}
        {say(sign.words)}
      </span>
      <span className={styles.due}>
        {t('sign.due', { day: formatDay(sign.dueDate, language) })}
        {sign.provisional && (
          <Tooltip title={t('sign.provisionalWhy')}>
            <span className={styles.provisional}>{t('sign.provisional')}</span>
          </Tooltip>
        )}
      </span>
    </span>
  );
}
