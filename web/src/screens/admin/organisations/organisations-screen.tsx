import { useQuery } from '@tanstack/react-query';
import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useMe } from '../../../app/use-may';
import { AsWritten } from '../../../shared/as-written';
import { ListSkeleton } from '../../../shared/list-skeleton';
import { ProblemAlert } from '../../../shared/problem-alert';
import { AdminPage } from '../parts/admin-page';
import admin from '../parts/admin.module.css';
import { depthOf, organisationsQuery } from '../../../shared/organisations';
import { OrganisationDetail } from './organisation-detail';
import styles from './organisations.module.css';

/** The tree on one side, one organisation on the other: its hours, its people, its closures. */
export function Screen() {
  return (
    <AdminPage name="organisations">
      <Tree />
    </AdminPage>
  );
}

function Tree() {
  const { t } = useTranslation('organisations');
  const me = useMe();
  const { data, error, refetch } = useQuery(organisationsQuery);
  const [params, setParams] = useSearchParams();
  const [typed, setTyped] = useState('');
  if (error !== null) return <ProblemAlert error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <ListSkeleton rows={8} />;
  const mine = data.filter(({ path }) => me.posts.some(({ orgPath }) => path.startsWith(orgPath)));
  const chosen = mine.find(({ id }) => id === params.get('at')) ?? mine[0];
  const shown = mine.filter(({ name }) => name.includes(typed.trim()));
  return (
    <div className={admin.two}>
      <section className={styles.tree} aria-label={t('tree')}>
        <Input
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
          placeholder={t('filter')}
          aria-label={t('filter')}
        />
        <ul>
          {shown.map((one) => (
            <li key={one.id}>
              <button
                type="button"
                aria-current={one.id === chosen?.id ? 'true' : undefined}
                style={{ paddingLeft: 10 + depthOf(one) * 18 }}
                onClick={() => setParams({ at: one.id }, { replace: true })}
              >
                <span>
                  <AsWritten text={one.name} />
                </span>
                <span className={admin.quiet}>{t(`levels.${one.level}`)}</span>
              </button>
            </li>
          ))}
        </ul>
        {shown.length === 0 && <p className={admin.quiet}>{t('noneFound')}</p>}
      </section>
      {chosen !== undefined && <OrganisationDetail key={chosen.id} organisation={chosen} />}
    </div>
  );
}
