import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { bulletinsWaitingQuery } from '../../api/supervision';
import { useMay } from '../../app/use-may';
import { ProblemAlert } from '../../shared/problem-alert';
import { NumberLink } from './number-link';
import styles from './supervision.module.css';

/** The way to the bulletins; for those who prepare them with how many wait. */
export function BulletinsWaiting() {
  const { t } = useTranslation('supervision');
  const may = useMay();
  return (
    <div className={styles.bulletins}>
      <Link to="/bulletins">{t('bulletins.all')}</Link>
      {may('countBulletins') && <Waiting />}
    </div>
  );
}

function Waiting() {
  const { t } = useTranslation('supervision');
  const { data, error, refetch } = useQuery(bulletinsWaitingQuery);
  if (error !== null && data === undefined)
    return <ProblemAlert error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return null;
  const counts = [
    { name: t('bulletins.drafts'), count: data.drafts, to: '/bulletins?status=DRAFT' },
    { name: t('bulletins.signed'), count: data.signed, to: '/bulletins?status=SIGNED' },
  ];
  return counts.map(({ name, count, to }) => (
    <span key={to}>
      {name} <NumberLink count={count} label={name} to={to} />
    </span>
  ));
}
