import { ClockCircleOutlined, ExclamationCircleFilled, PauseCircleOutlined } from '@ant-design/icons';
import { Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Case, TimeSign as Sign } from '../api/generated/schema';
import { useLanguage } from '../i18n/use-language';
import { dayOf, formatDay } from './format';
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
  const day = (instant: string) => formatDay(dayOf(instant), language);
  const pausedWords = ({ since, until }: NonNullable<NonNullable<Sign>['paused']>) =>
    until === null
      ? t('sign.pausedSince', { since: day(since) })
      : t('sign.pausedUntil', { since: day(since), until: formatDay(until, language) });
  return (
    <span className={wide ? `${styles.sign} ${styles.wide}` : styles.sign} data-tone={sign.tone}>
      <span className={styles.left}>
        {Icon !== null && <Icon aria-hidden />}
        {say(sign.words)}
      </span>
      <span className={styles.due}>
        {sign.paused === null
          ? t('sign.due', { day: formatDay(sign.dueDate, language) })
          : pausedWords(sign.paused)}
        {sign.provisional && (
          <Tooltip title={t('sign.provisionalWhy')}>
            <span className={styles.provisional}>{t('sign.provisional')}</span>
          </Tooltip>
        )}
      </span>
    </span>
  );
}
