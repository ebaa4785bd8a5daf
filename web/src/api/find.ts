import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query';
import { ask, client } from './client';

const PAGE = 30;

/** Which cases are looked through. */
export type FindAmong = 'open' | 'ended' | 'all';

/** Cases whose title, number or place has these words, or of which a suggestion speaks so; newest first. */
export const foundCasesQuery = (text: string, among: FindAmong) =>
  infiniteQueryOptions({
    queryKey: ['find', text, among],
    queryFn: ({ signal, pageParam }) =>
      ask(
        client.GET('/api/v1/find', {
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

/** The cases of a resident. Every call is recorded: it is made when somebody asks for it, never by itself. */
export function findByProposer(proposer: string, cursor: string | null) {
  return ask(
    client.POST('/api/v1/find/by-proposer', {
      body: { proposer, limit: PAGE, ...(cursor !== null && { cursor }) },
    }),
  );
}
