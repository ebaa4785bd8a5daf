import { LeftOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Navigate, useLocation } from 'react-router';
import { Message } from '../../app/message';
import { Opening } from '../../app/opening';
import { useTitle } from '../../app/use-title';
import type { DevicePerson } from '../../offline/person';
import { Sync } from '../../offline/sync';
import { isKeptAddress } from '../../offline/worker';
import { AsWritten } from '../../shared/as-written';
import { SyncLine } from './sync-line';
import { useWho, type Who } from './use-who';
import styles from './visits.module.css';

export interface OnPhone {
  readonly person: DevicePerson;
  /** Whether the API can be asked for more than what is kept. */
  readonly isOnline: boolean;
  readonly sync: Sync;
}

interface PhoneProps {
  readonly title: string;
  /** Where the arrow leads, and what it is called. */
  readonly back: { readonly to: string; readonly name: string };
  readonly children: (on: OnPhone) => ReactNode;
}

/** Around the screens of an inspector: they must open without network, so they lean on nothing that only the API knows. */
export function Phone(props: PhoneProps) {
  const { t } = useTranslation('visits');
  useTitle(props.title);
  const who = useWho();
  const { pathname } = useLocation();
  const isOwn = isKeptAddress();
  useEffect(() => {
    if (!isOwn) location.reload();
  }, [isOwn]);
  if (!isOwn || who.state === 'asking') return <Opening />;
  if (who.state === 'signed-out') return <Navigate to={signInAt(pathname)} replace />;
  if (who.state === 'unknown') {
    return (
      <main className={styles.alone}>
        <Message title={t('who.nobody')} explain={t('who.nobodyHelp')}>
          <Button type="primary" size="large" onClick={who.again}>
            {t('who.again')}
          </Button>
        </Message>
      </main>
    );
  }
  return <Frame key={who.person.personId} who={who} {...props} />;
}

const signInAt = (pathname: string): string => `/sign-in?next=${encodeURIComponent(pathname)}`;

function Frame({ who, title, back, children }: PhoneProps & { who: Who & { state: 'known' } }) {
  const { person, session } = who;
  const { pathname } = useLocation();
  const sync = useSync(person.personId);
  return (
    <div className={styles.phone}>
      <header className={styles.head}>
        <Link to={back.to} className={styles.back} reloadDocument={back.to === '/desk'}>
          <LeftOutlined aria-hidden />
          <span>{back.name}</span>
        </Link>
        <h1>{title}</h1>
        <span className={styles.person}>
          <AsWritten text={person.displayName} />
        </span>
      </header>
      <main id="content" className={styles.content}>
        {children({ person, isOnline: session === 'on', sync })}
      </main>
      <SyncLine personId={person.personId} session={session} sync={sync} signIn={signInAt(pathname)} />
    </div>
  );
}

function useSync(personId: string): Sync {
  const [sync] = useState(() => new Sync(personId));
  useEffect(() => {
    sync.start();
    return () => sync.stop();
  }, [sync]);
  return sync;
}
