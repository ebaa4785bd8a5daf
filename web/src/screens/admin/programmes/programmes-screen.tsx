import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ask, client } from '../../../api/client';
import { useMe } from '../../../app/use-may';
import { useLanguage } from '../../../i18n/use-language';
import { formatDay } from '../../../shared/format';
import { PagedList, usePages } from '../../../shared/pages';
import { AdminPage } from '../parts/admin-page';
import admin from '../parts/admin.module.css';
import { isAtTop } from '../parts/sections';
import { DraftDialog } from './draft-dialog';

/** Every programme in its newest version; whoever makes rules checks and publishes drafts. */
export function Screen() {
  const { t } = useTranslation('programmes');
  const me = useMe();
  const [drafting, setDrafting] = useState(false);
  return (
    <AdminPage
      name="programmes"
      actions={
        isAtTop(me, 'leader') && (
          <Button type="primary" onClick={() => setDrafting(true)}>
            {t('draft')}
          </Button>
        )
      }
    >
      <List />
      <DraftDialog open={drafting} text="" onClose={() => setDrafting(false)} />
    </AdminPage>
  );
}

function List() {
  const { t } = useTranslation('programmes');
  const { say, language } = useLanguage();
  const pages = usePages(['programmes', 'list'], (asked, signal) =>
    ask(client.GET('/api/v1/programmes', { params: { query: asked }, signal })),
  );
  return (
    <PagedList pages={pages} empty={t('none')}>
      {(programmes) => (
        <div className={admin.cards}>
          {programmes.map(({ code, name, place, version, effectiveFrom }) => (
            <Link key={code} to={`/admin/programmes/${code}`} className={admin.card}>
              <strong>{say(name)}</strong>
              <span>
                {say(place)} · {t('version', { version })} ·{' '}
                {t('since', { day: formatDay(effectiveFrom, language) })}
              </span>
            </Link>
          ))}
        </div>
      )}
    </PagedList>
  );
}
