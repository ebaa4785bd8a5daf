import { randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { seedReference } from '../../../../cli/demo/reference';
import type { FilesOptions } from '../../../../api/files/create-store';
import { makeTempDataDir, removeDataDir } from '../../../../scripts/temp-dir';
import { actorAt } from '../../../support/world';
import { addPerson } from '../../support/bureau';
import { runApi, type RunningApi } from '../../support/running-api';

/** The API with one case of 张家港 and people who may see it, or not. */
export interface EvidenceWorld {
  readonly api: RunningApi;
  /** Where the contents are. */
  readonly folder: string;
  readonly caseId: string;
  /** Tokens of people. */
  readonly officer: string;
  readonly colleague: string;
  readonly elsewhere: string;
  readonly admin: string;
  stop(): Promise<void>;
}

const START = '2026-03-02T01:00:00.000Z';

export async function evidenceWorld(files: Partial<FilesOptions> = {}): Promise<EvidenceWorld> {
  const folder = makeTempDataDir('evidence');
  const api = await runApi({ files: { store: { kind: 'folder', folder }, ...files } });
  await seedReference(api.pool, '2024-01-01T00:00:00.000Z');
  const tokenOf = async (role: Parameters<typeof actorAt>[0], organisationId: string): Promise<string> =>
    (await addPerson(api.prisma, { posts: [{ role, organisationId }] })).token;
  return {
    api,
    folder,
    caseId: await openCase(api),
    officer: await tokenOf('officer', 'tanglian'),
    colleague: await tokenOf('secretary', 'tanglian'),
    elsewhere: await tokenOf('officer', 'nc-nanpu'),
    admin: await tokenOf('admin', 'zjg'),
    stop: async () => {
      await api.stop();
      removeDataDir(folder);
    },
  };
}

/** A submitted case of 张家港. */
export async function openCase(
  api: RunningApi,
  programmeCode = 'zhangjiagang',
  place = 'tanglian',
): Promise<string> {
  const opened = await api.deps.ledger.open({
    ...{ programmeCode, kind: 'PROJECT', title: '府前小区车棚', organisationId: place, suggestions: [] },
    ...{ submit: true, actor: actorAt('officer', place), now: START, key: randomUUID() },
  });
  return opened.caseId;
}

/** Names of all contents that are stored, drafts included. */
export function contentsIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name);
}

export interface Upload {
  token?: string;
  caseId?: string;
  key?: string | null;
  kind?: string | null;
  name?: string;
  language?: string;
  /** More or other parts of the form. */
  parts?: (form: FormData) => void;
}

export interface UploadAnswer {
  status: number;
  headers: Headers;
  body: Record<string, unknown> & { fileId: string; seq: number; detail: string };
}

/** Sends a form with one file, as a browser does. */
export async function upload(
  world: EvidenceWorld,
  bytes: Buffer | null,
  { token = world.officer, caseId = world.caseId, key = randomUUID(), kind = 'photos', ...rest }: Upload = {},
): Promise<UploadAnswer> {
  const form = new FormData();
  if (kind !== null) form.set('kind', kind);
  if (bytes !== null) form.set('file', new Blob([new Uint8Array(bytes)]), rest.name ?? '现场.png');
  rest.parts?.(form);
  const response = await fetch(`${world.api.url}/api/v1/cases/${caseId}/files`, {
    method: 'POST',
    body: form,
    headers: {
      authorization: `Bearer ${token}`,
      'accept-language': rest.language ?? 'en',
      ...(key !== null && { 'idempotency-key': key }),
    },
  });
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as UploadAnswer['body'],
  };
}

export function download(world: EvidenceWorld, fileId: string, token = world.officer): Promise<Response> {
  return fetch(`${world.api.url}/api/v1/cases/${world.caseId}/files/${fileId}`, {
    headers: { authorization: `Bearer ${token}`, 'accept-language': 'en' },
  });
}

/** What the ledger, the table and the store hold: nothing of it may change when a file is refused. */
export async function held(
  world: EvidenceWorld,
): Promise<{ events: number; rows: number; contents: number }> {
  return {
    events: await world.api.prisma.ledgerEvent.count({ where: { type: 'EvidenceAttached' } }),
    rows: await world.api.prisma.fileRow.count(),
    contents: contentsIn(world.folder).length,
  };
}
