import { useQuery } from '@tanstack/react-query';
import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ask, client } from '../../../api/client';
import type { StayingCases } from '../../../api/generated/schema';
import { useMay } from '../../../app/use-may';
import { useLanguage } from '../../../i18n/use-language';
import { ProblemAlert } from '../../../shared/problem-alert';

/** Of the cases that are open now, which stay under a version older than this one. */
export function StayingFor({ code, version }: { code: string; version: number }) {
  const may = useMay();
  const { data, error } = useQuery({
    queryKey: ['programmes', code, 'staying', version],
    enabled: may('listStayingCases'),
    queryFn: ({ signal }) =>
      ask(
        client.GET('/api/v1/programmes/{code}/staying', {
          params: { path: { code }, query: { version } },
          signal,
        }),
      ),
  });
  if (error !== null) return <ProblemAlert error={error} />;
  return data === undefined ? null : <Staying of={data.items} version={version} />;
}

/** How many cases a version does not reach, and what they do without: a case keeps the version it began under. */
export function Staying({ of, version }: { of: readonly StayingCases[]; version: number | null }) {
  const { t } = useTranslation('programmes');
  const { say, language } = useLanguage();
  const newer = version === null ? t('staying.thisDraft') : t('version', { version });
  if (of.length === 0) return <Alert type="info" showIcon title={t('staying.none', { newer })} />;
  const count = of.reduce((sum, { openCases }) => sum + openCases, 0);
  return (
    <Alert
      type="warning"
      showIcon
      title={t('staying.title', { newer, count })}
      description={
        <>
          <ul>
            {of.map(({ version: older, openCases, running, without }) => (
              <li key={older}>
                {t('staying.line', { older, count: openCases, running })}{' '}
                {without.length === 0
                  ? t('staying.nothing')
                  : t('staying.without', { what: without.map(say).join(language === 'en' ? '; ' : '；') })}
              </li>
            ))}
          </ul>
          <p>
            {t('staying.limits')} <Link to="/admin/rollouts">{t('staying.rollouts')}</Link>
          </p>
        </>
      }
    />
  );
}
