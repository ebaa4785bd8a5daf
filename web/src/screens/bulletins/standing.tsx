import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Bulletin, BulletinLine } from '../../api/generated/schema';
import { AsWritten } from '../../shared/as-written';
import styles from './bulletins.module.css';

type Of = Pick<Bulletin | BulletinLine, 'status' | 'number' | 'corrects' | 'correction'>;

/** Its number once it is published; where it stands until then. */
export function Standing({ of: { status, number } }: { of: Of }) {
  const { t } = useTranslation('bulletins');
  return (
    <span className={styles.standing} data-status={status}>
      <AsWritten text={number ?? t(`status.${status}`)} />
    </span>
  );
}

/** Which one it corrects, and which one corrects it. */
export function Corrections({ of: { corrects, correction } }: { of: Of }) {
  const { t } = useTranslation('bulletins');
  return (
    <>
      {corrects !== null && (
        <p className={styles.note}>
          <Link to={`/bulletins/${corrects.id}`}>
            <AsWritten text={t('corrects', { number: corrects.number ?? '' })} />
          </Link>
        </p>
      )}
      {correction !== null && (
        <p className={styles.note}>
          <Link to={`/bulletins/${correction.id}`}>
            <AsWritten
              text={
                correction.published
                  ? t('correctedBy', { number: correction.number ?? '' })
                  : t('correctionDraft')
              }
            />
          </Link>
        </p>
      )}
    </>
  );
}
