import { Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { ask, client } from '../../api/client';
import type { BulletinLine } from '../../api/generated/schema';
import { may } from '../../api/session';
import { useVisitor } from '../../app/use-may';
import { useTitle } from '../../app/use-title';
import { useLanguage } from '../../i18n/use-language';
import { AsWritten } from '../../shared/as-written';
import { Archive, Teaching } from '../../shared/archive';
import { EmptyState } from '../../shared/empty-state';
import { formatMonth } from '../../shared/format';
import { usePages } from '../../shared/pages';
import { When } from '../../shared/when';
import { BuildPanel } from './build-panel';
import { Corrections, Standing } from './standing';
import styles from './bulletins.module.css';

const STATUSES = ['DRAFT', 'SIGNED', 'PUBLISHED'] as const;
type Status = (typeof STATUSES)[number];

const isPublished = ({ status }: BulletinLine): boolean => status === 'PUBLISHED';

/** The archive of monthly bulletins, for everybody; with the drafts for those who prepare them. */
export function Screen() {
  const { t } = useTranslation('bulletins');
  const me = useVisitor();
  useTitle(t('page'));
  const [params, setParams] = useSearchParams();
  const prepares = me !== null && may(me, 'countBulletins');
  const status = prepares ? STATUSES.find((one) => one === params.get('status')) : undefined;
  const pages = usePages(['bulletins', 'list', me?.personId, status], (asked, signal) => {
    const query = { limit: 30, ...asked, ...(status !== undefined && { status }) };
    return ask(client.GET('/api/v1/bulletins', { params: { query }, signal }));
  });
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <div>
          <h1>{t('page')}</h1>
          <p className={styles.lead}>{t('lead')}</p>
        </div>
      </header>
      {me !== null && may(me, 'listBulletinChoices') && <BuildPanel />}
      {prepares && (
        <Segmented<'all' | Status>
          className={styles.filter}
          aria-label={t('show')}
          value={status ?? 'all'}
          onChange={(show) => setParams(show === 'all' ? {} : { status: show }, { replace: true })}
          options={(['all', ...STATUSES] as const).map((value) => ({
            value,
            label: value === 'all' ? t('all') : t(`status.${value}`),
          }))}
        />
      )}
      <Archive
        pages={pages}
        groups={[
          { name: 'drafts', title: t('groups.drafts'), of: (line) => !isPublished(line) },
          { name: 'published', title: t('groups.published'), of: isPublished },
        ]}
        row={(line) => <Row key={line.id} line={line} />}
        empty={status === undefined ? <Empty /> : <EmptyState title={t('noneSuch')} />}
      />
    </div>
  );
}

/** How a bulletin comes about, for whoever has never seen one. */
function Empty() {
  const { t } = useTranslation('bulletins');
  const steps = ['built', 'written', 'signed', 'published', 'corrected'] as const;
  return (
    <Teaching
      title={t('empty.title')}
      how={t('empty.how')}
      steps={steps.map((step) => t(`empty.steps.${step}`))}
    />
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
          <AsWritten text={organisation.name} /> ·{' '}
          <When at={line.publishedAt ?? line.signedAt ?? line.builtAt} />
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
