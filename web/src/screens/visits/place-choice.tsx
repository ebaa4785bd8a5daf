import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { decidePlace, placeNow, wantsPlace } from '../../offline/place';
import styles from './report.module.css';

/** Whether photos carry their place: asked once, with the reason; the browser's own question comes after a yes only. */
export function PlaceChoice() {
  const { t } = useTranslation('visits');
  const [wanted, setWanted] = useState(wantsPlace);
  const decide = (is: boolean) => {
    decidePlace(is);
    setWanted(is);
    // The browser asks now, not when the first photo waits.
    if (is) void placeNow();
  };
  if (wanted === null) {
    return (
      <div className={styles.ask}>
        <p>
          <strong>{t('photos.placeAsk')}</strong>
        </p>
        <p className={styles.quiet}>{t('photos.placeWhy')}</p>
        <div className={styles.twoButtons}>
          <Button size="large" onClick={() => decide(true)}>
            {t('photos.placeYes')}
          </Button>
          <Button size="large" onClick={() => decide(false)}>
            {t('photos.placeNo')}
          </Button>
        </div>
      </div>
    );
  }
  return (
    <p className={styles.placeLine}>
      <span className={styles.quiet}>{wanted ? t('photos.placeOn') : t('photos.placeOff')}</span>
      <Button type="link" size="large" onClick={() => decide(!wanted)}>
        {t('photos.change')}
      </Button>
    </p>
  );
}
