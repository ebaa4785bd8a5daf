import { FullscreenOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import type { SpotCheckRecord } from '../../api/generated/schema';
import { isProblem } from '../../api/problem';
import { spotCheckQuery } from '../../api/spot-checks';
import { MissingPage } from '../../app/missing-page';
import { useTitle } from '../../app/use-title';
import { changeLanguage } from '../../i18n/language';
import { useLanguage } from '../../i18n/use-language';
import { AsWritten } from '../../shared/as-written';
import { StepBar, stepOf } from '../../shared/checks/step-bar';
import { formatTime } from '../../shared/format';
import { ListSkeleton } from '../../shared/list-skeleton';
import { ProblemAlert } from '../../shared/problem-alert';
import { Evidence } from './evidence';
import { Log } from './log';
import styles from './room.module.css';
import { Stage } from './stage';
import { YourPart } from './your-part';

/** The drawing room: one screen for the projector that follows the check by itself. Nobody has to sign in to watch. */
export function Screen() {
  const { checkId = '' } = useParams();
  const { data, error, dataUpdatedAt, refetch } = useQuery({
    ...spotCheckQuery(checkId),
    refetchIntervalInBackground: true,
  });
  if (isProblem(error, 'not-found') || isProblem(error, 'invalid-input'))
    return (
      <main className={styles.alone}>
        <MissingPage />
      </main>
    );
  if (data === undefined)
    return (
      <main className={styles.alone}>
        {error === null ? (
          <ListSkeleton rows={5} />
        ) : (
          <ProblemAlert error={error} onRetry={() => void refetch()} />
        )}
      </main>
    );
  return <Room shown={data} lostSince={error === null ? null : new Date(dataUpdatedAt).toISOString()} />;
}

function Room({ shown, lostSince }: { shown: SpotCheckRecord; lostSince: string | null }) {
  const { t } = useTranslation('room');
  const { check, record } = shown;
  const { language } = useLanguage();
  const page = useRef<HTMLDivElement>(null);
  useTitle(t('page', { title: check.title }));
  useWaits(check);
  return (
    <div ref={page} className={styles.room}>
      <header className={styles.head}>
        <div className={styles.name}>
          <h1 dir="auto">
            <AsWritten text={check.title} />
          </h1>
          <p>
            <AsWritten text={check.organisationName} />
          </p>
        </div>
        <div className={styles.tools}>
          <Link to={`/spot-checks/${check.id}`}>{t('record')}</Link>
          <Language />
          {document.fullscreenEnabled && (
            <Button icon={<FullscreenOutlined />} onClick={() => void page.current?.requestFullscreen()}>
              {t('full')}
            </Button>
          )}
        </div>
        <StepBar at={stepOf(check)} />
        {lostSince !== null && (
          <p className={styles.lost} role="status">
            {t('lost', { time: formatTime(lostSince, language) })}
          </p>
        )}
      </header>
      <main className={styles.main}>
        <YourPart shown={shown} />
        <Evidence check={check} />
        <Stage check={check} record={record} />
        <Log check={check} record={record} />
      </main>
    </div>
  );
}

/** Remembers that this page was open before the draw, so that it shows the draw when it happens. */
function useWaits({ id, sample }: SpotCheckRecord['check']): void {
  const waits = sample === null;
  useEffect(() => {
    if (waits) sessionStorage.setItem(`banjie.room.${id}`, 'waits');
  }, [id, waits]);
}

function Language() {
  const shell = useTranslation('shell');
  const { language } = useLanguage();
  const other = language === 'en' ? 'zh-CN' : 'en';
  return (
    <button type="button" className={styles.plain} lang={other} onClick={() => void changeLanguage(other)}>
      {shell.t('account.language')}
    </button>
  );
}
