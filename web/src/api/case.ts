import { queryOptions } from '@tanstack/react-query';
import { ask, client } from './client';

/** One case as it stands, with what the reader may do next. */
export const caseQuery = (caseId: string) =>
  queryOptions({
    queryKey: ['case', caseId],
    queryFn: ({ signal }) =>
      ask(client.GET('/api/v1/cases/{caseId}', { params: { path: { caseId } }, signal })),
  });

/** The ledger of a case. */
export const ledgerQuery = (caseId: string) =>
  queryOptions({
    queryKey: ['case', caseId, 'ledger'],
    queryFn: ({ signal }) =>
      ask(client.GET('/api/v1/cases/{caseId}/ledger', { params: { path: { caseId } }, signal })),
  });
