import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { readChecksUnderWay } from '../../api/supervision';
import { AsWritten } from '../../shared/as-written';
import { CheckStatus } from '../../shared/checks/status';
import { PagedList, usePages } from '../../shared/pages';
import { When } from '../../shared/when';
import styles from './supervision.module.css';

/** Spot checks under way: those in the drawing, and those whose visits and findings are not all done. */
export function RunningChecks() {
  const { t } = useTranslation('supervision');
  const pages = usePages(['supervision', 'checks'], readChecksUnderWay);
  return (
    <section className={styles.panel} aria-labelledby="checks">
      <h2 id="checks">{t('checks.title')}</h2>
      <PagedList pages={pages} empty={t('checks.none')}>
        {(checks) => (
          <ul className={styles.list}>
            {checks.map(({ id, title, status, organisationName, definedAt }) => (
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
        )}
      </PagedList>
      <Link to="/spot-checks">{t('checks.all')}</Link>
    </section>
  );
}
