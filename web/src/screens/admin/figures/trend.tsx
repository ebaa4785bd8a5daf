import { useTranslation } from 'react-i18next';
import type { OnTimeFigures } from '../../../api/generated/schema';
import { useLanguage } from '../../../i18n/use-language';
import styles from './figures.module.css';

const FULL = 64;

/** The share of limits kept, month by month, each column with its number. */
export function Trend({ months }: { months: OnTimeFigures['months'] }) {
  const { t } = useTranslation('figures');
  const { language } = useLanguage();
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 });
  const shown = months.filter(({ stopped }) => stopped > 0);
  if (shown.length === 0) return null;
  return (
    <ol className={styles.trend} aria-label={t('trend')}>
      {shown.map(({ month, rate, stopped }) => (
        <li key={month}>
          <span>{rate === null ? '—' : percent.format(rate)}</span>
          <span className={styles.bar} style={{ height: Math.round((rate ?? 0) * FULL) }} />
          <span className={styles.month}>
            {month}
            <br />
            {t('count', { count: stopped })}
          </span>
        </li>
      ))}
    </ol>
  );
}
