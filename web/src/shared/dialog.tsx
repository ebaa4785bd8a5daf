import { CloseOutlined } from '@ant-design/icons';
import { Button, ConfigProvider } from 'antd';
import { useEffect, useId, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { signInNeeded } from '../api/expired';
import styles from './dialog.module.css';
import { useStore } from './store';

interface DialogProps {
  readonly title: ReactNode;
  readonly onClose: () => void;
  /** For a short form. */
  readonly narrow?: boolean;
  readonly children: ReactNode;
}

/**
 * Something shown over the page until it is closed: the browser's own dialog, which keeps the focus inside and closes
 * on Escape. That of the component library writes a style without a nonce, which the policy of our pages refuses.
 */
export function Dialog({ title, onClose, narrow = false, children }: DialogProps) {
  const { t } = useTranslation('parts');
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  // Signing in again is asked for over the page, where this would cover it.
  const isAway = useStore(signInNeeded);
  useEffect(() => {
    if (isAway) return undefined;
    const shown = dialog.current;
    shown?.showModal();
    return () => shown?.close();
  }, [isAway]);
  return (
    <dialog
      ref={dialog}
      className={styles.dialog}
      data-narrow={narrow}
      aria-labelledby={heading}
      onClose={() => {
        if (!signInNeeded.get()) onClose();
      }}
    >
      <div className={styles.head}>
        <h2 id={heading}>{title}</h2>
        <Button
          type="text"
          icon={<CloseOutlined />}
          aria-label={t('dialog.close')}
          onClick={() => dialog.current?.close()}
        />
      </div>
      {/* What opens above the dialog must be inside it, or it lies behind. */}
      <ConfigProvider getPopupContainer={() => dialog.current ?? document.body}>{children}</ConfigProvider>
    </dialog>
  );
}
