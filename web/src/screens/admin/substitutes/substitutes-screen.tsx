import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Popconfirm, Switch, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask, client } from '../../../api/client';
import type { Substitute } from '../../../api/generated/schema';
import { useLanguage } from '../../../i18n/use-language';
import { AsWritten } from '../../../shared/as-written';
import { formatDay } from '../../../shared/format';
import { PagedList, usePages } from '../../../shared/pages';
import { ProblemAlert } from '../../../shared/problem-alert';
import { AdminPage } from '../parts/admin-page';
import admin from '../parts/admin.module.css';
import { AbsenceStrip } from './absence-strip';
import { EnterDialog } from './enter-dialog';

/** Who stands in for whom and when: the next weeks at a glance, then each entry. */
export function Screen() {
  const { t } = useTranslation('substitutes');
  const [entering, setEntering] = useState(false);
  const [past, setPast] = useState(false);
  const pages = usePages(['substitutes', past ? 'past' : 'now'], (asked, signal) =>
    ask(
      client.GET('/api/v1/substitutes', {
        params: { query: { ...asked, past: past ? 'true' : 'false' } },
        signal,
      }),
    ),
  );
  return (
    <AdminPage
      name="substitutes"
      actions={
        <Button type="primary" onClick={() => setEntering(true)}>
          {t('enter')}
        </Button>
      }
    >
      {pages.data !== undefined && pages.data.length > 0 && <AbsenceStrip substitutes={pages.data} />}
      <section className={admin.panel}>
        <div className={admin.between}>
          <h2>{t('list')}</h2>
          <label className={admin.small}>
            <Switch size="small" checked={past} onChange={setPast} aria-label={t('past')} /> {t('past')}
          </label>
        </div>
        <PagedList pages={pages} empty={t('none')}>
          {(substitutes) => <List substitutes={substitutes} />}
        </PagedList>
      </section>
      <EnterDialog open={entering} onClose={() => setEntering(false)} />
    </AdminPage>
  );
}

function List({ substitutes }: { substitutes: Substitute[] }) {
  const { t } = useTranslation('substitutes');
  return (
    <div className={admin.scroll} tabIndex={0}>
      <table className={admin.table}>
        <thead>
          <tr>
            <th scope="col">{t('days')}</th>
            <th scope="col">{t('absent')}</th>
            <th scope="col">{t('substitute')}</th>
            <th scope="col">{t('reason')}</th>
            <th scope="col">{t('state')}</th>
            <th scope="col">{t('act')}</th>
          </tr>
        </thead>
        <tbody>
          {substitutes.map((one) => (
            <Row key={one.id} substitute={one} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

const COLOURS = { planned: 'processing', active: 'success', over: 'default', cancelled: 'default' } as const;

function Row({ substitute }: { substitute: Substitute }) {
  const { t } = useTranslation('substitutes');
  const { language } = useLanguage();
  const queries = useQueryClient();
  const cancel = useMutation({
    mutationFn: () =>
      ask(
        client.POST('/api/v1/substitutes/{substitutionId}/cancel', {
          params: { path: { substitutionId: substitute.id } },
        }),
      ),
    onSuccess: () =>
      Promise.all(['substitutes', 'me'].map((key) => queries.invalidateQueries({ queryKey: [key] }))),
  });
  const canCancel = substitute.state === 'planned' || substitute.state === 'active';
  return (
    <tr>
      <td>
        {formatDay(substitute.fromDate, language)} – {formatDay(substitute.untilDate, language)}
      </td>
      <td>
        <AsWritten text={substitute.person.displayName} />
      </td>
      <td>
        <AsWritten text={substitute.substitute.displayName} />
      </td>
      <td>
        <AsWritten text={substitute.reason} />
      </td>
      <td>
        <Tag color={COLOURS[substitute.state]}>{t(`states.${substitute.state}`)}</Tag>
      </td>
      <td>
        {canCancel && (
          <Popconfirm
            title={t('cancelAsk')}
            okText={t('cancelIt')}
            cancelText={t('keep')}
            onConfirm={() => cancel.mutate()}
          >
            <Button size="small" loading={cancel.isPending}>
              {t('cancel')}
            </Button>
          </Popconfirm>
        )}
        {cancel.error !== null && <ProblemAlert error={cancel.error} />}
      </td>
    </tr>
  );
}
