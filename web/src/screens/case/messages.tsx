import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { caseMessagesQuery } from '../../api/case';
import type { CaseMessage } from '../../api/generated/schema';
import { useLanguage } from '../../i18n/use-language';
import { AsWritten } from '../../shared/as-written';
import { formatInstant } from '../../shared/format';
import { ListSkeleton } from '../../shared/list-skeleton';
import { ProblemAlert } from '../../shared/problem-alert';
import { When } from '../../shared/when';
import styles from './case.module.css';

/** Who was told what, whether they read it, and what became of each channel. */
export function Messages({ caseId }: { caseId: string }) {
  const { t } = useTranslation('case');
  const [open, setOpen] = useState(false);
  return (
    <details className={styles.panel} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        <h2>{t('messages.title')}</h2>
      </summary>
      {open && <List caseId={caseId} />}
    </details>
  );
}

function List({ caseId }: { caseId: string }) {
  const { t } = useTranslation('case');
  const { data, error, refetch } = useQuery(caseMessagesQuery(caseId));
  if (error !== null) return <ProblemAlert error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <ListSkeleton rows={3} />;
  if (data.items.length === 0) return <p className={styles.hint}>{t('messages.none')}</p>;
  return (
    <ul className={styles.list}>
      {data.items.map((message) => (
        <Message key={message.id} message={message} />
      ))}
    </ul>
  );
}

function Message({ message }: { message: CaseMessage }) {
  const { say } = useLanguage();
  const addressee = useAddressee();
  const fate = useFate();
  return (
    <li>
      <p className={styles.clockName}>
        {say(message.kindName)} → <AsWritten text={addressee(message)} />
      </p>
      <p className={styles.quiet}>
        <When at={message.at} /> · {fate(message)}
      </p>
    </li>
  );
}

/** For whom a message is, in words: a person, a post, or the proposer, who has no name here. */
export function useAddressee(): (message: CaseMessage) => string {
  const { t } = useTranslation('case');
  const { say } = useLanguage();
  return ({ to }) => {
    if (to.proposer) return t('messages.proposer');
    const post = [to.organisationName, to.roleName === null ? null : say(to.roleName)];
    return [...post, to.name].filter((word) => word !== null).join(' ');
  };
}

const CHANNELS = [
  ...(['mail', 'sms', 'wecom', 'wecom-robot'] as const),
  ...(['dingtalk', 'dingtalk-robot', 'webhook'] as const),
];

/** What became of a message, in one line. */
export function useFate(): (message: CaseMessage) => string {
  const { t } = useTranslation('case');
  const { language, say } = useLanguage();
  const at = (instant: string) => formatInstant(instant, language);
  return ({ readAt, acknowledgeBy, acknowledgedAt, deliveries }) => {
    const read = readAt === null ? t('messages.unread') : t('messages.read', { when: at(readAt) });
    const own =
      acknowledgedAt !== null
        ? [t('messages.acknowledged', { when: at(acknowledgedAt) })]
        : acknowledgeBy !== null
          ? [t('messages.unacknowledged')]
          : [];
    const ways = deliveries.map(({ channel, words, error }) => {
      const known = CHANNELS.find((one) => one === channel);
      const name = known === undefined ? channel : t(`messages.channels.${known}`);
      return `${name} ${say(words)}${error === null ? '' : `（${error}）`}`;
    });
    return [`${t('messages.inside')} ${read}`, ...own, ...ways].join(' · ');
  };
}
