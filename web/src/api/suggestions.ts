import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { ask, client } from './client';
import type { CommandReceipt, operations } from './generated/schema';

const PAGE = 30;

export interface SuggestionFilters {
  readonly programmeCode?: string;
  readonly organisationId?: string;
  readonly minDays?: number;
  readonly text?: string;
  /** Those that were answered without a case, instead of those that wait. */
  readonly refused?: true;
}

/** What residents said and no case takes up yet, the longest waiting first. */
export const waitingSuggestionsQuery = ({ refused, ...filters }: SuggestionFilters) =>
  infiniteQueryOptions({
    queryKey: ['suggestions', 'waiting', filters, refused ?? false],
    queryFn: ({ signal, pageParam }) =>
      ask(
        client.GET('/api/v1/suggestions', {
          params: {
            query: {
              ...filters,
              ...{ linked: 'false', refused: refused ? 'true' : 'false', limit: PAGE },
              order: refused ? 'newest' : 'oldest',
              ...(pageParam && { cursor: pageParam }),
            },
          },
          signal,
        }),
      ),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
  });

type RefusalBody = operations['refuseSuggestion']['requestBody'] extends
  { content: { 'application/json': infer B } } | undefined
  ? B
  : never;

export function refuseSuggestion(suggestionId: string, body: RefusalBody): Promise<unknown> {
  return ask(
    client.PUT('/api/v1/suggestions/{suggestionId}/refusal', { params: { path: { suggestionId } }, body }),
  );
}

export function reopenSuggestion(suggestionId: string): Promise<unknown> {
  return ask(
    client.DELETE('/api/v1/suggestions/{suggestionId}/refusal', { params: { path: { suggestionId } } }),
  );
}

export const suggestionQuery = (suggestionId: string) =>
  queryOptions({
    queryKey: ['suggestions', 'one', suggestionId],
    queryFn: ({ signal }) =>
      ask(client.GET('/api/v1/suggestions/{suggestionId}', { params: { path: { suggestionId } }, signal })),
  });

export interface Place {
  readonly organisationId: string;
  readonly programmeCode: string;
}

/** What to ask for when a case is opened there. */
export const openFormQuery = (place: Place) =>
  queryOptions({
    queryKey: ['open-form', place],
    queryFn: ({ signal }) =>
      ask(client.GET('/api/v1/open-form', { params: { query: { ...place } }, signal })),
    staleTime: 60_000,
  });

/** The programme under which the newest case of a community runs; null: there is none yet. */
export const usualProgrammeQuery = (organisationId: string) =>
  queryOptions({
    queryKey: ['usual-programme', organisationId],
    queryFn: async ({ signal }) => {
      const query = { organisationId, limit: 1 };
      const { items } = await ask(client.GET('/api/v1/cases', { params: { query }, signal }));
      return items[0]?.programmeCode ?? null;
    },
    // A form that is being filled in does not change under one's hands.
    staleTime: Infinity,
  });

export interface Alike {
  readonly organisationId: string;
  readonly title: string;
  readonly words?: string;
}

/** Cases that a new one may be the same as. */
export const similarCasesQuery = ({ organisationId, title, words }: Alike) =>
  queryOptions({
    queryKey: ['similar-cases', organisationId, title, words],
    queryFn: ({ signal }) =>
      ask(
        client.GET('/api/v1/similar-cases', {
          params: { query: { organisationId, title, limit: 5, ...(words !== undefined && { words }) } },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });

type BodyOf<O extends 'openCase' | 'joinSuggestions'> = operations[O] extends {
  requestBody: { content: { 'application/json': infer B } };
}
  ? B
  : never;

/** Opens a case, once per key. */
export function openCase(body: BodyOf<'openCase'>, key: string): Promise<CommandReceipt> {
  return ask(client.POST('/api/v1/cases', { params: { header: { 'Idempotency-Key': key } }, body }));
}

/** Joins words to a case that is there, once per key. */
export function joinSuggestions(
  caseId: string,
  body: BodyOf<'joinSuggestions'>,
  key: string,
): Promise<CommandReceipt> {
  const params = { path: { caseId }, header: { 'Idempotency-Key': key } };
  return ask(client.POST('/api/v1/cases/{caseId}/suggestions', { params, body }));
}
