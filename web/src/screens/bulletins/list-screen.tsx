import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ask, client } from '../../api/client';
import type { BulletinLine } from '../../api/generated/schema';
import { may } from '../../api/session';
import { useVisitor } from '../../app/use-may';
import { useTitle } from '../../app/use-title';
import { useLanguage } from '../../i18n/use-language';
import { formatMonth } from '../../shared/format';
import { ListSkeleton } from '../../shared/list-skeleton';
import { usePages, type Pages } from '../../shared/pages';
import { ProblemAlert } from '../../shared/problem-alert';
import { When } from '../../shared/when';
import { BuildPanel } from './build-panel';
import { Corrections, Standing } from './standing';
import styles from './bulletins.module.css';

const GROUPS = [
  ['drafts', ({ status }: BulletinLine) => status !== 'PUBLISHED'],
  ['published', ({ status }: BulletinLine) => status === 'PUBLISHED'],
] as const;

/** The archive of monthly bulletins, for everybody; with the drafts for those who prepare them. */
export function Screen() {
  const { t } = useTranslation('bulletins');
  const me = useVisitor();
  useTitle(t('page'));
  const pages = usePages(['bulletins', 'list', me?.personId], (asked, signal) =>
    ask(client.GET('/api/v1/bulletins', { params: { query: { limit: 30, ...asked } }, signal })),
  );
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <div>
          <h1>{t('page')}</h1>
          <p className={styles.lead}>{t('lead')}</p>
        </div>
      </header>
      {me !== null && may(me, 'listBulletinChoices') && <BuildPanel />}
      <List pages={pages} />
    </div>
  );
}

function List({ pages }: { pages: Pages<BulletinLine> }) {
  const { t } = useTranslation('bulletins');
  const parts = useTranslation('parts');
  const { data, error, refetch } = pages;
  if (error !== null && data === undefined)
    return <ProblemAlert error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <ListSkeleton rows={4} />;
  if (data.length === 0) return <Empty />;
  return (
    <>
      {GROUPS.map(([name, belongs]) => {
        const lines = data.filter(belongs);
        if (lines.length === 0) return null;
        return (
          <section key={name} aria-labelledby={`group-${name}`}>
            <h2 id={`group-${name}`} className={styles.group}>
              {t(`groups.${name}`)}
            </h2>
            <ul className={styles.list}>
              {lines.map((line) => (
                <Row key={line.id} line={line} />
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

/** How a bulletin comes about, for whoever has never seen one. */
function Empty() {
  const { t } = useTranslation('bulletins');
  return (
    <section className={styles.panel}>
      <h2>{t('empty.title')}</h2>
      <p>{t('empty.how')}</p>
      <ol className={styles.teach}>
        {(['built', 'written', 'signed', 'published', 'corrected'] as const).map((step) => (
          <li key={step}>{t(`empty.steps.${step}`)}</li>
        ))}
      </ol>
    </section>
  );
}

function Row({ line }: { line: BulletinLine }) {
  const { t } = useTranslation('bulletins');
  const { language, say } = useLanguage();
  const { id, month, programme, organisation, confirmed, done, overdue, empty } = line;
  return (
    <li className={styles.row} data-bulletin={id}>
      <div className={styles.what}>
        <Link to={`/bulletins/${id}`} className={styles.title}>
          {t('row.title', { month: formatMonth(month, language), programme: say(programme.name) })}
        </Link>
        <p className={styles.quiet}>
          {organisation.name} · <When at={line.publishedAt ?? line.signedAt ?? line.builtAt} />
        </p>
        <Corrections of={line} />
      </div>
      <p className={styles.figures}>
        {empty ? t('row.empty') : t('row.figures', { confirmed, done, overdue })}
      </p>
      <Standing of={line} />
    </li>
  );
}
