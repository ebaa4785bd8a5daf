import { CheckCircleFilled, CloudUploadOutlined, DisconnectOutlined, WarningFilled } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { clockFault } from '../../offline/device-clock';
import { reportsOf } from '../../offline/reports';
import { syncState, type Sync, type SyncState } from '../../offline/sync';
import { useStore } from '../../shared/store';
import { useKept } from './use-kept';
import styles from './visits.module.css';

interface LineProps {
  readonly personId: string;
  readonly session: 'on' | 'ended' | 'away';
  readonly sync: Sync;
  readonly signIn: string;
}

const ICONS = {
  good: CheckCircleFilled,
  going: CloudUploadOutlined,
  away: DisconnectOutlined,
  wrong: WarningFilled,
} as const;

/** The line at the bottom: what is only on this device, what is on its way, and what is needed to go on. */
export function SyncLine({ personId, session, sync, signIn }: LineProps) {
  const { t } = useTranslation('visits');
  const state = useStore(syncState);
  const reports = useKept(reportsOf, personId) ?? [];
  const count = reports.filter((report) => report.state === 'waiting').length;
  const isSignedOut = session === 'ended' || state.halt === 'signed-out';
  const [tone, words] = useWords(state, count, session, isSignedOut);
  const Icon = ICONS[tone];
  const minutes = Math.round(Math.abs(clockFault()) / 60_000);
  return (
    <footer className={styles.foot} data-tone={tone}>
      {minutes > 0 && <p className={styles.clock}>{t('sync.clock', { minutes })}</p>}
      <div className={styles.line}>
        <p role="status" className={styles.said}>
          <Icon aria-hidden /> {words}
        </p>
        {isSignedOut ? (
          <Button type="primary" size="large" href={signIn}>
            {t('sync.signIn')}
          </Button>
        ) : (
          count > 0 && (
            <Button size="large" onClick={sync.now} loading={state.progress !== null}>
              {t('sync.now')}
            </Button>
          )
        )}
      </div>
    </footer>
  );
}

function useWords(
  { progress, halt }: SyncState,
  count: number,
  session: LineProps['session'],
  isSignedOut: boolean,
): [keyof typeof ICONS, string] {
  const { t } = useTranslation('visits');
  if (progress !== null) {
    const { picture, pictures } = progress;
    if (picture === null) return ['going', t('sync.report')];
    return ['going', t('sync.photo', { n: picture, of: pictures })];
  }
  if (isSignedOut) return ['wrong', count > 0 ? t('sync.signedOut', { count }) : t('sync.expired')];
  if (halt === 'no-network' || session === 'away')
    return ['away', count > 0 ? t('sync.noNetwork', { count }) : t('sync.away')];
  if (halt === 'busy') return ['wrong', t('sync.busy', { count })];
  return count > 0 ? ['going', t('sync.waiting', { count })] : ['good', t('sync.done')];
}
