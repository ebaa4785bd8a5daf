import { useTranslation } from 'react-i18next';
import { Dialog } from '../../shared/dialog';
import { useStore } from '../../shared/store';
import { shortcuts } from '../shortcuts';
import styles from './account.module.css';

/** The keys that do something on this page. */
export function ShortcutsDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const bound = useStore(shortcuts);
  const unique = bound.filter((one, at) => bound.findLastIndex(({ key }) => key === one.key) === at);
  if (!open) return null;
  return (
    <Dialog title={t('shortcuts.title')} onClose={onClose} narrow>
      <dl className={styles.keys}>
        {unique.map(({ key, name }) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{name}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
