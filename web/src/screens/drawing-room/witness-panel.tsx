import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Me, SpotCheck } from '../../api/generated/schema';
import { newKey } from '../../api/new-key';
import { giveWitnessCommand } from '../../api/spot-checks';
import { AsWritten } from '../../shared/as-written';
import { ProblemAlert } from '../../shared/problem-alert';
import { canHash, sha256 } from '../../shared/repeat-draw';
import { forgetPhrase, keepPhrase, keptPhrase, phraseFault } from './phrase';
import styles from './room.module.css';

interface Part {
  readonly check: SpotCheck;
  readonly round: NonNullable<SpotCheck['round']>;
  readonly me: Me;
}

/** The witness's own entry: the phrase stays on this device until it is told. */
export function WitnessPanel({ check, round, me }: Part) {
  const { t } = useTranslation('room');
  const tells = check.status === 'REVEALING';
  const done = (tells ? round.revealed : round.committed).includes(me.personId);
  return (
    <section className={styles.mine} aria-labelledby="mine">
      <h2 id="mine">{t('witness.title')}</h2>
      {!canHash() && <p role="note">{t('witness.noHash')}</p>}
      {canHash() && done && <p role="status">{tells ? t('witness.told') : t('witness.committed')}</p>}
      {canHash() &&
        !done &&
        (tells ? <Tell {...{ check, round, me }} /> : <Commit {...{ check, round, me }} />)}
    </section>
  );
}

function useGive(check: SpotCheck) {
  const queries = useQueryClient();
  const [key] = useState(newKey);
  return useMutation({
    mutationFn: (body: Parameters<typeof giveWitnessCommand>[1]) => giveWitnessCommand(check.id, body, key),
    onSettled: () => queries.invalidateQueries({ queryKey: ['spot-checks', 'one', check.id] }),
  });
}

function Commit({ check, round }: Part) {
  const { t } = useTranslation('room');
  const [phrase, setPhrase] = useState('');
  const [fault, setFault] = useState<ReturnType<typeof phraseFault>>(null);
  const act = useGive(check);
  const commit = async () => {
    const commitment = await sha256(phrase);
    // Kept before it is handed in: a commitment without its phrase would cost the witness the round.
    keepPhrase(check.id, round.number, phrase);
    act.mutate({ type: 'commit', commitment });
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const found = phraseFault(phrase);
    setFault(found);
    if (found === null) void commit();
  };
  return (
    <form onSubmit={submit} noValidate className={styles.form}>
      <PhraseInput
        value={phrase}
        onChange={setPhrase}
        fault={fault === null ? null : t(`witness.${fault}`)}
      />
      <p>{t('witness.private')}</p>
      <p className={styles.warning}>{t('witness.keep')}</p>
      {act.error !== null && <ProblemAlert error={act.error} />}
      <Button type="primary" size="large" htmlType="submit" loading={act.isPending}>
        {t('witness.commit')}
      </Button>
    </form>
  );
}

function PhraseInput({
  value,
  onChange,
  fault,
}: {
  value: string;
  onChange: (phrase: string) => void;
  fault: string | null;
}) {
  const { t } = useTranslation('room');
  const [hidden, setHidden] = useState(true);
  return (
    <>
      <label htmlFor="phrase">{t('witness.phrase')}</label>
      <div className={styles.phrase}>
        <Input
          id="phrase"
          size="large"
          type={hidden ? 'password' : 'text'}
          value={value}
          onChange={({ target }) => onChange(target.value)}
          autoComplete="off"
          spellCheck={false}
          aria-invalid={fault !== null}
          aria-describedby="phrase-help"
          {...(fault !== null && { status: 'error' as const })}
        />
        <Button size="large" onClick={() => setHidden(!hidden)} aria-controls="phrase">
          {hidden ? t('witness.show') : t('witness.hide')}
        </Button>
      </div>
      <p
        id="phrase-help"
        className={fault === null ? styles.help : styles.wrong}
        role={fault === null ? undefined : 'alert'}
      >
        {fault ?? t('witness.phraseHelp')}
      </p>
    </>
  );
}

function Tell({ check, round }: Part) {
  const { t } = useTranslation('room');
  const [kept] = useState(() => keptPhrase(check.id, round.number));
  const [typed, setTyped] = useState('');
  const [fault, setFault] = useState<string | null>(null);
  const queries = useQueryClient();
  const phrase = kept ?? typed;
  const act = useMutation({
    // Another phrase is another act; the same one sent again is told once, because the API refuses a second.
    mutationFn: () => giveWitnessCommand(check.id, { type: 'reveal', phrase }, newKey()),
    onSuccess: () => forgetPhrase(check.id, round.number),
    onSettled: () => queries.invalidateQueries({ queryKey: ['spot-checks', 'one', check.id] }),
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const found = phraseFault(phrase);
    setFault(found === null ? null : t('witness.notYours'));
    if (found === null) act.mutate();
  };
  return (
    <form onSubmit={submit} noValidate className={styles.form}>
      {kept === null ? (
        <>
          <p className={styles.warning}>{t('witness.notKept')}</p>
          <PhraseInput value={typed} onChange={setTyped} fault={fault} />
        </>
      ) : (
        <p className={styles.own} dir="auto">
          <AsWritten text={kept} />
        </p>
      )}
      <p>{t('witness.revealHelp')}</p>
      {act.error !== null && <ProblemAlert error={act.error} />}
      <Button type="primary" size="large" htmlType="submit" loading={act.isPending}>
        {t('witness.reveal')}
      </Button>
    </form>
  );
}
