import { Alert, Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Case } from '../../api/generated/schema';
import { loadPart } from '../../api/load-part';
import { useLanguage } from '../../i18n/use-language';
import { isGrave, orderActions } from '../../shared/action-order';
import { useReturnFocus } from '../../shared/use-return-focus';
import styles from './desk.module.css';
import type { Line } from './lines';
import { useAcknowledge } from './use-acknowledge';

/** Forms are fetched with the first one that is opened: most looks at the desk need none. */
const CommandForm = lazy(async () => ({
  default: (await loadPart(() => import('../../shared/command-form/command-form'))).CommandForm,
}));

export function Actions({ of, line, onDone }: { of: Case; line: Line; onDone: () => void }) {
  const { t } = useTranslation('desk');
  const { say } = useLanguage();
  const [open, setOpen] = useState<string | null>(null);
  const { panel, leave } = useReturnFocus();
  const acknowledge = useAcknowledge();
  const actions = orderActions(of.allowed).first;
  const opened = actions.find(({ type }) => type === open);
  if (opened !== undefined)
    return (
      <div ref={panel} className={styles.act}>
        <h3>{say(opened.name)}</h3>
        <Suspense fallback={null}>
          <CommandForm
            caseId={of.id}
            seq={of.seq}
            command={opened}
            onDone={() => {
              setOpen(null);
              onDone();
            }}
            onCancel={() => {
              setOpen(null);
              leave(`[data-command="${opened.type}"]`);
            }}
          />
        </Suspense>
      </div>
    );
  const calls = 'awaited' in line ? [{ caseId: of.id, clockId: line.awaited.clockId }] : [];
  return (
    <div ref={panel} className={styles.act}>
      <h3>{t('detail.do')}</h3>
      {actions.length === 0 && calls.length === 0 && <p>{t('detail.none')}</p>}
      <div className={styles.buttons}>
        {calls.length > 0 && (
          <Button
            type="primary"
            loading={acknowledge.isPending}
            onClick={() => acknowledge.mutate(calls, { onSuccess: onDone })}
          >
            {t('acknowledge.one')}
          </Button>
        )}
        {actions.map(({ type, name, missing }, at) => (
          <Button
            key={type}
            data-command={type}
            danger={isGrave(type)}
            type={at === 0 && calls.length === 0 ? 'primary' : 'default'}
            disabled={missing.length > 0}
            onClick={() => setOpen(type)}
          >
            {say(name)}
          </Button>
        ))}
      </div>
      {actions
        .filter(({ missing }) => missing.length > 0)
        .map(({ type, missing }) => (
          <Alert
            key={type}
            type="info"
            title={t('detail.missing', { names: missing.map(({ name }) => say(name)).join('、') })}
          />
        ))}
      <p className={styles.hint}>{t('detail.more')}</p>
    </div>
  );
}
