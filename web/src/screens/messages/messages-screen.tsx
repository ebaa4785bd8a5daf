import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { ask, client } from '../../api/client';
import type { Notification } from '../../api/generated/schema';
import { useTitle } from '../../app/use-title';
import { useLanguage } from '../../i18n/use-language';
import { AsWritten } from '../../shared/as-written';
import { PagedList, usePages } from '../../shared/pages';
import { ProblemAlert } from '../../shared/problem-alert';
import { When } from '../../shared/when';
import { acknowledge } from './acknowledge';
import styles from './messages.module.css';

const FILTERS = ['all', 'unread', 'unacknowledged'] as const;
type Filter = (typeof FILTERS)[number];

/** What I was told, by name, by post or in place of somebody absent: read it, and say "seen, mine". */
export function Screen() {
  const { t } = useTranslation('messages');
  useTitle(t('page'));
  const [params, setParams] = useSearchParams();
  const filter = FILTERS.find((one) => one === params.get('show')) ?? 'all';
  const pages = usePages(['notifications', 'list', filter], (asked, signal) =>
    ask(
      client.GET('/api/v1/notifications', {
        params: {
          query: {
            ...asked,
            limit: 30,
            ...(filter === 'unread' && { unread: 'true' as const }),
            ...(filter === 'unacknowledged' && { unacknowledged: 'true' as const }),
          },
        },
        signal,
      }),
    ),
  );
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1>{t('page')}</h1>
        <Segmented<Filter>
          aria-label={t('show')}
          value={filter}
          onChange={(show) => setParams(show === 'all' ? {} : { show }, { replace: true })}
          options={FILTERS.map((value) => ({ value, label: t(`filter.${value}`) }))}
        />
      </header>
      <PagedList pages={pages} empty={t(`empty.${filter}`)}>
        {(items) => (
          <ul className={styles.list}>
            {items.map((message) => (
              <Message key={message.id} message={message} />
            ))}
          </ul>
        )}
      </PagedList>
    </div>
  );
}

function Message({ message }: { message: Notification }) {
  const { t } = useTranslation('messages');
  const { say } = useLanguage();
  const queries = useQueryClient();
  const again = () =>
    Promise.all(['notifications', 'duties'].map((key) => queries.invalidateQueries({ queryKey: [key] })));
  const read = useMutation({
    mutationFn: () =>
      ask(
        client.POST('/api/v1/notifications/{notificationId}/read', {
          params: { path: { notificationId: message.id } },
        }),
      ),
    onSuccess: again,
  });
  const acknowledged = useMutation({ mutationFn: () => acknowledge(message), onSuccess: again });
  const said = message.text === null ? null : { zh: message.text.zh, en: message.text.en };
  const title = said === null ? message.kind : say({ zh: said.zh.title, en: said.en.title });
  const isUnread = message.readAt === null;
  const problem = read.error ?? acknowledged.error;
  return (
    <li className={isUnread ? styles.unread : styles.message}>
      <div className={styles.words}>
        <h2>
          {isUnread && <span className={styles.dot}>{t('new')}</span>}
          {message.caseId === null ? (
            <AboutNoCase
              bulletinId={message.bulletinId}
              title={title}
              line={said?.zh.line ?? ''}
              onOpen={() => isUnread && read.mutate()}
            />
          ) : (
            <Link to={`/cases/${message.caseId}`} onClick={() => isUnread && read.mutate()}>
              <AsWritten text={title} />
            </Link>
          )}
        </h2>
        {said !== null && (
          <p>
            <AsWritten text={say({ zh: said.zh.line, en: said.en.line })} />
          </p>
        )}
        <Why message={message} />
        <p className={styles.fate}>
          <When at={message.at} />
          <Fate message={message} />
        </p>
        {problem !== null && <ProblemAlert error={problem} />}
      </div>
      <div className={styles.actions}>
        {message.awaitsAcknowledgement && (
          <Button type="primary" loading={acknowledged.isPending} onClick={() => acknowledged.mutate()}>
            {t('acknowledge')}
          </Button>
        )}
        {isUnread && (
          <Button loading={read.isPending} onClick={() => read.mutate()}>
            {t('read')}
          </Button>
        )}
      </div>
    </li>
  );
}

/** A suggestion that was answered without a case is looked up by the number of its receipt, which the message begins with. */
const RECEIPT = /^\d{8}-[0-9A-Z]{8}(?= )/;

interface AboutNoCaseProps {
  readonly bulletinId: string | null;
  readonly title: string;
  readonly line: string;
  readonly onOpen: () => void;
}

function AboutNoCase({ bulletinId, title, line, onOpen }: AboutNoCaseProps) {
  if (bulletinId !== null)
    return (
      <Link to={`/bulletins/${bulletinId}`} onClick={onOpen}>
        {title}
      </Link>
    );
  const receipt = RECEIPT.exec(line)?.[0];
  return receipt === undefined ? title : <Link to={`/receipts/${receipt}`}>{title}</Link>;
}

/** Who has read and who has acknowledged it, and by when that is asked for. */
function Fate({ message }: { message: Notification }) {
  const { t } = useTranslation('messages');
  const { acknowledgedAt, acknowledgedBy, acknowledgeBy, awaitsAcknowledgement, readAt, readBy } = message;
  return (
    <>
      {awaitsAcknowledgement && acknowledgeBy !== null && (
        <span className={styles.awaited}>
          {t('acknowledgeBy')} <When at={acknowledgeBy} exact />
        </span>
      )}
      {acknowledgedAt !== null && (
        <span>
          <AsWritten text={t('acknowledgedBy', { name: acknowledgedBy?.displayName ?? '' })} />{' '}
          <When at={acknowledgedAt} />
        </span>
      )}
      {acknowledgedAt === null && readAt !== null && (
        <span>
          <AsWritten text={t('readBy', { name: readBy?.displayName ?? '' })} /> <When at={readAt} />
        </span>
      )}
    </>
  );
}

function Why({ message: { why } }: { message: Notification }) {
  const { t } = useTranslation('messages');
  const { language } = useLanguage();
  if (why === null) return null;
  return (
    <details className={styles.why}>
      <summary>{t('why')}</summary>
      <ol>
        {(language === 'en' ? why.en : why.zh).map((step) => (
          <li key={step}>
            <AsWritten text={step} />
          </li>
        ))}
      </ol>
    </details>
  );
}
