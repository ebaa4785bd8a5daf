import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import styles from '../shared.module.css';

/** What was typed last time is here again, and can be thrown away. */
export function DraftNote({ onDiscard }: { onDiscard: () => void }) {
  const { t } = useTranslation('parts');
  return (
    <Alert
      className={styles.problem}
      title={t('form.draft')}
      action={
        <Button size="small" onClick={onDiscard}>
          {t('form.discard')}
        </Button>
      }
    />
  );
}
