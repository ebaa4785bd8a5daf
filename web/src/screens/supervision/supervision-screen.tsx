import { useTranslation } from 'react-i18next';
import { MissingPage } from '../../app/missing-page';
import { useMay } from '../../app/use-may';
import { useTitle } from '../../app/use-title';
import { BulletinsWaiting } from './bulletins-waiting';
import { DueTable } from './due-table';
import { FindingAges } from './finding-ages';
import { RunningChecks } from './running-checks';
import styles from './supervision.module.css';

/** The supervisor's desk: where somebody has to go, what is not put right, which checks run. Every number opens its list. */
export function Screen() {
  const may = useMay();
  return may('showCheckSheet') ? <Desk /> : <MissingPage />;
}

function Desk() {
  const { t } = useTranslation('supervision');
  useTitle(t('page'));
  return (
    <div className={styles.page}>
      <header>
        <h1>{t('page')}</h1>
        <p className={styles.quiet}>{t('lead')}</p>
        <BulletinsWaiting />
      </header>
      <DueTable />
      <div className={styles.beside}>
        <FindingAges />
        <RunningChecks />
      </div>
    </div>
  );
}
