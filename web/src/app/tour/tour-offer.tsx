import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { markOffered, tourStore } from './tour-store';
import styles from './tour.module.css';

/** "First time here?", asked once. */
export function TourOffer({ onAnswered }: { onAnswered: () => void }) {
  const { t } = useTranslation('tour');
  const answer = (takes: boolean) => {
    markOffered();
    onAnswered();
    if (takes) tourStore.set('shown');
  };
  return (
    <div className={styles.offer} role="status">
      <span>{t('offer')}</span>
      <Button size="small" type="primary" onClick={() => answer(true)}>
        {t('take')}
      </Button>
      <Button size="small" onClick={() => answer(false)}>
        {t('later')}
      </Button>
    </div>
  );
}
