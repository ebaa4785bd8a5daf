import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { SpotCheckRecord } from '../../api/generated/schema';
import { useQuery } from '@tanstack/react-query';
import { meQuery } from '../../api/session';
import { NumberPanel } from './operator';
import styles from './room.module.css';
import { WitnessPanel } from './witness-panel';

/** What whoever looks has to do here: a witness of the round, or who reads the public number. Others see nothing. */
export function YourPart({ shown: { check, record } }: { shown: SpotCheckRecord }) {
  const { t } = useTranslation('room');
  const { data: me } = useQuery(meQuery);
  const { status, round } = check;
  const isOpen = status === 'COMMITTING' || status === 'REVEALING';
  if (me === null && isOpen)
    return (
      <p className={styles.signIn}>
        <Link to={`/sign-in?next=${encodeURIComponent(`/spot-checks/${check.id}/room`)}`}>
          {t('witness.signIn')}
        </Link>
      </p>
    );
  if (me == null) return null;
  if (isOpen && round?.witnesses.some(({ personId }) => personId === me.personId))
    return <WitnessPanel key={`${round.number} ${status}`} check={check} round={round} me={me} />;
  return status === 'AWAITING_NUMBER' ? <NumberPanel check={check} record={record} me={me} /> : null;
}
