import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { SETTLED } from '../../api/spot-checks';
import { latestChecksQuery } from '../../api/supervision';
import { AsWritten } from '../../shared/as-written';
import { CheckStatus } from '../../shared/checks/status';
import { ListSkeleton } from '../../shared/list-skeleton';
import { ProblemAlert } from '../../shared/problem-alert';
import { When } from '../../shared/when';
import styles from './supervision.module.css';

/** Spot checks under way: those in the drawing, and those whose visits and findings are not all done. */
export function RunningChecks() {
  const { t } = useTranslation('supervision');
  const { data, error, refetch } = useQuery(latestChecksQuery);
  const running = data?.items.filter(({ status }) => status === 'DRAWN' || !SETTLED.includes(status)) ?? [];
  return (
    <section className={styles.panel} aria-labelledby="checks">
      <h2 id="checks">{t('checks.title')}</h2>
      {error !== null && <ProblemAlert error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <ListSkeleton rows={2} />}
      {data !== undefined && running.length === 0 && <p className={styles.quiet}>{t('checks.none')}</p>}
      <ul className={styles.list}>
        {running.map(({ id, title, status, organisationName, definedAt }) => (
          <li key={id}>
            <Link to={`/spot-checks/${id}`} dir="auto">
              <AsWritten text={title} />
            </Link>{' '}
            <CheckStatus status={status} />
            <p className={styles.quiet}>
              <AsWritten text={organisationName} /> · <When at={definedAt} />
              {status === 'DRAWN' && (
                <>
                  {' · '}
                  <Link to={`/findings?checkId=${id}&status=all`}>{t('checks.findings')}</Link>
                </>
              )}
            </p>
          </li>
        ))}
      </ul>
      <Link to="/spot-checks">{t('checks.all')}</Link>
    </section>
  );
}
