import { useQuery } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams, useSearchParams } from 'react-router';
import { ask, client } from '../../../api/client';
import { isProblem } from '../../../api/problem';
import { MissingPage } from '../../../app/missing-page';
import { useMe } from '../../../app/use-may';
import { useLanguage } from '../../../i18n/use-language';
import { formatDay } from '../../../shared/format';
import { ListSkeleton } from '../../../shared/list-skeleton';
import { ProblemAlert } from '../../../shared/problem-alert';
import { AdminPage } from '../parts/admin-page';
import admin from '../parts/admin.module.css';
import { isAtTop } from '../parts/sections';
import { Compared } from './compared';
import { DraftDialog } from './draft-dialog';
import { Reading } from './reading';
import { StayingFor } from './staying';

/** One programme to be read aloud, every value with its source; its versions, and what differs between two. */
export function Screen() {
  const { code = '' } = useParams();
  const [params, setParams] = useSearchParams();
  const asked = Number(params.get('version') ?? NaN);
  const version = Number.isInteger(asked) && asked > 0 ? asked : undefined;
  const shown = useProgramme(code, version);
  const otherVersion = Number(params.get('compare') ?? NaN);
  if (isProblem(shown.error, 'not-found')) return <MissingPage />;
  const change = (name: string, value: number | undefined) =>
    setParams(
      (old) => {
        if (value === undefined) old.delete(name);
        else old.set(name, String(value));
        return old;
      },
      { replace: true },
    );
  return (
    <AdminPage name="programmes">
      {shown.error !== null && <ProblemAlert error={shown.error} onRetry={() => void shown.refetch()} />}
      {shown.data === undefined ? (
        shown.error === null && <ListSkeleton rows={10} />
      ) : (
        <Programme
          programme={shown.data}
          compare={Number.isInteger(otherVersion) ? otherVersion : undefined}
          change={change}
        />
      )}
    </AdminPage>
  );
}

function useProgramme(code: string, version: number | undefined, enabled = true) {
  return useQuery({
    queryKey: ['programmes', code, version ?? 'newest'],
    enabled,
    queryFn: ({ signal }) =>
      ask(
        client.GET('/api/v1/programmes/{code}', {
          params: { path: { code }, query: version === undefined ? {} : { version } },
          signal,
        }),
      ),
  });
}

type Shown = NonNullable<ReturnType<typeof useProgramme>['data']>;

function Programme({
  programme,
  compare,
  change,
}: {
  programme: Shown;
  compare: number | undefined;
  change: (name: string, value: number | undefined) => void;
}) {
  const { t } = useTranslation('programmes');
  const { say, language } = useLanguage();
  const me = useMe();
  const [drafting, setDrafting] = useState(false);
  const other = useProgramme(programme.code, compare, compare !== undefined);
  const options = programme.versions.map(({ version, effectiveFrom }) => ({
    value: version,
    label: `${t('version', { version })} · ${t('since', { day: formatDay(effectiveFrom, language) })}`,
  }));
  return (
    <>
      <p>
        <Link to="/admin/programmes">{t('back')}</Link>
      </p>
      <div className={admin.bar} style={{ marginTop: 8 }}>
        <h2 style={{ fontSize: 18, marginRight: 'auto' }}>{say(programme.name)}</h2>
        <Select
          aria-label={t('shownVersion')}
          value={programme.version}
          options={options}
          onChange={(version) => change('version', version)}
          popupMatchSelectWidth={false}
        />
        {options.length > 1 && (
          <Select
            aria-label={t('compareWith')}
            placeholder={t('compareWith')}
            value={compare ?? null}
            options={options.filter(({ value }) => value !== programme.version)}
            onChange={(version: number | undefined) => change('compare', version)}
            allowClear
            popupMatchSelectWidth={false}
          />
        )}
        {isAtTop(me, 'leader') && <Button onClick={() => setDrafting(true)}>{t('draftFrom')}</Button>}
      </div>
      {other.error !== null && <ProblemAlert error={other.error} />}
      {compare !== undefined && other.data !== undefined ? (
        <>
          <StayingFor code={programme.code} version={Math.max(compare, programme.version)} />
          <Compared
            older={compare < programme.version ? other.data : programme}
            newer={compare < programme.version ? programme : other.data}
          />
        </>
      ) : (
        <Reading tables={programme.tables} paper={programme.paper} at="part" />
      )}
      <DraftDialog open={drafting} text={programme.text} onClose={() => setDrafting(false)} />
    </>
  );
}
