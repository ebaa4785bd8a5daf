import { Alert, Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Case, CommandForm as Form } from '../../api/generated/schema';
import { useLanguage } from '../../i18n/use-language';
import styles from './desk.module.css';
import type { Line } from './lines';
import { useAcknowledge } from './use-acknowledge';

/** Forms are fetched with the first one that is opened: most looks at the desk need none. */
const CommandForm = lazy(async () => ({
  default: (await import('../../shared/command-form/command-form')).CommandForm,
}));

/** What does not move the case on; the page of the case has it. */
const ASIDE: ReadonlySet<string> = new Set([
  ...['acknowledge', 'note', 'extend', 'shorten', 'pause-clock', 'resume-clock', 'regrade', 'hand-over'],
  ...['supervise', 'assign', 'withdraw', 'suspend', 'terminate', 'change-plan', 'merge', 'split', 'transfer'],
]);
/** What somebody asked for by name comes before the stage itself. */
const FIRST = ['answer-order', 'follow-up'];
const SHOWN = 2;

/** The commands that matter here, at most two. */
function actionsOf({ allowed }: Case, line: Line): Form[] {
  const fits = allowed.filter(({ type }) => !ASIDE.has(type));
  const asked = 'duty' in line && line.duty.asks !== 'stage';
  const rank = ({ type }: Form) => (asked && FIRST.includes(type) ? 0 : 1);
  return fits.toSorted((a, b) => rank(a) - rank(b)).slice(0, SHOWN);
}

export function Actions({ of, line, onDone }: { of: Case; line: Line; onDone: () => void }) {
  const { t } = useTranslation('desk');
  const { say } = useLanguage();
  const [open, setOpen] = useState<string | null>(null);
  const acknowledge = useAcknowledge();
  const actions = actionsOf(of, line);
  const opened = actions.find(({ type }) => type === open);
  if (opened !== undefined)
    return (
      <div className={styles.act}>
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
            onCancel={() => setOpen(null)}
          />
        </Suspense>
      </div>
    );
  const calls = 'awaited' in line ? [{ caseId: of.id, clockId: line.awaited.clockId }] : [];
  return (
    <div className={styles.act}>
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
