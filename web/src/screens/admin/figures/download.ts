import { ask, client } from '../../../api/client';
import { saveFile } from '../../../shared/save-file';

const TYPES = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

/** Saves the figures, exactly as they are asked for on the screen, as a file. */
export async function download(
  query: { from: string; until: string; organisationId?: string; reach: 'own' | 'tree' },
  kind: keyof typeof TYPES,
): Promise<void> {
  const file: unknown = await ask(
    client.GET('/api/v1/figures/on-time', {
      params: { query },
      headers: { accept: TYPES[kind] },
      parseAs: 'blob',
    }),
  );
  if (!(file instanceof Blob)) throw new Error('The answer is no file');
  saveFile(file, `on-time-${query.from}-${query.until}.${kind}`);
}
