import { SafetyOutlined, SearchOutlined } from '@ant-design/icons';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Button, Input, Segmented } from 'antd';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { boardQuery } from '../../api/board';
import { foundCasesQuery, type FindAmong } from '../../api/find';
import { useMay } from '../../app/use-may';
import { useTitle } from '../../app/use-title';
import { EmptyState } from '../../shared/empty-state';
import { ListSkeleton } from '../../shared/list-skeleton';
import { ProblemAlert } from '../../shared/problem-alert';
import { SavedViews } from '../../shared/saved-views/saved-views';
import { ByProposer } from './by-proposer';
import styles from './find.module.css';
import { FoundList } from './found-list';
import { Marked } from './marked';
import { AMONG, useFind, useTyped, type Find } from './use-find';
import { useRows } from './use-rows';

const PLACES = 6;

/** Find a case by words of its title, its number or its place; or, apart from that, by who proposed it. */
export function Screen() {
  const { t } = useTranslation('find');
  useTitle(t('page'));
  const find = useFind();
  const mayByProposer = useMay()('findByProposer');
  const isByProposer = find.isByProposer && mayByProposer;
  return (
    <div className={styles.page}>
      <div className={styles.head}>
        <h1>{t('page')}</h1>
        {mayByProposer && (
          <Button
            type="link"
            icon={isByProposer ? <SearchOutlined aria-hidden /> : <SafetyOutlined aria-hidden />}
            onClick={() => find.show({ by: isByProposer ? null : 'proposer' })}
          >
            {t(isByProposer ? 'byWords' : 'proposer.open')}
          </Button>
        )}
      </div>
      {isByProposer ? <ByProposer /> : <ByWords find={find} />}
    </div>
  );
}

function ByWords({ find }: { find: Find }) {
  const { t } = useTranslation('find');
  const { text, among } = find;
  const [typed, setTyped] = useTyped(find);
  const list = useRef<HTMLDivElement>(null);
  const rows = useRows(list);
  return (
    <>
      <SavedViews screen="find" query={find.query} />
      <div className={styles.ask}>
        <Input
          autoFocus
          size="large"
          type="search"
          maxLength={100}
          prefix={<SearchOutlined aria-hidden />}
          aria-label={t('what')}
          aria-describedby="find-keys"
          placeholder={t('placeholder')}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={rows.fromBox}
        />
        <Segmented
          name="among"
          aria-label={t('amongLabel')}
          options={AMONG.map((each) => ({ value: each, label: t(`among.${each}`) }))}
          value={among}
          onChange={(each) => find.show({ among: each === 'all' ? null : each })}
        />
      </div>
      <p id="find-keys" className={styles.keys}>
        {t('keys')}
      </p>
      {text === '' ? (
        <EmptyState title={t('start')}>
          <p>{t('startHelp')}</p>
          <p className={styles.examples}>
            {t('examples')}
            {(['exampleWord', 'examplePlace'] as const).map((example) => (
              <Button key={example} type="link" onClick={() => setTyped(t(example))}>
                {t(example)}
              </Button>
            ))}
          </p>
        </EmptyState>
      ) : (
        <div ref={list} className={styles.results} onKeyDown={rows.fromRow}>
          <Places text={text} />
          <Found text={text} among={among} onEverywhere={() => find.show({ among: null })} />
        </div>
      )}
    </>
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
          <Link to={`/board?due=all&organisationId=${id}`}>
            <Marked text={t('place', { name })} words={text} />
          </Link>
        </li>
      ))}
    </ul>
  );
}

function Found({ text, among, onEverywhere }: { text: string; among: FindAmong; onEverywhere: () => void }) {
  const { t } = useTranslation('find');
  const read = useInfiniteQuery(foundCasesQuery(text, among));
  const cases = read.data?.pages.flatMap(({ items }) => items);
  if (read.error !== null && cases === undefined)
    return <ProblemAlert error={read.error} onRetry={() => void read.refetch()} />;
  if (cases === undefined) return <ListSkeleton />;
  if (cases.length === 0)
    return (
      <EmptyState title={t('nothing')}>
        <p>{t('nothingHelp')}</p>
        {among !== 'all' && <Button onClick={onEverywhere}>{t('everywhere')}</Button>}
      </EmptyState>
    );
  return (
    <FoundList
      cases={cases}
      words={text}
      hasMore={read.hasNextPage}
      isReadingMore={read.isFetchingNextPage}
      onMore={() => void read.fetchNextPage()}
    />
  );
}
