import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Me, SpotCheck, SpotCheckLine } from '../../api/generated/schema';
import { newKey } from '../../api/new-key';
import { may } from '../../api/session';
import { commandSpotCheck } from '../../api/spot-checks';
import { AsWritten } from '../../shared/as-written';
import { ProblemAlert } from '../../shared/problem-alert';
import styles from './room.module.css';
import { useLeft } from './use-left';

/** The line by which the number was entered and not rejected since. */
export function enteredNumber(record: readonly SpotCheckLine[]): SpotCheckLine | null {
  const last = record.findLast(({ type }) => type === 'NumberEntered' || type === 'NumberRejected');
  return last?.type === 'NumberEntered' ? last : null;
}

/** Entering the public number once it is out, and checking it by somebody else. */
export function NumberPanel({
  check,
  record,
  me,
}: {
  check: SpotCheck;
  record: readonly SpotCheckLine[];
  me: Me;
}) {
  const { t } = useTranslation('room');
  const { chance } = check;
  const left = useLeft(chance.kind === 'number' ? chance.drawnAt : null);
  if (chance.kind !== 'number' || !may(me, 'commandSpotCheck')) return null;
  const entered = enteredNumber(record);
  const title = entered === null ? t('operator.enter') : t('operator.confirm');
  return (
    <section className={styles.mine} aria-labelledby="mine">
      <h2 id="mine">{title}</h2>
      {entered === null && left !== null && <p>{t('operator.notYet')}</p>}
      {entered === null && left === null && <NumberForm check={check} type="enter-number" />}
      {entered !== null && entered.actorId === me.personId && <p role="status">{t('operator.byOther')}</p>}
      {entered !== null && entered.actorId !== me.personId && (
        <>
          <p>
            <AsWritten text={t('operator.confirmHelp', { source: chance.source })} />
          </p>
          <NumberForm check={check} type="confirm-number" />
        </>
      )}
    </section>
  );
}

function NumberForm({ check, type }: { check: SpotCheck; type: 'enter-number' | 'confirm-number' }) {
  const { t } = useTranslation('room');
  const queries = useQueryClient();
  const [value, setValue] = useState('');
  const [empty, setEmpty] = useState(false);
  const act = useMutation({
    mutationFn: () => commandSpotCheck(check.id, { type, value: value.trim() }, newKey()),
    onSettled: () => queries.invalidateQueries({ queryKey: ['spot-checks', 'one', check.id] }),
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    setEmpty(value.trim() === '');
    if (value.trim() !== '') act.mutate();
  };
  return (
    <form onSubmit={submit} noValidate className={styles.form}>
      <label htmlFor="number">{t('operator.value')}</label>
      <Input
        id="number"
        size="large"
        inputMode="numeric"
        value={value}
        maxLength={60}
        autoComplete="off"
        onChange={({ target }) => setValue(target.value)}
        aria-invalid={empty}
        aria-describedby="number-help"
      />
      <p id="number-help" className={empty ? styles.wrong : styles.help} role={empty ? 'alert' : undefined}>
        {empty ? t('operator.valueNeeded') : t('operator.valueHelp')}
      </p>
      {act.error !== null && <ProblemAlert error={act.error} />}
      <Button type="primary" size="large" htmlType="submit" loading={act.isPending}>
        {type === 'enter-number' ? t('operator.enterIt') : t('operator.confirmIt')}
      </Button>
    </form>
  );
}
