import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Button, Input, Segmented, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import type { Suggestion } from '../../api/generated/schema';
import { programmesQuery } from '../../api/programmes';
import { waitingSuggestionsQuery, type SuggestionFilters } from '../../api/suggestions';
import { useMay } from '../../app/use-may';
import { useTitle } from '../../app/use-title';
import { useLanguage } from '../../i18n/use-language';
import { AsWritten } from '../../shared/as-written';
import { EmptyState } from '../../shared/empty-state';
import { ListSkeleton } from '../../shared/list-skeleton';
import { ProblemAlert } from '../../shared/problem-alert';
import { useCommunities } from './communities';
import styles from './open.module.css';
import { SaidFacts } from './quoted';
import { Refuse, Refused } from './refusal';
import { Tabs } from './tabs';

const AGES = { all: undefined, d3: 3, d7: 7, d30: 30 } as const;
type Age = keyof typeof AGES;
const AGE_NAMES = Object.keys(AGES) as Age[];
const NAMES = ['programmeCode', 'organisationId', 'text', 'age', 'show'] as const;

/** What stands in the address. */
function useFilters() {
  const [params, setParams] = useSearchParams();
  const age = AGE_NAMES.find((each) => each === params.get('age')) ?? 'all';
  const given = Object.fromEntries(
    (['programmeCode', 'organisationId', 'text'] as const).flatMap((name) => {
      const value = params.get(name)?.trim();
      return value ? [[name, value]] : [];
    }),
  ) as Pick<SuggestionFilters, 'programmeCode' | 'organisationId' | 'text'>;
  const minDays = AGES[age];
  const refused = params.get('show') === 'refused' && { refused: true as const };
  const filters: SuggestionFilters = { ...given, ...(minDays !== undefined && { minDays }), ...refused };
  const show = (change: Readonly<Partial<Record<(typeof NAMES)[number], string | undefined>>>) =>
    setParams(
      (before) => {
        const after = new URLSearchParams(before);
        for (const [name, value] of Object.entries(change)) {
          if (value) after.set(name, value);
          else after.delete(name);
        }
        return after;
      },
      { replace: true },
    );
  return { age, filters, show, isFiltered: Object.keys(filters).length > 0 };
}

/** What residents said and no case takes up yet, the longest waiting first. */
export function Screen() {
  const { t } = useTranslation('open');
  useTitle(t('listPage'));
  const filtering = useFilters();
  const read = useInfiniteQuery(waitingSuggestionsQuery(filtering.filters));
  const items = read.data?.pages.flatMap((page) => page.items);
  return (
    <div className={styles.page}>
      <h1>{t('listPage')}</h1>
      <Tabs />
      <p className={styles.hint}>{t('list.lead')}</p>
      <Filters filtering={filtering} />
      {read.error !== null && items === undefined && (
        <ProblemAlert error={read.error} onRetry={() => void read.refetch()} />
      )}
      {read.error === null && items === undefined && <ListSkeleton />}
      {items?.length === 0 && <Nothing isFiltered={filtering.isFiltered} />}
      {items !== undefined && items.length > 0 && (
        <ul className={styles.list} aria-label={t('list.label')}>
          {items.map((one) => (
            <Waiting key={one.id} of={one} />
          ))}
        </ul>
      )}
      {read.hasNextPage && (
        <Button block loading={read.isFetchingNextPage} onClick={() => void read.fetchNextPage()}>
          {t('list.more')}
        </Button>
      )}
    </div>
  );
}

function Nothing({ isFiltered }: { isFiltered: boolean }) {
  const { t } = useTranslation('open');
  if (isFiltered)
    return (
      <EmptyState title={t('list.emptyFiltered')}>
        <p>{t('list.emptyFilteredHelp')}</p>
      </EmptyState>
    );
  return (
    <EmptyState title={t('list.empty')}>
      <p>{t('list.emptyHelp')}</p>
      <Link to="/open">{t('page')}</Link>
    </EmptyState>
  );
}

function Filters({
  filtering: { age, filters, show, isFiltered },
}: {
  filtering: ReturnType<typeof useFilters>;
}) {
  const { t } = useTranslation('open');
  const { say } = useLanguage();
  const { data } = useQuery(programmesQuery);
  const communities = useCommunities() ?? [];
  const programmes = (data?.items ?? []).map(({ code, name }) => ({ value: code, label: say(name) }));
  return (
    <div className={styles.filters} role="group" aria-label={t('list.filters')}>
      <Segmented
        name="age"
        aria-label={t('list.age')}
        options={AGE_NAMES.map((each) => ({ value: each, label: t(`list.ages.${each}`) }))}
        value={age}
        onChange={(each) => show({ age: each === 'all' ? undefined : each })}
      />
      <Segmented
        name="show"
        aria-label={t('refusal.show')}
        options={(['waiting', 'refused'] as const).map((each) => ({
          value: each,
          label: t(`refusal.shows.${each}`),
        }))}
        value={filters.refused ? 'refused' : 'waiting'}
        onChange={(each) => show({ show: each === 'waiting' ? undefined : each })}
      />
      <Select
        className={styles.filter}
        aria-label={t('place.programme')}
        placeholder={t('list.programme')}
        allowClear
        value={filters.programmeCode ?? null}
        options={programmes}
        onChange={(code: string | undefined) => show({ programmeCode: code })}
      />
      {communities.length > 1 && (
        <Select
          className={styles.filter}
          aria-label={t('place.community')}
          placeholder={t('list.community')}
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          value={filters.organisationId ?? null}
          options={[...communities]}
          onChange={(id: string | undefined) => show({ organisationId: id })}
        />
      )}
      <Input.Search
        key={filters.text ?? ''}
        className={styles.filter}
        aria-label={t('list.text')}
        placeholder={t('list.text')}
        maxLength={100}
        allowClear
        defaultValue={filters.text ?? ''}
        onSearch={(text) => show({ text: text.trim() })}
      />
      {isFiltered && (
        <Button type="text" onClick={() => show(Object.fromEntries(NAMES.map((name) => [name, undefined])))}>
          {t('list.clear')}
        </Button>
      )}
    </div>
  );
}

function Waiting({ of }: { of: Suggestion }) {
  const { t } = useTranslation('open');
  const may = useMay();
  return (
    <li>
      <p className={styles.words} dir="auto">
        <AsWritten text={of.words} />
      </p>
      <SaidFacts of={of} />
      {of.refusal !== null && <Refused of={of} refusal={of.refusal} />}
      {of.refusal === null && may('refuseSuggestion') && <Refuse of={of} />}
      {may('openCase') && (
        <Link className={styles.go} to={`/open?suggestion=${of.id}`}>
          {t('list.open')}
          <span className="visually-hidden"> {of.receiptNo}</span>
        </Link>
      )}
    </li>
  );
}
