import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { findingCountsQuery } from '../../api/findings';
import { ListSkeleton } from '../../shared/list-skeleton';
import { ProblemAlert } from '../../shared/problem-alert';
import { NumberLink } from './number-link';
import styles from './supervision.module.css';

/** Findings that are not put right, by how long they have been open and what they wait for. */
export function FindingAges() {
  const { t } = useTranslation('supervision');
  const { data, error, refetch } = useQuery(findingCountsQuery({}));
  return (
    <section className={styles.panel} aria-labelledby="ages">
      <h2 id="ages">{t('findings.title')}</h2>
      {error !== null && <ProblemAlert error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <ListSkeleton rows={3} />}
      {data !== undefined && (
        <div className={styles.scroll} tabIndex={0} role="group" aria-labelledby="ages">
          <table>
            <thead>
              <tr>
                {(['age', 'open', 'answered', 'late'] as const).map((column) => (
                  <th key={column} scope="col">
                    {t(`findings.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {data.byAge.map(({ age, open, answered, overdue }) => {
                const name = t(`findings.ages.${age}`);
                return (
                  <tr key={age}>
                    <th scope="row">{name}</th>
                    <td>
                      <NumberLink
                        count={open}
                        label={`${t('findings.open')} ${name}`}
                        to={`/findings?status=OPEN&age=${age}`}
                      />
                    </td>
                    <td>
                      <NumberLink
                        count={answered}
                        label={`${t('findings.answered')} ${name}`}
                        to={`/findings?status=ANSWERED&age=${age}`}
                      />
                    </td>
                    <td>
                      <NumberLink
                        late
                        count={overdue}
                        label={`${t('findings.late')} ${name}`}
                        to={`/findings?overdue=true&age=${age}`}
                      />
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
