import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query';
import { ask, client } from './client';

const PAGE = 30;

/** Which cases are looked through. */
export type FindAmong = 'open' | 'ended' | 'all';

/** Cases whose title or number has these words, newest first. */
export const foundCasesQuery = (text: string, among: FindAmong) =>
  infiniteQueryOptions({
    queryKey: ['find', text, among],
    queryFn: ({ signal, pageParam }) =>
      ask(
        client.GET('/api/v1/cases', {
          params: {
            query: {
              text,
              limit: PAGE,
              ...(among !== 'all' && { open: among === 'open' ? 'true' : 'false' }),
              ...(pageParam && { cursor: pageParam }),
            },
          },
          signal,
        }),
      ),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
    enabled: text !== '',
  });
