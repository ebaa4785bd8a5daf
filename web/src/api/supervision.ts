import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { ask, client } from './client';
import type { operations } from './generated/schema';

/** How many inspections and visits are due, by town and week. */
export const planQuery = queryOptions({
  queryKey: ['supervision', 'plan'],
  queryFn: ({ signal }) => ask(client.GET('/api/v1/inspections/plan', { signal })),
});

/** A page of the spot checks under way, newest first. */
export async function readChecksUnderWay(asked: { readonly cursor?: string }, signal: AbortSignal) {
  const query = { ...asked, underWay: 'true', limit: 20 } as const;
  return ask(client.GET('/api/v1/spot-checks', { params: { query }, signal }));
}

/** How many bulletins wait; only for those who prepare them. */
export const bulletinsWaitingQuery = queryOptions({
  queryKey: ['bulletins', 'counts'],
  queryFn: ({ signal }) => ask(client.GET('/api/v1/bulletins/counts', { signal })),
});

/** What narrows the visiting list. */
export type VisitFilters = Omit<
  NonNullable<operations['listInspections']['parameters']['query']>,
  'cursor' | 'limit'
>;

/** A page of the visiting list, what is due soonest first. */
export async function readVisitsDue(
  filters: VisitFilters,
  asked: { readonly cursor?: string },
  signal: AbortSignal,
) {
  const query = { ...filters, ...asked, limit: 50 };
  return ask(client.GET('/api/v1/inspections', { params: { query }, signal }));
}

type SheetAsked = operations['showCheckSheet']['parameters']['query'];

/** The sheet of a town's quarterly check. */
export const sheetQuery = (asked: SheetAsked) =>
  queryOptions({
    queryKey: ['supervision', 'sheet', asked],
    queryFn: async ({ signal }) => {
      const sheet = await ask(client.GET('/api/v1/inspections/sheet', { params: { query: asked }, signal }));
      if (typeof sheet === 'string') throw new Error('The answer is a file');
      return sheet;
    },
    placeholderData: keepPreviousData,
  });

const TYPES = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

/** The sheet as a file, in the language of the page. */
export async function readSheetFile(asked: SheetAsked, format: keyof typeof TYPES): Promise<Blob> {
  const file: unknown = await ask(
    client.GET('/api/v1/inspections/sheet', {
      params: { query: asked },
      headers: { accept: TYPES[format] },
      parseAs: 'blob',
    }),
  );
  if (!(file instanceof Blob)) throw new Error('The answer is no file');
  return file;
}
