import { useTranslation } from 'react-i18next';
import type { BoardDay } from '../../api/generated/schema';
import { useLanguage } from '../../i18n/use-language';
import { formatDay } from '../../shared/format';
import styles from './board.module.css';

interface StripProps {
  readonly days: readonly BoardDay[] | undefined;
  readonly chosen: string | undefined;
  /** Null: to look at only. */
  readonly onChoose: ((date: string | null) => void) | null;
}

/** How many limits end on each of the next working days; a day is a filter. Rest days are shown where something ends. */
export function Strip({ days = [], chosen, onChoose }: StripProps) {
  const { t } = useTranslation('board');
  const { language } = useLanguage();
  const shown = days.filter(({ workday, due }) => workday || due > 0);
  const most = Math.max(1, ...shown.map(({ due }) => due));
  return (
    <ol className={styles.strip} aria-label={t('strip.label')}>
      {shown.map(({ date, due, workday }) => (
        <li key={date}>
          <button
            type="button"
            className={styles.day}
            aria-pressed={chosen === date}
            data-rest={!workday}
            disabled={onChoose === null}
            onClick={() => onChoose?.(chosen === date ? null : date)}
          >
            <span className={styles.column} aria-hidden>
              <span style={{ height: `${(due / most) * 100}%` }} />
            </span>
            <b>{due}</b>
            <span className="visually-hidden">{t('strip.due')}</span>
            <span className={styles.date}>{formatDay(date, language)}</span>
          </button>
        </li>
      ))}
    </ol>
  );
}
