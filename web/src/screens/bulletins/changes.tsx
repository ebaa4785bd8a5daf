import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { BulletinTable } from '../../api/generated/schema';
import styles from './bulletins.module.css';
import { Cells } from './tables';

/** What counting anew has changed, until the reader puts it away. */
export function Changes({ table, onClose }: { table: BulletinTable; onClose: () => void }) {
  const { t } = useTranslation('bulletins');
  return (
    <section className={styles.panel} aria-labelledby="recounted">
      <div role="status">
        <h2 id="recounted">{t('recounted.title', { count: table.rows.length })}</h2>
      </div>
      {table.rows.length > 0 && <Cells table={table} labelledBy="recounted" />}
      <Button onClick={onClose}>{t('recounted.close')}</Button>
    </section>
  );
}
