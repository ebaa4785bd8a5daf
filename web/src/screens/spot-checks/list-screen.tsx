import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ask, client } from '../../api/client';
import type { SpotCheck } from '../../api/generated/schema';
import { may } from '../../api/session';
import { SETTLED } from '../../api/spot-checks';
import { useTitle } from '../../app/use-title';
import { useVisitor } from '../../app/use-may';
import { AsWritten } from '../../shared/as-written';
import { Archive, Teaching } from '../../shared/archive';
import { CheckStatus } from '../../shared/checks/status';
import { useCheckWords } from '../../shared/checks/words';
import { usePages } from '../../shared/pages';
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
      <Archive
        pages={pages}
        groups={GROUPS.map(([name, of]) => ({ name, title: t(`groups.${name}`), of }))}
        row={(check) => <Row key={check.id} check={check} />}
        empty={<Empty />}
      />
    </div>
  );
}

/** What a spot check is, for whoever has never seen one. */
function Empty() {
  const { t } = useTranslation('checks');
  const steps = ['frame', 'freeze', 'seed', 'draw', 'publish'] as const;
  return (
    <Teaching title={t('empty')} how={t('emptyHow')} steps={steps.map((step) => t(`emptySteps.${step}`))} />
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
          <AsWritten text={title} />
        </Link>
        <p>
          <AsWritten text={words.frame(check.frame, organisationName)} />
        </p>
        <p className={styles.quiet}>
          <AsWritten text={t('row.by', { name: definedBy })} /> · <When at={definedAt} />
        </p>
      </div>
      <div className={styles.counts}>
        <CheckStatus status={status} />
        <strong>
          {drawn === undefined ? t('row.toDraw', { count: size }) : t('row.drawn', { count: drawn })}
        </strong>
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
