import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Popconfirm, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { ask, client } from '../../../api/client';
import type { Delivery } from '../../../api/generated/schema';
import { PagedList, usePages } from '../../../shared/pages';
import { ProblemAlert } from '../../../shared/problem-alert';
import { When } from '../../../shared/when';
import admin from '../parts/admin.module.css';

/** Deliveries that did not arrive, oldest first: send again, or give up. */
export function DeadLetters() {
  const { t } = useTranslation('channels');
  const pages = usePages(['channels', 'deliveries'], (asked, signal) =>
    ask(client.GET('/api/v1/channels/deliveries', { params: { query: asked }, signal })),
  );
  return (
    <section className={admin.panel} style={{ marginTop: 16 }}>
      <h2>{t('letters')}</h2>
      <PagedList pages={pages} empty={t('none')}>
        {(deliveries) => (
          <div className={admin.scroll} tabIndex={0}>
            <table className={admin.table}>
              <thead>
                <tr>
                  <th scope="col">{t('since')}</th>
                  <th scope="col">{t('channel')}</th>
                  <th scope="col">{t('to')}</th>
                  <th scope="col">{t('state')}</th>
                  <th scope="col">{t('why')}</th>
                  <th scope="col">{t('act')}</th>
                </tr>
              </thead>
              <tbody>
                {deliveries.map((delivery) => (
                  <Row key={delivery.id} delivery={delivery} />
                ))}
              </tbody>
            </table>
          </div>
        )}
      </PagedList>
    </section>
  );
}

function Row({ delivery }: { delivery: Delivery }) {
  const { t } = useTranslation('channels');
  const names = useTranslation('contact');
  const queries = useQueryClient();
  const params = { path: { deliveryId: delivery.id } };
  const onSuccess = () => queries.invalidateQueries({ queryKey: ['channels'] });
  const resend = useMutation({
    mutationFn: () => ask(client.POST('/api/v1/channels/deliveries/{deliveryId}/resend', { params })),
    onSuccess,
  });
  const giveUp = useMutation({
    mutationFn: (arrived: boolean) =>
      ask(client.POST('/api/v1/channels/deliveries/{deliveryId}/give-up', { params, body: { arrived } })),
    onSuccess,
  });
  const problem = resend.error ?? giveUp.error;
  return (
    <tr>
      <td>
        <When at={delivery.createdAt} />
      </td>
      <td>{names.t(`channels.${delivery.channel}`)}</td>
      <td>{delivery.target}</td>
      <td>
        <Tag color={delivery.state === 'DEAD' ? 'error' : 'warning'}>{t(`states.${delivery.state}`)}</Tag>
      </td>
      <td>
        {delivery.error ?? '—'}{' '}
        <span className={admin.quiet}>
          {t('tries', { attempts: delivery.attempts, messages: delivery.messages })}
        </span>
        {problem !== null && <ProblemAlert error={problem} />}
      </td>
      <td>
        <div className={admin.actions}>
          <Popconfirm
            title={t('resendAsk')}
            okText={t('resend')}
            cancelText={t('keep')}
            onConfirm={() => resend.mutate()}
          >
            <Button size="small" loading={resend.isPending}>
              {t('resend')}
            </Button>
          </Popconfirm>
          {delivery.state === 'UNKNOWN' && (
            <Button size="small" onClick={() => giveUp.mutate(true)}>
              {t('arrived')}
            </Button>
          )}
          <Popconfirm
            title={t('giveUpAsk')}
            okText={t('giveUp')}
            cancelText={t('keep')}
            onConfirm={() => giveUp.mutate(false)}
          >
            <Button size="small" danger loading={giveUp.isPending}>
              {t('giveUp')}
            </Button>
          </Popconfirm>
        </div>
      </td>
    </tr>
  );
}
