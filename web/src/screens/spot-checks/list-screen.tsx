import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ask, client } from '../../api/client';
import type { SpotCheck } from '../../api/generated/schema';
import { may } from '../../api/session';
import { SETTLED } from '../../api/spot-checks';
import { useTitle } from '../../app/use-title';
import { useVisitor } from '../../app/use-may';
import { CheckStatus } from '../../shared/checks/status';
import { useCheckWords } from '../../shared/checks/words';
import { ListSkeleton } from '../../shared/list-skeleton';
import { usePages, type Pages } from '../../shared/pages';
import { ProblemAlert } from '../../shared/problem-alert';
import { When } from '../../shared/when';
import styles from './spot-checks.module.css';

const GROUPS = [
  ['running', ({ status }: SpotCheck) => !SETTLED.includes(status)],
  ['done', ({ status }: SpotCheck) => status === 'DRAWN' || status === 'CLOSED'],
  ['cancelled', ({ status }: SpotCheck) => status === 'CANCELLED'],
] as const;

/** Every spot check there was, for everybody: what runs now, what was drawn, what was cancelled. */
export function Screen() {
  const { t } = useTranslation('checks');
  const me = useVisitor();
  useTitle(t('page'));
  const pages = usePages(['spot-checks', 'list'], (asked, signal) =>
    ask(client.GET('/api/v1/spot-checks', { params: { query: { limit: 30, ...asked } }, signal })),
  );
  const defines = me !== null && may(me, 'defineSpotCheck');
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <div>
          <h1>{t('page')}</h1>
          <p className={styles.lead}>{t('lead')}</p>
        </div>
        {defines && (
          <p className={styles.tools}>
            <Link className={styles.button} to="/spot-checks/unannounced">
              {t('unannounced')}
            </Link>
            <Link className={styles.primary} to="/spot-checks/new">
              {t('define')}
            </Link>
          </p>
        )}
      </header>
      <List pages={pages} />
    </div>
  );
}

function List({ pages }: { pages: Pages<SpotCheck> }) {
  const { t } = useTranslation('checks');
  const parts = useTranslation('parts');
  const { data, error, refetch } = pages;
  if (error !== null && data === undefined)
    return <ProblemAlert error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <ListSkeleton rows={4} />;
  if (data.length === 0) return <Empty />;
  return (
    <>
      {GROUPS.map(([name, belongs]) => {
        const checks = data.filter(belongs);
        if (checks.length === 0) return null;
        return (
          <section key={name} aria-labelledby={`group-${name}`}>
            <h2 id={`group-${name}`} className={styles.group}>
              {t(`groups.${name}`)} <span>{checks.length}</span>
            </h2>
            <ul className={styles.list}>
              {checks.map((check) => (
                <Row key={check.id} check={check} />
              ))}
            </ul>
          </section>
        );
      })}
      {pages.hasNextPage && (
        <Button loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {parts.t('list.more')}
        </Button>
      )}
    </>
  );
}

/** What a spot check is, for whoever has never seen one. */
function Empty() {
  const { t } = useTranslation('checks');
  return (
    <section className={styles.panel}>
      <h2>{t('empty')}</h2>
      <p>{t('emptyHow')}</p>
      <ol className={styles.teach}>
        {(['frame', 'freeze', 'seed', 'draw', 'publish'] as const).map((step) => (
          <li key={step}>{t(`emptySteps.${step}`)}</li>
        ))}
      </ol>
    </section>
  );
}

function Row({ check }: { check: SpotCheck }) {
  const { t } = useTranslation('checks');
  const words = useCheckWords();
  const { id, title, status, population, sample, size, organisationName, definedBy, definedAt } = check;
  const drawn = sample?.reduce((all, { quota }) => all + quota, 0);
  return (
    <li className={styles.row}>
      <div className={styles.what}>
        <Link to={`/spot-checks/${id}`} className={styles.title} dir="auto">
          {title}
        </Link>
        <p>{words.frame(check.frame, organisationName)}</p>
        <p className={styles.quiet}>
          {t('row.by', { name: definedBy })} · <When at={definedAt} />
        </p>
      </div>
      <div className={styles.counts}>
        <CheckStatus status={status} />
        <strong>{drawn === undefined ? t('row.toDraw', { count: size }) : t('row.drawn', { count: drawn })}</strong>
        <span className={styles.quiet}>
          {population === null ? t('row.notFrozen') : t('row.population', { count: population.size })}
        </span>
      </div>
      {!SETTLED.includes(status) && (
        <Link to={`/spot-checks/${id}/room`} className={styles.room}>
          {t('row.room')}
        </Link>
      )}
    </li>
  );
}
