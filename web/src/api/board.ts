import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { ask, client } from './client';
import type { operations } from './generated/schema';

type Asked = NonNullable<operations['showBoard']['parameters']['query']>;

/** What narrows the board: its figures, its tree, its list, its days and its exports alike. */
export type BoardFilters = Asked;

const PAGE = 50;

/** Figures, tree and days of the board. */
export const boardQuery = (filters: BoardFilters) =>
  queryOptions({
    queryKey: ['board', 'figures', filters],
    queryFn: ({ signal }) => ask(client.GET('/api/v1/board', { params: { query: filters }, signal })),
    placeholderData: keepPreviousData,
  });

/** The cases of the board, the most overdue first. */
export const boardCasesQuery = (filters: BoardFilters) =>
  infiniteQueryOptions({
    queryKey: ['board', 'cases', filters],
    queryFn: ({ signal, pageParam }) =>
      ask(
        client.GET('/api/v1/board/cases', {
          params: { query: { ...filters, limit: PAGE, ...(pageParam && { cursor: pageParam }) } },
          signal,
        }),
      ),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
  });

/** The list as a file, exactly as filtered, in the language of the page. */
export async function readExport(filters: BoardFilters, format: 'csv' | 'xlsx'): Promise<Blob> {
  const query = { ...filters, format };
  return ask(client.GET('/api/v1/board/export', { params: { query }, parseAs: 'blob' }));
}
