import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Select, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask, client } from '../../../api/client';
import type { Channel } from '../../../api/generated/schema';
import { ListSkeleton } from '../../../shared/list-skeleton';
import { ProblemAlert } from '../../../shared/problem-alert';
import { When } from '../../../shared/when';
import { AdminPage } from '../parts/admin-page';
import admin from '../parts/admin.module.css';
import { DeadLetters } from './dead-letters';

const AGAIN_MS = 15_000;

/** How each way out of the product is doing, a test message, and what did not arrive. */
export function Screen() {
  return (
    <AdminPage name="channels">
      <Channels />
    </AdminPage>
  );
}

function Channels() {
  const { data, error, refetch } = useQuery({
    queryKey: ['channels'],
    queryFn: ({ signal }) => ask(client.GET('/api/v1/channels', { signal })),
    refetchInterval: AGAIN_MS,
  });
  if (error !== null && data === undefined)
    return <ProblemAlert error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <ListSkeleton rows={5} />;
  return (
    <>
      <div className={admin.cards}>
        {data.items.map((channel) => (
          <ChannelCard key={channel.name} channel={channel} />
        ))}
      </div>
      <DeadLetters />
    </>
  );
}

type Health = 'off' | 'failing' | 'fine' | 'unused';

function healthOf({ configured, failures, lastOkAt }: Channel): Health {
  if (!configured) return 'off';
  if (failures > 0) return 'failing';
  return lastOkAt === null ? 'unused' : 'fine';
}

const COLOURS = { off: 'default', failing: 'error', fine: 'success', unused: 'processing' } as const;

function ChannelCard({ channel }: { channel: Channel }) {
  const { t } = useTranslation('channels');
  const names = useTranslation('contact');
  const health = healthOf(channel);
  const skipped = channel.skipped.reduce((sum, { count }) => sum + count, 0);
  return (
    <section className={admin.panel} style={{ margin: 0 }}>
      <div className={admin.between}>
        <h2>{names.t(`channels.${channel.name}`)}</h2>
        <Tag color={COLOURS[health]}>{t(`health.${health}`)}</Tag>
      </div>
      <dl className={admin.facts}>
        <dt>{t('waiting')}</dt>
        <dd>
          {channel.waiting + channel.pending}
          {channel.oldestWaitingAt !== null && (
            <span className={admin.quiet}>
              {' '}
              {t('oldest')} <When at={channel.oldestWaitingAt} />
            </span>
          )}
        </dd>
        <dt>{t('dead')}</dt>
        <dd className={channel.dead + channel.unknown > 0 ? admin.late : undefined}>
          {channel.dead + channel.unknown}
        </dd>
        <dt>{t('skipped')}</dt>
        <dd>
          {skipped}
          {channel.skipped.map(({ reason, count }) => (
            <div key={reason} className={admin.quiet}>
              {t(`reasons.${reason}`)} {count}
            </div>
          ))}
        </dd>
        <dt>{t('lastOk')}</dt>
        <dd>{channel.lastOkAt === null ? '—' : <When at={channel.lastOkAt} />}</dd>
      </dl>
      {channel.lastError !== null && channel.failures > 0 && (
        <p className={admin.late}>{t('failing', { count: channel.failures, error: channel.lastError })}</p>
      )}
      {channel.configured && <TestButton channel={channel} />}
    </section>
  );
}

function TestButton({ channel }: { channel: Channel }) {
  const { t } = useTranslation('channels');
  const { message } = App.useApp();
  const queries = useQueryClient();
  const robots = channel.robots ?? [];
  const [robot, setRobot] = useState<string | undefined>(robots[0]);
  const test = useMutation({
    mutationFn: () =>
      ask(
        client.POST('/api/v1/channels/{channel}/test', {
          params: { path: { channel: channel.name } },
          body: robot === undefined ? {} : { robot },
        }),
      ),
    onSuccess: async () => {
      void message.success(t('tested'));
      await queries.invalidateQueries({ queryKey: ['channels'] });
    },
  });
  return (
    <div className={admin.actions} style={{ marginTop: 10 }}>
      {robots.length > 1 && (
        <Select
          aria-label={t('robot')}
          value={robot ?? null}
          onChange={setRobot}
          options={robots.map((value) => ({ value, label: value }))}
        />
      )}
      <Button loading={test.isPending} onClick={() => test.mutate()}>
        {t('test')}
      </Button>
      {test.error !== null && <ProblemAlert error={test.error} />}
    </div>
  );
}
