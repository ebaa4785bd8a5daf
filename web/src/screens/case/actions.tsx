import { Alert, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Case, CommandReceipt } from '../../api/generated/schema';
import { useLanguage } from '../../i18n/use-language';
import { isGrave, orderActions } from '../../shared/action-order';
import { CommandForm, type AllowedCommand } from '../../shared/command-form/command-form';
import { useReturnFocus } from '../../shared/use-return-focus';
import styles from './case.module.css';
import { Upload } from './upload';
import { useTurn } from './turn';
import { WIDGETS } from './widgets';

/** What the reader can do now: what matters first, everything else behind "more". */
export function Actions({ of }: { of: Case }) {
  const { t } = useTranslation('case');
  const { say } = useLanguage();
  const [open, setOpen] = useState<AllowedCommand | null>(null);
  const [done, setDone] = useState<{ receipt: CommandReceipt; command: AllowedCommand } | null>(null);
  const [more, setMore] = useState(false);
  const { panel, leave } = useReturnFocus();
  // The form stays as long as somebody types in it, even when the step itself has gone meanwhile.
  const current = of.allowed.find(({ type }) => type === open?.type);
  const start = (command: AllowedCommand) => {
    setDone(null);
    setOpen(command);
  };
  return (
    <section ref={panel} className={styles.panel} aria-labelledby="act">
      <h2 id="act">{t('act.title')}</h2>
      {done !== null && <Done of={of} {...done} />}
      {open === null ? (
        <Choices of={of} onStart={start} more={more} onMore={setMore} />
      ) : (
        <>
          <h3>{say(open.name)}</h3>
          {current === undefined && <Alert className={styles.note} type="warning" title={t('act.gone')} />}
          <CommandForm
            key={open.type}
            caseId={of.id}
            seq={of.seq}
            command={current ?? open}
            widgets={WIDGETS}
            onDone={(receipt) => {
              setOpen(null);
              setDone({ receipt, command: open });
              leave('[data-receipt]');
            }}
            onCancel={() => {
              setOpen(null);
              leave(`[data-command="${open.type}"]`);
            }}
          />
        </>
      )}
      {of.outcome !== null && <Outcome of={of} />}
    </section>
  );
}

interface ChoicesProps {
  readonly of: Case;
  readonly onStart: (command: AllowedCommand) => void;
  readonly more: boolean;
  readonly onMore: (more: boolean) => void;
}

function Choices({ of, onStart, more, onMore }: ChoicesProps) {
  const { t } = useTranslation('case');
  const { say } = useLanguage();
  const turn = useTurn(of);
  const { first, others } = orderActions(of.allowed);
  const missing = first.filter((command) => command.missing.length > 0);
  const ready = first.find((command) => command.missing.length === 0);
  return (
    <>
      {first.length === 0 && (
        <p className={styles.hint}>
          {of.endedAt === null
            ? t('act.waiting', { post: turn })
            : t(others.length > 0 ? 'act.endedStill' : 'act.ended')}
        </p>
      )}
      <div className={styles.buttons}>
        {first.map((command) => (
          <Start
            key={command.type}
            command={command}
            primary={command === ready}
            onClick={() => onStart(command)}
          />
        ))}
        {others.length > 0 && (
          <Button aria-expanded={more} onClick={() => onMore(!more)}>
            {more ? t('act.less') : t('act.more')}
          </Button>
        )}
      </div>
      {missing.map((command) => (
        <div key={command.type} className={styles.missing}>
          <p>
            {say(command.name)}：{t('act.missing')}
          </p>
          {command.missing.map(({ kind, name }, at) => (
            <Upload key={kind} of={of} fixed={{ kind, name }} limits={at === command.missing.length - 1} />
          ))}
        </div>
      ))}
      {more && (
        <div className={styles.others}>
          {others.map((command) => (
            <Start key={command.type} command={command} onClick={() => onStart(command)} />
          ))}
        </div>
      )}
    </>
  );
}

interface StartProps {
  readonly command: AllowedCommand;
  readonly primary?: boolean;
  readonly onClick: () => void;
}

function Start({ command, primary = false, onClick }: StartProps) {
  const { say } = useLanguage();
  const { type, name, missing } = command;
  return (
    <Button
      type={primary ? 'primary' : 'default'}
      danger={isGrave(type)}
      disabled={missing.length > 0}
      data-command={type}
      onClick={onClick}
    >
      {say(name)}
    </Button>
  );
}

/** The receipt: what was recorded where, and how the case stands now. */
function Done({ of, receipt, command }: { of: Case; receipt: CommandReceipt; command: AllowedCommand }) {
  const { t } = useTranslation('case');
  const { say } = useLanguage();
  const next =
    of.stageName === null
      ? t('act.receiptEnded', { status: say(of.statusName) })
      : t('act.receiptNext', { stage: say(of.stageName) });
  return (
    <div tabIndex={-1} data-receipt>
      <Alert
        className={styles.note}
        type="success"
        showIcon
        role="status"
        title={t('act.receipt', { name: say(command.name), seq: receipt.seq })}
        description={next}
      />
    </div>
  );
}

function Outcome({ of: { outcome, reasonName } }: { of: Case }) {
  const { t } = useTranslation('case');
  const { say } = useLanguage();
  return (
    <div className={styles.outcome}>
      <h3>
        {t('act.outcome')}
        {reasonName !== null && ` · ${say(reasonName)}`}
      </h3>
      <p dir="auto">{outcome?.publicText}</p>
    </div>
  );
}
