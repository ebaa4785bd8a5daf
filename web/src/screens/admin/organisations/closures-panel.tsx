import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Popconfirm, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask, client } from '../../../api/client';
import type { Closure, Organisation } from '../../../api/generated/schema';
import { useMay, useMe } from '../../../app/use-may';
import { useLanguage } from '../../../i18n/use-language';
import { AsWritten } from '../../../shared/as-written';
import { formatDay } from '../../../shared/format';
import { PagedList, usePages } from '../../../shared/pages';
import { ProblemAlert } from '../../../shared/problem-alert';
import admin from '../parts/admin.module.css';
import { coversPlace, useOrganisations } from '../../../shared/organisations';
import { ClosureDialog } from './closure-dialog';

/** Days on which this place rests or works by itself; its own and those of the places above it. */
export function ClosuresPanel({ organisation }: { organisation: Organisation }) {
  const { t } = useTranslation('organisations');
  const me = useMe();
  const may = useMay();
  const [entering, setEntering] = useState(false);
  const pages = usePages(['calendar', 'closures', organisation.id], (asked, signal) =>
    ask(
      client.GET('/api/v1/calendar/closures', {
        params: { query: { ...asked, organisationId: organisation.id } },
        signal,
      }),
    ),
  );
  const decides = may('addClosure') && coversPlace(me, organisation.path, 'leader', 'officer');
  return (
    <section className={admin.panel}>
      <div className={admin.between}>
        <h2>{t('closures.title')}</h2>
        {decides && <Button onClick={() => setEntering(true)}>{t('closures.enter')}</Button>}
      </div>
      <PagedList pages={pages} empty={t('closures.none')}>
        {(closures) => (
          <ul>
            {closures.map((closure) => (
              <ClosureRow key={closure.id} closure={closure} here={organisation} />
            ))}
          </ul>
        )}
      </PagedList>
      <ClosureDialog open={entering} organisation={organisation} onClose={() => setEntering(false)} />
    </section>
  );
}

function ClosureRow({ closure, here }: { closure: Closure; here: Organisation }) {
  const { t } = useTranslation('organisations');
  const { language } = useLanguage();
  const me = useMe();
  const { byId } = useOrganisations();
  const queries = useQueryClient();
  const cancel = useMutation({
    mutationFn: () =>
      ask(
        client.POST('/api/v1/calendar/closures/{closureId}/cancel', {
          params: { path: { closureId: closure.id } },
          body: { recompute: true },
        }),
      ),
    onSuccess: () =>
      Promise.all(['calendar', 'rollouts'].map((key) => queries.invalidateQueries({ queryKey: [key] }))),
  });
  const place = byId.get(closure.organisationId);
  const decides = place !== undefined && coversPlace(me, place.path, 'leader', 'officer');
  const days =
    closure.date === closure.until
      ? formatDay(closure.date, language)
      : `${formatDay(closure.date, language)} – ${formatDay(closure.until, language)}`;
  return (
    <li className={admin.between} style={{ padding: '6px 0' }}>
      <span>
        <Tag color={closure.kind === 'CLOSED' ? 'warning' : 'processing'}>
          {t(`closures.kinds.${closure.kind}`)}
        </Tag>
        <strong>{days}</strong> <AsWritten text={closure.name} />{' '}
        <span className={admin.quiet}>
          <AsWritten text={closure.source} />
          {place !== undefined && place.id !== here.id && ` · ${t('closures.of', { name: place.name })}`}
        </span>
      </span>
      {decides && (
        <Popconfirm
          title={t('closures.cancelAsk')}
          okText={t('closures.cancelIt')}
          cancelText={t('closures.keep')}
          onConfirm={() => cancel.mutate()}
        >
          <Button size="small" loading={cancel.isPending}>
            {t('closures.cancel')}
          </Button>
        </Popconfirm>
      )}
      {cancel.error !== null && <ProblemAlert error={cancel.error} />}
    </li>
  );
}
