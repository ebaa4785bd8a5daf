import { useTranslation } from 'react-i18next';
import type { Substitute } from '../../../api/generated/schema';
import { useLanguage } from '../../../i18n/use-language';
import { AsWritten } from '../../../shared/as-written';
import { dayNumber, dayOf, todayInShanghai, weekdayOf } from '../../../shared/civil-day';
import { formatDay } from '../../../shared/format';
import styles from './substitutes.module.css';

const DAYS = 28;

/** Four weeks from today, a line for each absence: what a wall calendar in an office shows. The table says the same. */
export function AbsenceStrip({ substitutes }: { substitutes: readonly Substitute[] }) {
  const { t } = useTranslation('substitutes');
  const { language } = useLanguage();
  const first = dayNumber(todayInShanghai());
  const shown = substitutes.filter(
    ({ state, fromDate, untilDate }) =>
      (state === 'planned' || state === 'active') &&
      dayNumber(untilDate) >= first &&
      dayNumber(fromDate) < first + DAYS,
  );
  if (shown.length === 0) return null;
  const days = Array.from({ length: DAYS }, (_, at) => dayOf(first + at));
  return (
    <section className={styles.strip} aria-label={t('strip')}>
      <div className={styles.days} aria-hidden="true">
        {days.map((day) => (
          <span key={day} className={weekdayOf(day) > 4 ? styles.weekend : undefined}>
            {Number(day.slice(8))}
          </span>
        ))}
      </div>
      {shown.map((one) => {
        const from = Math.max(dayNumber(one.fromDate) - first, 0);
        const until = Math.min(dayNumber(one.untilDate) - first, DAYS - 1);
        return (
          <div key={one.id} className={styles.line}>
            <span
              className={styles.bar}
              style={{ gridColumn: `${from + 1} / ${until + 2}` }}
              title={`${formatDay(one.fromDate, language)} – ${formatDay(one.untilDate, language)}`}
            >
              <AsWritten
                text={t('standsIn', {
                  ...{ absent: one.person.displayName, substitute: one.substitute.displayName },
                })}
              />
            </span>
          </div>
        );
      })}
    </section>
  );
}
