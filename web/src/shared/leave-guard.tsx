import { Button } from 'antd';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useBlocker } from 'react-router';
import { Dialog } from './dialog';
import styles from './form-dialog.module.css';

interface LeaveGuardProps {
  readonly isUnsaved: () => boolean;
  readonly canSave: boolean;
  readonly save: (then: (saved: boolean) => void) => void;
}

/** Asks before somebody leaves a page with text that is not saved; the browser itself asks before the tab is closed. */
export function LeaveGuard({ isUnsaved, canSave, save }: LeaveGuardProps) {
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => currentLocation.pathname !== nextLocation.pathname && isUnsaved(),
  );
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => {
      if (isUnsaved()) event.preventDefault();
    };
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [isUnsaved]);
  if (blocker.state !== 'blocked') return null;
  return <Question {...{ canSave, save }} leave={blocker.proceed} stay={blocker.reset} />;
}

interface QuestionProps extends Omit<LeaveGuardProps, 'isUnsaved'> {
  readonly leave: () => void;
  readonly stay: () => void;
}

function Question({ canSave, save, leave, stay }: QuestionProps) {
  const { t } = useTranslation('parts');
  // The dialog closes with the answer, which must not be taken for another one.
  const isAnswered = useRef(false);
  const answer = (how: () => void) => {
    if (isAnswered.current) return;
    isAnswered.current = true;
    how();
  };
  return (
    <Dialog title={t('leave.title')} onClose={() => answer(stay)} narrow>
      <div className={styles.explain}>{t('leave.explain')}</div>
      <div className={styles.actions}>
        <Button
          type="primary"
          disabled={!canSave}
          onClick={() => answer(() => save((saved) => (saved ? leave() : stay())))}
        >
          {t('leave.save')}
        </Button>
        <Button onClick={() => answer(leave)}>{t('leave.leave')}</Button>
        <Button onClick={() => answer(stay)}>{t('leave.stay')}</Button>
      </div>
    </Dialog>
  );
}
