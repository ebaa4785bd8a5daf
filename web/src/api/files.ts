import { ask, client } from './client';

export interface GivenFile {
  readonly caseId: string;
  readonly kind: string;
  readonly file: File;
  /** The same when the same file is sent again. */
  readonly key: string;
}

/** Attaches a document to a case. */
export function attachFile({ caseId, kind, file, key }: GivenFile) {
  const form = new FormData();
  form.set('kind', kind);
  form.set('file', file);
  return ask(
    client.POST('/api/v1/cases/{caseId}/files', {
      params: { path: { caseId }, header: { 'Idempotency-Key': key } },
      body: form as never,
      bodySerializer: () => form,
    }),
  );
}
