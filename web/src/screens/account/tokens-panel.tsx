import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Form, Input, InputNumber, Popconfirm, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask, client } from '../../api/client';
import type { ApiToken } from '../../api/generated/schema';
import { AsWritten } from '../../shared/as-written';
import { FormDialog } from '../../shared/form-dialog';
import { PagedList, usePages } from '../../shared/pages';
import { ProblemAlert } from '../../shared/problem-alert';
import { When } from '../../shared/when';
import admin from '../admin/parts/admin.module.css';

const queryKey = ['own-tokens'];

/** Tokens by which my scripts act in my name. A new one is shown once. */
export function TokensPanel() {
  const { t } = useTranslation('account');
  const [making, setMaking] = useState(false);
  const [made, setMade] = useState<string | null>(null);
  const pages = usePages(queryKey, (asked, signal) =>
    ask(client.GET('/api/v1/me/tokens', { params: { query: asked }, signal })),
  );
  return (
    <section className={admin.panel}>
      <div className={admin.between}>
        <h2>{t('tokens.title')}</h2>
        <Button onClick={() => setMaking(true)}>{t('tokens.make')}</Button>
      </div>
      <p className={admin.quiet}>{t('tokens.explain')}</p>
      {made !== null && (
        <Alert
          type="success"
          title={t('tokens.made')}
          description={<Typography.Text copyable>{made}</Typography.Text>}
          closable={{ onClose: () => setMade(null) }}
          style={{ margin: '12px 0' }}
        />
      )}
      <PagedList pages={pages} empty={t('tokens.none')}>
        {(tokens) => (
          <div className={admin.scroll} tabIndex={0}>
            <table className={admin.table}>
              <thead>
                <tr>
                  <th scope="col">{t('tokens.name')}</th>
                  <th scope="col">{t('tokens.since')}</th>
                  <th scope="col">{t('tokens.until')}</th>
                  <th scope="col">{t('tokens.act')}</th>
                </tr>
              </thead>
              <tbody>
                {tokens.map((token) => (
                  <TokenRow key={token.id} token={token} />
                ))}
              </tbody>
            </table>
          </div>
        )}
      </PagedList>
      <FormDialog<{ name: string; days: number }>
        open={making}
        title={t('tokens.make')}
        submit={t('tokens.makeIt')}
        done={t('tokens.done')}
        initial={{ days: 90 }}
        touches={[queryKey]}
        send={async (body) => setMade((await ask(client.POST('/api/v1/me/tokens', { body }))).token)}
        onClose={() => setMaking(false)}
      >
        <Form.Item
          name="name"
          label={t('tokens.name')}
          rules={[{ required: true, message: t('tokens.nameNeeded') }]}
        >
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item
          name="days"
          label={t('tokens.days')}
          rules={[{ required: true, message: t('tokens.daysNeeded') }]}
        >
          <InputNumber min={1} max={366} precision={0} />
        </Form.Item>
      </FormDialog>
    </section>
  );
}

function TokenRow({ token }: { token: ApiToken }) {
  const { t } = useTranslation('account');
  const queries = useQueryClient();
  const revoke = useMutation({
    mutationFn: () =>
      ask(client.DELETE('/api/v1/me/tokens/{tokenId}', { params: { path: { tokenId: token.id } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey }),
  });
  return (
    <tr>
      <td>
        <AsWritten text={token.name} />
      </td>
      <td>
        <When at={token.createdAt} />
      </td>
      <td>{token.expiresAt === null ? t('tokens.never') : <When at={token.expiresAt} exact />}</td>
      <td>
        {token.revokedAt === null ? (
          <Popconfirm
            title={t('tokens.revokeAsk')}
            okText={t('tokens.revoke')}
            cancelText={t('tokens.keep')}
            onConfirm={() => revoke.mutate()}
          >
            <Button size="small" danger loading={revoke.isPending}>
              {t('tokens.revoke')}
            </Button>
          </Popconfirm>
        ) : (
          <span className={admin.quiet}>
            {t('tokens.revoked')} <When at={token.revokedAt} />
          </span>
        )}
        {revoke.error !== null && <ProblemAlert error={revoke.error} />}
      </td>
    </tr>
  );
}
