import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { findingCountsQuery } from '../../api/findings';
import { ProblemAlert } from '../../shared/problem-alert';
import styles from './findings.module.css';
import { AGES, type FindingsView } from './use-findings';

/** How many there are of what is asked, by how long they have been open; each narrows the list. */
export function Ages({ view }: { view: FindingsView }) {
  const { t } = useTranslation('findings');
  const { age: chosen, ...others } = view.filters;
  const { data, error, refetch } = useQuery(findingCountsQuery(others));
  if (error !== null && data === undefined)
    return <ProblemAlert error={error} onRetry={() => void refetch()} />;
  return (
    <div className={styles.ages} role="group" aria-label={t('ages.label')}>
      {AGES.map((age) => {
        const band = data?.byAge.find((each) => each.age === age);
        return (
          <button
            key={age}
            type="button"
            className={styles.age}
            aria-pressed={chosen === age}
            onClick={() => view.show({ age: chosen === age ? null : age })}
          >
            <span className={styles.quiet}>{t(`ages.${age}`)}</span>
            <span className={styles.number}>{band?.total ?? '–'}</span>
            <span className={(band?.overdue ?? 0) > 0 ? styles.late : styles.quiet}>
              {t('ages.overdue', { number: band?.overdue ?? '–' })}
            </span>
          </button>
        );
      })}
    </div>
  );
}
