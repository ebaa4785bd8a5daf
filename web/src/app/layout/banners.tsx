import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useQueryClient } from '@tanstack/react-query';
import { ask, client } from '../../api/client';
import { checkConnection, connection } from '../../api/connection';
import { useLanguage } from '../../i18n/use-language';
import { formatTime } from '../../shared/format';
import { useStore } from '../../shared/store';
import styles from './layout.module.css';

const HEALTH_EVERY_MS = 60_000;
/** Clocks that were behind for a moment are nobody's concern. */
const BEHIND_MS = 60_000;

/** What is wrong with the surroundings, and what that means for whoever works here. */
export function Banners() {
  const { state, since } = useStore(connection);
  const queries = useQueryClient();
  const was = useRef(state);
  useEffect(() => {
    // Back again: what is shown may be old.
    if (was.current === 'down' && state === 'up') void queries.invalidateQueries();
    was.current = state;
  }, [state, queries]);
  return state === 'down' && since !== null ? <DownBanner since={since} /> : <ClocksBanner />;
}

function DownBanner({ since }: { since: string }) {
  const { t } = useTranslation();
  const { language } = useLanguage();
  return (
    <div className={styles.banner} role="alert">
      <span>{t('down.since', { time: formatTime(since, language) })}</span>
      <Button size="small" onClick={() => void checkConnection()}>
        {t('down.retry')}
      </Button>
    </div>
  );
}

function ClocksBanner() {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const { data, dataUpdatedAt } = useQuery({
    queryKey: ['readiness'],
    queryFn: ({ signal }) => ask(client.GET('/readyz', { signal })),
    refetchInterval: HEALTH_EVERY_MS,
  });
  const since = data?.clocks.behindSince ?? null;
  if (since === null || dataUpdatedAt - Date.parse(since) < BEHIND_MS) return null;
  return (
    <div className={styles.banner} role="status">
      {t('down.clocks', { time: formatTime(since, language) })}
    </div>
  );
}
