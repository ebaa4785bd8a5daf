import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Suspense, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate, Outlet, useLocation } from 'react-router';
import { followLive } from '../../api/live';
import { meQuery } from '../../api/session';
import { ProblemAlert } from '../../shared/problem-alert';
import { ExpiredDialog } from '../account/expired-dialog';
import { useLanguageOfPerson } from '../account/own-language';
import { Opening } from '../opening';
import { listenToKeys } from '../shortcuts';
import { TourHost } from '../tour/tour-host';
import { Banners } from './banners';
import { PublicFrame } from './public-frame';
import { Header } from './header';
import styles from './layout.module.css';
import { BottomMenu, SideMenu } from './menu';

/** Around every screen: menu, account, banners; lets nobody in who is not signed in. */
export function Layout() {
  const { data: me, error, refetch } = useQuery(meQuery);
  const { pathname, search } = useLocation();
  if (me === null) {
    const next = pathname === '/' ? '' : `?next=${encodeURIComponent(pathname + search)}`;
    return <Navigate to={`/sign-in${next}`} replace />;
  }
  if (me === undefined) {
    if (error === null) return <Opening />;
    return (
      <main className={styles.alone}>
        <ProblemAlert error={error} onRetry={() => void refetch()} />
      </main>
    );
  }
  return <Frame key={me.personId} />;
}

/** Around what everybody may see: the house for those who are signed in, a head with the name for others. */
export function OpenLayout() {
  const { data: me } = useQuery(meQuery);
  if (me === undefined) return <Opening />;
  return me === null ? <PublicFrame /> : <Frame key={me.personId} />;
}

function Frame() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  useLanguageOfPerson();
  useEffect(() => followLive(queries), [queries]);
  useEffect(listenToKeys, []);
  return (
    <div className={styles.frame}>
      <a className={styles.skip} href="#content">
        {t('skip')}
      </a>
      <Header />
      <Banners />
      <TourHost />
      <div className={styles.body}>
        <SideMenu />
        <main id="content" className={styles.content} tabIndex={-1}>
          <Suspense fallback={null}>
            <Outlet />
          </Suspense>
        </main>
      </div>
      <BottomMenu />
      <ExpiredDialog />
    </div>
  );
}
