import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { ask, client } from './client';
import type { operations } from './generated/schema';

type Asked = NonNullable<operations['listDuties']['parameters']['query']>;

/** What narrows the desk: lists and counts alike. */
export type DutyFilters = Pick<Asked, 'kind' | 'programme'>;
export type DutyGroup = NonNullable<Asked['group']>;

const PAGE = 50;

/** How many duties are in each group. */
export const dutyCountsQuery = (filters: DutyFilters) =>
  queryOptions({
    queryKey: ['duties', 'counts', filters],
    queryFn: ({ signal }) => ask(client.GET('/api/v1/duties/counts', { params: { query: filters }, signal })),
    placeholderData: keepPreviousData,
  });

/** The duties of one group, what is due soonest first. */
export const dutiesQuery = (group: DutyGroup, filters: DutyFilters) =>
  infiniteQueryOptions({
    queryKey: ['duties', group, filters],
    queryFn: ({ signal, pageParam }) =>
      ask(
        client.GET('/api/v1/duties', {
          params: { query: { ...filters, group, limit: PAGE, ...(pageParam && { cursor: pageParam }) } },
          signal,
        }),
      ),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });

/** Reminders that wait for my acknowledgement. */
export const awaitedQuery = (filters: DutyFilters) =>
  infiniteQueryOptions({
    queryKey: ['duties', 'awaiting', filters],
    queryFn: ({ signal, pageParam }) =>
      ask(
        client.GET('/api/v1/duties/acknowledgements', {
          params: { query: { ...filters, limit: PAGE, ...(pageParam && { cursor: pageParam }) } },
          signal,
        }),
      ),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
