import { ArrowLeftOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Alert } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { bulletinQuery } from '../../api/bulletins';
import type { Bulletin, BulletinTable } from '../../api/generated/schema';
import { isProblem } from '../../api/problem';
import { MissingPage } from '../../app/missing-page';
import { useTitle } from '../../app/use-title';
import { useLanguage } from '../../i18n/use-language';
import { AsWritten } from '../../shared/as-written';
import { formatInstant, formatMonth } from '../../shared/format';
import { LeaveGuard } from '../../shared/leave-guard';
import { ListSkeleton } from '../../shared/list-skeleton';
import { ProblemAlert } from '../../shared/problem-alert';
import { Acts } from './acts';
import { Changes } from './changes';
import { Charts } from './charts';
import { Downloads } from './downloads';
import { PartsEditor } from './parts-editor';
import { Corrections, Standing } from './standing';
import { Tables } from './tables';
import { useWriting } from './use-writing';
import styles from './bulletins.module.css';

/** One bulletin: read by everybody once it is published, written, signed and published by the city until then. */
export function Screen() {
  const { bulletinId = '' } = useParams();
  const { language } = useLanguage();
  const { data, error, refetch } = useQuery(bulletinQuery(bulletinId, language));
  if (isProblem(error, 'not-found') || isProblem(error, 'invalid-input')) return <MissingPage />;
  if (error !== null && data === undefined)
    return <ProblemAlert error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <ListSkeleton />;
  return <Sheet key={data.id} bulletin={data} />;
}

function Sheet({ bulletin }: { bulletin: Bulletin }) {
  const { t } = useTranslation('bulletins');
  const { language, say } = useLanguage();
  const { programme, organisation, month, status, empty } = bulletin;
  const writing = useWriting(bulletin);
  const [changes, setChanges] = useState<BulletinTable | null>(null);
  const title = t('row.title', { month: formatMonth(month, language), programme: say(programme.name) });
  useTitle(title);
  return (
    <article className={styles.page}>
      <Link to="/bulletins" className={styles.back}>
        <ArrowLeftOutlined aria-hidden /> {t('page')}
      </Link>
      <header className={styles.head}>
        <div>
          <h1>{title}</h1>
          <p className={styles.by}>
            <Standing of={bulletin} />
            <span>
              <AsWritten text={organisation.name} />
            </span>
            <Dates of={bulletin} />
          </p>
          <Corrections of={bulletin} />
        </div>
        <Downloads bulletin={bulletin} />
      </header>
      <Acts bulletin={bulletin} writing={writing} onRecounted={setChanges} />
      {changes !== null && <Changes table={changes} onClose={() => setChanges(null)} />}
      {empty && <Alert className={styles.alert} type="info" showIcon title={t('emptyMonth')} />}
      {!empty && <Charts bulletin={bulletin} />}
      <PartsEditor bulletin={bulletin} writing={writing} />
      <LeaveGuard isUnsaved={writing.isUnsaved} canSave={writing.isReady} save={writing.save} />
      <Tables bulletin={bulletin} />
      {status === 'PUBLISHED' && (
        <footer className={styles.hash}>
          <p>{t('hash')}</p>
          <code>{bulletin.sha256}</code>
        </footer>
      )}
    </article>
  );
}

function Dates({ of: { figures, builtAt, signedAt, publishedAt } }: { of: Bulletin }) {
  const { t } = useTranslation('bulletins');
  const { language } = useLanguage();
  const on = (at: string) => formatInstant(at, language);
  return (
    <>
      <span>{t('until', { when: on(new Date(Date.parse(figures.cutOff) - 60_000).toISOString()) })}</span>
      <span>{t('builtAt', { when: on(builtAt) })}</span>
      {signedAt !== null && <span>{t('signedAt', { when: on(signedAt) })}</span>}
      {publishedAt !== null && <span>{t('publishedAt', { when: on(publishedAt) })}</span>}
    </>
  );
}
