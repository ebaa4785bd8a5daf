import { queryOptions } from '@tanstack/react-query';
import { ask, client } from './client';

/** What became of a suggestion: whoever has the number of its receipt may look. */
export const receiptQuery = (receiptNo: string) =>
  queryOptions({
    queryKey: ['receipt', receiptNo],
    queryFn: ({ signal }) =>
      ask(
        client.GET('/api/v1/suggestions/receipts/{receiptNo}', { params: { path: { receiptNo } }, signal }),
      ),
  });
