import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ask, client } from '../../../api/client';
import { useLanguage } from '../../../i18n/use-language';
import { formatInstant } from '../../../shared/format';
import { PagedList, usePages } from '../../../shared/pages';
import admin from '../parts/admin.module.css';

/** The dates that a rollout moved, in the cases one may see. */
export function RolloutMoves({ id }: { id: string }) {
  const { t } = useTranslation('rollouts');
  const { language } = useLanguage();
  const pages = usePages(['rollouts', 'moves', id], (asked, signal) =>
    ask(
      client.GET('/api/v1/rollouts/{rolloutId}/moves', {
        params: { path: { rolloutId: id }, query: asked },
        signal,
      }),
    ),
  );
  return (
    <PagedList pages={pages} empty={t('noMoves')}>
      {(moves) => (
        <div className={admin.scroll} tabIndex={0} style={{ marginTop: 12 }}>
          <table className={admin.table}>
            <thead>
              <tr>
                <th scope="col">{t('case')}</th>
                <th scope="col">{t('from')}</th>
                <th scope="col">{t('to')}</th>
              </tr>
            </thead>
            <tbody>
              {moves.map((move) => (
                <tr key={`${move.caseId} ${move.clockId}`}>
                  <td>
                    <Link to={`/cases/${move.caseId}`}>{move.number}</Link>
                  </td>
                  <td>{formatInstant(move.oldDueAt, language)}</td>
                  <td>
                    {move.oldDueAt === move.newDueAt
                      ? t('confirmed')
                      : formatInstant(move.newDueAt, language)}
                    {move.provisional && ` ${t('provisional')}`}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </PagedList>
  );
}
