import { useInfiniteQuery, type QueryKey, type UseInfiniteQueryResult } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { EmptyState } from './empty-state';
import { ListSkeleton } from './list-skeleton';
import { ProblemAlert } from './problem-alert';
import styles from './pages.module.css';

interface Page<T> {
  readonly items: T[];
  readonly nextCursor: string | null;
}

/** What a page is asked with: left out at the first one. */
export interface Asked {
  readonly cursor?: string;
}

export type Pages<T> = UseInfiniteQueryResult<T[]>;

/** A list of the API that is read page by page; `data` is everything read so far. */
export function usePages<T>(
  queryKey: QueryKey,
  read: (asked: Asked, signal: AbortSignal) => Promise<Page<T>>,
  enabled = true,
): Pages<T> {
  return useInfiniteQuery({
    queryKey,
    enabled,
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) => read(pageParam === null ? {} : { cursor: pageParam }, signal),
    getNextPageParam: (last: Page<T>) => last.nextCursor,
    select: ({ pages }) => pages.flatMap(({ items }) => items),
  });
}

/** Reads every page at once: for what is small by nature, such as the organisation tree. */
export async function everyPage<T>(read: (asked: Asked) => Promise<Page<T>>): Promise<T[]> {
  const found: T[] = [];
  let asked: Asked = {};
  for (;;) {
    const { items, nextCursor } = await read(asked);
    found.push(...items);
    if (nextCursor === null) return found;
    asked = { cursor: nextCursor };
  }
}

/** A list read page by page with its skeleton, its problem, its empty state and "show more". */
export function PagedList<T>({
  pages,
  empty,
  children,
}: {
  pages: Pages<T>;
  empty: string;
  children: (items: T[]) => React.ReactNode;
}) {
  const { t } = useTranslation('parts');
  const { data, error, refetch } = pages;
  if (error !== null && data === undefined)
    return <ProblemAlert error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <ListSkeleton rows={4} />;
  if (data.length === 0) return <EmptyState title={empty} />;
  return (
    <>
      {children(data)}
      {pages.hasNextPage && (
        <div className={styles.more}>
          <Button loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
            {t('list.more')}
          </Button>
        </div>
      )}
    </>
  );
}
