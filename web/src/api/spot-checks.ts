import { queryOptions } from '@tanstack/react-query';
import { ask, client } from './client';
import type {
  SpotCheck,
  SpotCheckCommand,
  SpotCheckDefinition,
  SpotCheckQuestion,
  WitnessCommand,
} from './generated/schema';

export type SpotCheckStatus = SpotCheck['status'];

/** Nothing happens by itself any more; somebody can still replace, close or cancel. */
export const SETTLED: readonly SpotCheckStatus[] = ['DRAWN', 'CLOSED', 'CANCELLED'];

/** How often an open check is read again: it carries no live messages, because whoever watches need not sign in. */
const AGAIN_MS = 2_000;

/** The check with its record; read again by itself until the sample is drawn. */
export const spotCheckQuery = (checkId: string) =>
  queryOptions({
    queryKey: ['spot-checks', 'one', checkId],
    queryFn: ({ signal }) =>
      ask(client.GET('/api/v1/spot-checks/{checkId}', { params: { path: { checkId } }, signal })),
    refetchInterval: ({ state }) =>
      state.data !== undefined && SETTLED.includes(state.data.check.status) ? false : AGAIN_MS,
  });

/** Where the frozen population is downloaded. */
export const populationPath = (checkId: string) => `/api/v1/spot-checks/${checkId}/population`;

/** The frozen population, byte for byte. */
export async function readPopulation(checkId: string, signal: AbortSignal): Promise<ArrayBuffer> {
  const file: unknown = await ask(
    client.GET('/api/v1/spot-checks/{checkId}/population', {
      params: { path: { checkId } },
      parseAs: 'arrayBuffer',
      signal,
    }),
  );
  if (!(file instanceof ArrayBuffer)) throw new Error('The answer is no file');
  return file;
}

export const populationQuery = (checkId: string) =>
  queryOptions({
    queryKey: ['spot-checks', 'population', checkId],
    queryFn: ({ signal }) => readPopulation(checkId, signal),
    staleTime: Infinity,
  });

/** What the frame holds now. */
export const previewQuery = (question: SpotCheckQuestion | null) =>
  queryOptions({
    queryKey: ['spot-checks', 'preview', question],
    queryFn: ({ signal }) => {
      if (question === null) throw new Error('There is nothing to ask for yet');
      return ask(client.POST('/api/v1/spot-checks/preview', { body: question, signal }));
    },
    enabled: question !== null,
    staleTime: 0,
  });

export const witnessesQuery = (text: string) =>
  queryOptions({
    queryKey: ['spot-checks', 'witnesses', text],
    queryFn: ({ signal }) =>
      ask(
        client.GET('/api/v1/spot-checks/witnesses', {
          params: { query: { limit: 100, ...(text !== '' && { text }) } },
          signal,
        }),
      ),
  });

/** Who can be named to go to a drawn case, and who cannot and why. */
export const offersQuery = (checkId: string, caseNumber: string, text: string) =>
  queryOptions({
    queryKey: ['spot-checks', 'offers', checkId, caseNumber, text],
    queryFn: ({ signal }) =>
      ask(
        client.GET('/api/v1/spot-checks/{checkId}/inspectors', {
          params: { path: { checkId }, query: { caseNumber, ...(text !== '' && { text }) } },
          signal,
        }),
      ),
    enabled: caseNumber !== '',
  });

export function defineSpotCheck(body: SpotCheckDefinition, key: string): Promise<SpotCheck> {
  return ask(client.POST('/api/v1/spot-checks', { params: { header: { 'Idempotency-Key': key } }, body }));
}

export function commandSpotCheck(checkId: string, body: SpotCheckCommand, key: string): Promise<SpotCheck> {
  return ask(
    client.POST('/api/v1/spot-checks/{checkId}/commands', {
      params: { path: { checkId }, header: { 'Idempotency-Key': key } },
      body,
    }),
  );
}

export function giveWitnessCommand(checkId: string, body: WitnessCommand, key: string): Promise<SpotCheck> {
  return ask(
    client.POST('/api/v1/spot-checks/{checkId}/witness', {
      params: { path: { checkId }, header: { 'Idempotency-Key': key } },
      body,
    }),
  );
}

/** The server computes everything anew; only for those who are signed in, because a large check takes seconds. */
export function verifySpotCheck(checkId: string) {
  return ask(client.GET('/api/v1/spot-checks/{checkId}/verify', { params: { path: { checkId } } }));
}

/** What a check has seen and found so far; its closing report once it is closed. */
export const reportQuery = (checkId: string) =>
  queryOptions({
    queryKey: ['spot-checks', 'report', checkId],
    queryFn: ({ signal }) =>
      ask(client.GET('/api/v1/spot-checks/{checkId}/report', { params: { path: { checkId } }, signal })),
  });

/** The report as a workbook, in the language of the page. */
export async function readReportFile(checkId: string): Promise<Blob> {
  return ask(
    client.GET('/api/v1/spot-checks/{checkId}/report/export', {
      params: { path: { checkId } },
      parseAs: 'blob',
    }),
  );
}
