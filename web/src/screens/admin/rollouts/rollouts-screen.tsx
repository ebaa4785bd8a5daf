import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Popconfirm, Progress, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask, client } from '../../../api/client';
import type { Rollout } from '../../../api/generated/schema';
import { useMay } from '../../../app/use-may';
import { useLanguage } from '../../../i18n/use-language';
import { AsWritten } from '../../../shared/as-written';
import { PagedList, usePages } from '../../../shared/pages';
import { ProblemAlert } from '../../../shared/problem-alert';
import { When } from '../../../shared/when';
import { AdminPage } from '../parts/admin-page';
import admin from '../parts/admin.module.css';
import { RolloutMoves } from './rollout-moves';

/** While one walks, its figures are asked for this often. */
const WALKING_MS = 2_000;

/** Changed calendars and programmes that walked through the open cases: how far, and what they moved. */
export function Screen() {
  return (
    <AdminPage name="rollouts">
      <List />
    </AdminPage>
  );
}

function List() {
  const { t } = useTranslation('rollouts');
  const pages = usePages(['rollouts', 'list'], (asked, signal) =>
    ask(client.GET('/api/v1/rollouts', { params: { query: { ...asked, limit: 20 } }, signal })),
  );
  return (
    <PagedList pages={pages} empty={t('none')}>
      {(rollouts) => rollouts.map((rollout) => <RolloutPanel key={rollout.id} listed={rollout} />)}
    </PagedList>
  );
}

const isWalking = ({ status }: Rollout) => status === 'RUNNING';

function RolloutPanel({ listed }: { listed: Rollout }) {
  const { t } = useTranslation('rollouts');
  const { say } = useLanguage();
  const may = useMay();
  const [open, setOpen] = useState(false);
  const { data } = useQuery({
    queryKey: ['rollouts', 'one', listed.id],
    queryFn: ({ signal }) =>
      ask(client.GET('/api/v1/rollouts/{rolloutId}', { params: { path: { rolloutId: listed.id } }, signal })),
    enabled: isWalking(listed) || open,
    refetchInterval: ({ state }) => (state.data !== undefined && !isWalking(state.data) ? false : WALKING_MS),
  });
  const rollout = data ?? listed;
  const percent = rollout.total === 0 ? 100 : Math.floor((rollout.done / rollout.total) * 100);
  return (
    <section className={admin.panel}>
      <div className={admin.between}>
        <h2>
          <AsWritten text={say(rollout.title)} />
        </h2>
        <span>
          {rollout.dryRun && <Tag>{t('dryRun')}</Tag>}
          <Tag color={isWalking(rollout) ? 'processing' : rollout.status === 'DONE' ? 'success' : 'default'}>
            {t(`status.${rollout.status}`)}
          </Tag>
        </span>
      </div>
      {isWalking(rollout) && <Progress percent={percent} aria-label={t('progress')} status="active" />}
      <p>
        {t('figures', { done: rollout.done, total: rollout.total, moved: rollout.moved })}
        {rollout.reviewed > 0 && ` ${t('reviewed', { reviewed: rollout.reviewed })}`}
      </p>
      <p className={admin.quiet}>
        <AsWritten
          text={
            rollout.startedBy === null
              ? t('byItself')
              : t('startedBy', { name: rollout.startedBy.displayName })
          }
        />{' '}
        <When at={rollout.startedAt} exact />
      </p>
      {open && data !== undefined && (
        <p>
          {t('detail', {
            later: data.figures.later,
            earlier: data.figures.earlier,
            confirmed: data.figures.confirmed,
            verdicts: data.figures.verdicts,
          })}
        </p>
      )}
      <div className={admin.actions} style={{ marginTop: 8 }}>
        {may('listRolloutMoves') && rollout.moved > 0 && (
          <Button aria-expanded={open} onClick={() => setOpen(!open)}>
            {t(open ? 'hideMoves' : 'showMoves')}
          </Button>
        )}
        {isWalking(rollout) && may('cancelRollout') && <CancelButton id={rollout.id} />}
      </div>
      {open && <RolloutMoves id={rollout.id} />}
    </section>
  );
}

function CancelButton({ id }: { id: string }) {
  const { t } = useTranslation('rollouts');
  const queries = useQueryClient();
  const cancel = useMutation({
    mutationFn: () =>
      ask(client.POST('/api/v1/rollouts/{rolloutId}/cancel', { params: { path: { rolloutId: id } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['rollouts'] }),
  });
  return (
    <>
      <Popconfirm
        title={t('cancelAsk')}
        okText={t('cancelIt')}
        cancelText={t('goOn')}
        onConfirm={() => cancel.mutate()}
      >
        <Button danger loading={cancel.isPending}>
          {t('cancel')}
        </Button>
      </Popconfirm>
      {cancel.error !== null && <ProblemAlert error={cancel.error} />}
    </>
  );
}
