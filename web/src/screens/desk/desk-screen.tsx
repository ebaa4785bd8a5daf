import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useMay } from '../../app/use-may';
import { useTitle } from '../../app/use-title';
import styles from './desk.module.css';
import { Detail } from './detail';
import { Filters } from './filters';
import { Groups } from './groups';
import { LineList } from './line-list';
import { useLines } from './lines';
import { useDesk } from './use-desk';

/** What I must do, by time left; dealt with here, without leaving the list. */
export function Screen() {
  const { t } = useTranslation('desk');
  useTitle(t('page'));
  const may = useMay();
  const desk = useDesk();
  const read = useLines(desk.group, desk.filters);
  const { lines = [] } = read;
  const at = lines.findIndex(({ id }) => id === desk.chosen);
  const chosen = lines[at];
  // The line that was dealt with leaves the list; the one after it is next.
  const goOn = () => desk.show({ line: (lines[at + 1] ?? lines[at - 1])?.id ?? null });
  return (
    <div className={styles.desk} data-chosen={chosen !== undefined}>
      <div className={styles.left}>
        <h1>{t('page')}</h1>
        <Groups desk={desk} />
        {may('openCase') && (
          <Link className={styles.openCase} to="/open">
            {t('openCase')}
          </Link>
        )}
      </div>
      <div className={styles.middle}>
        <Filters desk={desk} />
        <div className={styles.scroll}>
          <LineList key={desk.group} desk={desk} read={read} />
        </div>
      </div>
      <div className={styles.right}>
        {chosen === undefined ? (
          <div className={styles.choose}>
            <p>{t('detail.choose')}</p>
            <p className={styles.hint}>{t('detail.chooseHelp')}</p>
          </div>
        ) : (
          <Detail key={chosen.id} line={chosen} onClose={() => desk.show({ line: null })} onDone={goOn} />
        )}
      </div>
    </div>
  );
}
