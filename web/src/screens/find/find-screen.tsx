import { SearchOutlined } from '@ant-design/icons';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Button, Input, Segmented } from 'antd';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { boardQuery } from '../../api/board';
import { foundCasesQuery, type FindAmong } from '../../api/find';
import { useShortcut } from '../../app/shortcuts';
import { useMay } from '../../app/use-may';
import { useTitle } from '../../app/use-title';
import { EmptyState } from '../../shared/empty-state';
import { ListSkeleton } from '../../shared/list-skeleton';
import { ProblemAlert } from '../../shared/problem-alert';
import { FoundCase } from './found-case';
import styles from './find.module.css';

const AMONG: readonly FindAmong[] = ['all', 'open', 'ended'];
const PLACES = 6;

/** Find a case by words of its title, its number or its place, while one types. */
export function Screen() {
  const { t } = useTranslation('find');
  useTitle(t('page'));
  const [params, setParams] = useSearchParams();
  const text = useDeferredValue((params.get('text') ?? '').trim());
  const among = AMONG.find((each) => each === params.get('among')) ?? 'all';
  const show = (change: Readonly<Record<string, string>>) =>
    setParams((before) => new URLSearchParams({ ...Object.fromEntries(before), ...change }), { replace: true });
  return (
    <div className={styles.page}>
      <h1>{t('page')}</h1>
      <Input
        autoFocus
        size="large"
        type="search"
        maxLength={100}
        prefix={<SearchOutlined aria-hidden />}
        aria-label={t('what')}
        placeholder={t('placeholder')}
        value={params.get('text') ?? ''}
        onChange={(event) => show({ text: event.target.value })}
      />
      <Segmented
        name="among"
        aria-label={t('amongLabel')}
        options={AMONG.map((each) => ({ value: each, label: t(`among.${each}`) }))}
        value={among}
        onChange={(each) => show({ among: each })}
      />
      {text === '' ? (
        <EmptyState title={t('start')}>
          <p>{t('startHelp')}</p>
        </EmptyState>
      ) : (
        <>
          <Places text={text} />
          <Found key={`${among} ${text}`} text={text} among={among} />
        </>
      )}
    </div>
  );
}

/** Places with open cases that are called so: their cases are one step away. */
function Places({ text }: { text: string }) {
  const { t } = useTranslation('find');
  const may = useMay();
  const { data } = useQuery({ ...boardQuery({}), enabled: may('showBoard'), staleTime: 60_000 });
  const found = (data?.organisations ?? []).filter(({ name }) => name.includes(text)).slice(0, PLACES);
  if (found.length === 0) return null;
  return (
    <ul className={styles.places} aria-label={t('places')}>
      {found.map(({ id, name }) => (
        <li key={id}>
          <Link to={`/board?due=all&organisationId=${id}`}>{t('place', { name })}</Link>
        </li>
      ))}
    </ul>
  );
}

function Found({ text, among }: { text: string; among: FindAmong }) {
  const { t } = useTranslation('find');
  const shell = useTranslation('shell');
  const navigate = useNavigate();
  const read = useInfiniteQuery(foundCasesQuery(text, among));
  const cases = read.data?.pages.flatMap(({ items }) => items);
  const [at, setAt] = useState(-1);
  const move = (step: number) =>
    setAt((before) => Math.min(Math.max(before + step, 0), (cases?.length ?? 1) - 1));
  useShortcut('j', shell.t('shortcuts.next'), () => move(1));
  useShortcut('k', shell.t('shortcuts.previous'), () => move(-1));
  useShortcut('Enter', shell.t('shortcuts.open'), () => {
    const chosen = cases?.[at];
    if (chosen !== undefined) void navigate(`/cases/${chosen.id}`);
  });
  if (read.error !== null && cases === undefined)
    return <ProblemAlert error={read.error} onRetry={() => void read.refetch()} />;
  if (cases === undefined) return <ListSkeleton />;
  if (cases.length === 0)
    return (
      <EmptyState title={t('nothing')}>
        <p>{t('nothingHelp')}</p>
      </EmptyState>
    );
  return (
    <>
      <ul className={styles.list} aria-label={t('found')}>
        {cases.map((one, index) => (
          <FoundCase key={one.id} of={one} isChosen={index === at} />
        ))}
      </ul>
      {read.hasNextPage && (
        <Button block loading={read.isFetchingNextPage} onClick={() => void read.fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </>
  );
}
