import { queryOptions } from '@tanstack/react-query';
import { ask, client } from './client';
import type { LedgerLine } from './generated/schema';

/** As many lines as one answer may have. */
const PAGE = 200;

const of = (caseId: string) => ({ path: { caseId } });

/** One case as it stands, with what the reader may do next. */
export const caseQuery = (caseId: string) =>
  queryOptions({
    queryKey: ['case', caseId],
    queryFn: ({ signal }) => ask(client.GET('/api/v1/cases/{caseId}', { params: of(caseId), signal })),
  });

/** The whole ledger of a case, oldest first. */
export const ledgerQuery = (caseId: string) =>
  queryOptions({
    queryKey: ['case', caseId, 'ledger'],
    queryFn: async ({ signal }) => {
      const items: LedgerLine[] = [];
      let cursor: string | undefined;
      do {
        const query = { limit: PAGE, ...(cursor !== undefined && { cursor }) };
        const page = await ask(
          client.GET('/api/v1/cases/{caseId}/ledger', { params: { ...of(caseId), query }, signal }),
        );
        items.push(...page.items);
        cursor = page.nextCursor ?? undefined;
      } while (cursor !== undefined);
      return { items };
    },
  });

/** Why a limit of a case ends when it does. */
export const whyQuery = (caseId: string, clockId: string) =>
  queryOptions({
    queryKey: ['case', caseId, 'why', clockId],
    queryFn: ({ signal }) =>
      ask(
        client.GET('/api/v1/cases/{caseId}/clocks/{clockId}/why', {
          params: { path: { caseId, clockId } },
          signal,
        }),
      ),
  });

/** The newest messages about a case, and what became of each. */
export const caseMessagesQuery = (caseId: string) =>
  queryOptions({
    queryKey: ['case', caseId, 'messages'],
    queryFn: ({ signal }) =>
      ask(
        client.GET('/api/v1/cases/{caseId}/messages', {
          params: { ...of(caseId), query: { limit: PAGE } },
          signal,
        }),
      ),
  });

/** Staff with a post on a case. */
export const casePeopleQuery = (caseId: string) =>
  queryOptions({
    queryKey: ['case', caseId, 'people'],
    queryFn: ({ signal }) => ask(client.GET('/api/v1/cases/{caseId}/people', { params: of(caseId), signal })),
    staleTime: 60_000,
  });

/** The workflow that keeps the time of a case, for operators. */
export const engineQuery = (caseId: string) =>
  queryOptions({
    queryKey: ['case', caseId, 'engine'],
    queryFn: ({ signal }) => ask(client.GET('/api/v1/cases/{caseId}/engine', { params: of(caseId), signal })),
  });

/** The first few cases whose number or title has these words. */
export const findCasesQuery = (text: string) =>
  queryOptions({
    queryKey: ['cases', 'find', text],
    queryFn: ({ signal }) =>
      ask(
        client.GET('/api/v1/cases', {
          params: { query: { limit: 20, ...(text.trim() !== '' && { text: text.trim() }) } },
          signal,
        }),
      ),
  });
