import { Button } from 'antd';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { giveCommand, useRefreshCase } from '../../api/commands';
import type { AwaitedAcknowledgement, Case, SupervisionOrder } from '../../api/generated/schema';
import { newKey } from '../../api/new-key';
import { useLanguage } from '../../i18n/use-language';
import { AsWritten } from '../../shared/as-written';
import { formatInstant } from '../../shared/format';
import { ProblemAlert } from '../../shared/problem-alert';
import { TimeSign } from '../../shared/time-sign';
import styles from './case.module.css';
import { CommandButtons } from './command-button';
import { usePostName } from './post-name';

/** Reminders that wait for "seen, mine", and supervision orders with their answers. */
export function Orders({ of }: { of: Case }) {
  const { t } = useTranslation('case');
  const nothing = of.orders.length === 0 && of.calls.length === 0;
  return (
    <section className={styles.panel} aria-labelledby="orders">
      <h2 id="orders">{t('orders.title')}</h2>
      {nothing && <p className={styles.hint}>{t('orders.none')}</p>}
      <ul className={styles.list}>
        {of.calls.map((call) => (
          <Call key={`${call.clockId}:${call.rung}`} of={of} call={call} />
        ))}
        {of.orders.map((order) => (
          <Order key={order.id} of={of} order={order} />
        ))}
      </ul>
      <CommandButtons of={of} types={['supervise']} />
    </section>
  );
}

function Call({ of, call }: { of: Case; call: AwaitedAcknowledgement }) {
  const { t } = useTranslation('case');
  const { language, say } = useLanguage();
  const postName = usePostName();
  const clock = of.clocks.find(({ id }) => id === call.clockId);
  return (
    <li>
      <p className={styles.clockName}>
        {t('orders.call')}
        {clock !== undefined && ` · ${say(clock.name)}`}
      </p>
      <p className={styles.quiet}>{t('orders.callTo', { posts: call.to.map(postName).join('、') })}</p>
      <p className={styles.quiet}>
        {call.until === null
          ? t('orders.callAtTop')
          : t('orders.callUntil', { when: formatInstant(call.until, language) })}
        {call.step > 0 && ` · ${t('orders.climbed', { count: call.step })}`}
      </p>
      <Acknowledge of={of} clockId={call.clockId} />
    </li>
  );
}

function Acknowledge({ of, clockId }: { of: Case; clockId: string }) {
  const { t } = useTranslation('case');
  const refresh = useRefreshCase();
  const [key] = useState(newKey);
  const give = useMutation({
    mutationFn: () => giveCommand({ caseId: of.id, type: 'acknowledge', data: { clockId }, key }),
    onSuccess: () => refresh(of.id),
  });
  if (!of.allowed.some(({ type }) => type === 'acknowledge')) return null;
  return (
    <>
      {give.error !== null && <ProblemAlert error={give.error} />}
      <Button type="primary" size="small" loading={give.isPending} onClick={() => give.mutate()}>
        {t('orders.acknowledge')}
      </Button>
    </>
  );
}

function Order({ of, order }: { of: Case; order: SupervisionOrder }) {
  const { t } = useTranslation('case');
  const postName = usePostName();
  const { text, to, givenAs, answer, sign, id } = order;
  return (
    <li>
      <p dir="auto" className={styles.order}>
        <AsWritten text={text} />
      </p>
      <p className={styles.quiet}>
        {givenAs !== null && `${t('orders.by', { post: postName(roleIn(givenAs)) })} · `}
        {t('orders.to', { post: postName(to) })}
      </p>
      {answer === null ? (
        <>
          <TimeSign sign={sign} wide />
          <CommandButtons of={of} types={['answer-order']} given={{ orderId: id }} />
        </>
      ) : (
        <p dir="auto" className={styles.answer}>
          {t('orders.answer')}：{answer}
        </p>
      )}
    </li>
  );
}

/** A post in the ledger names its organisation; here the role says enough. */
const roleIn = (label: string) => label.replace(/@.*$/u, '');
