import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { ask, client } from './client';
import type { operations } from './generated/schema';

/** What narrows the rectification board: its figures, its list and its exports alike. */
export type FindingFilters = Omit<
  NonNullable<operations['listFindings']['parameters']['query']>,
  'cursor' | 'limit'
>;

const PAGE = 50;

/** Findings to put right, the most overdue first. */
export const findingsQuery = (filters: FindingFilters) =>
  infiniteQueryOptions({
    queryKey: ['findings', 'list', filters],
    queryFn: ({ signal, pageParam }) =>
      ask(
        client.GET('/api/v1/findings', {
          params: { query: { ...filters, limit: PAGE, ...(pageParam && { cursor: pageParam }) } },
          signal,
        }),
      ),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
  });

/** How many there are, by age, state and kind. */
export const findingCountsQuery = (filters: FindingFilters) =>
  queryOptions({
    queryKey: ['findings', 'counts', filters],
    queryFn: ({ signal }) =>
      ask(client.GET('/api/v1/findings/counts', { params: { query: filters }, signal })),
    placeholderData: keepPreviousData,
  });

/** The list as a file, exactly as filtered, in the language of the page. */
export async function readFindingsFile(filters: FindingFilters, format: 'csv' | 'xlsx'): Promise<Blob> {
  const query = { ...filters, format };
  return ask(client.GET('/api/v1/findings/export', { params: { query }, parseAs: 'blob' }));
}
