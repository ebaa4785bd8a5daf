import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ask, client } from '../../../api/client';
import type { Organisation } from '../../../api/generated/schema';
import { useLanguage } from '../../../i18n/use-language';
import { AsWritten } from '../../../shared/as-written';
import { formatDay } from '../../../shared/format';
import { PagedList, usePages } from '../../../shared/pages';
import { useRoleName } from '../../../shared/role-name';
import admin from '../parts/admin.module.css';

/** Who holds which post here, and who stands in for them today. */
export function HoldersPanel({ organisation: { id } }: { organisation: Organisation }) {
  const { t } = useTranslation('organisations');
  const { language } = useLanguage();
  const roleName = useRoleName();
  const pages = usePages(['people', 'holders', id], (asked, signal) =>
    ask(
      client.GET('/api/v1/organisations/{organisationId}/posts', {
        params: { path: { organisationId: id }, query: asked },
        signal,
      }),
    ),
  );
  return (
    <section className={admin.panel}>
      <div className={admin.between}>
        <h2>{t('holders.title')}</h2>
        <Link to={`/admin/people?organisation=${id}`}>{t('holders.manage')}</Link>
      </div>
      <PagedList pages={pages} empty={t('holders.none')}>
        {(posts) => (
          <div className={admin.scroll} tabIndex={0}>
            <table className={admin.table}>
              <thead>
                <tr>
                  <th scope="col">{t('holders.post')}</th>
                  <th scope="col">{t('holders.who')}</th>
                  <th scope="col">{t('holders.since')}</th>
                  <th scope="col">{t('holders.substitute')}</th>
                </tr>
              </thead>
              <tbody>
                {posts.map((post) => (
                  <tr key={post.id}>
                    <td>{roleName(post.role)}</td>
                    <td>
                      <AsWritten text={post.person.displayName} />
                    </td>
                    <td>
                      {formatDay(post.fromDate, language)}
                      {post.untilDate !== null && ` – ${formatDay(post.untilDate, language)}`}
                    </td>
                    <td>
                      {post.substitute === null
                        ? '—'
                        : t('holders.until', {
                            name: post.substitute.displayName,
                            day: formatDay(post.substitute.untilDate, language),
                          })}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </PagedList>
    </section>
  );
}
