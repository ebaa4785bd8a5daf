import { queryOptions } from '@tanstack/react-query';
import { ask, client } from './client';

/** The programmes there are, to filter by. */
export const programmesQuery = queryOptions({
  queryKey: ['programmes'],
  queryFn: ({ signal }) =>
    ask(client.GET('/api/v1/programmes', { params: { query: { limit: 100 } }, signal })),
  staleTime: 10 * 60_000,
});
