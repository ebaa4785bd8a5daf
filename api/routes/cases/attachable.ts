import { z } from 'zod';
import { documentName } from '../../../domain/case/line-names';
import type { Programme } from '../../../domain/programme/schema';
import { FILE_TYPES } from '../../files/file-types';
import { words } from '../../schema';

/** What every programme takes beside the kinds it lists. */
export const OTHER_KIND = 'other';

/** Told before anything is sent: who chooses a film of 200 MB need not wait for the refusal. */
export const attachableSchema = z
  .strictObject({
    maxBytes: z.int(),
    formats: z.array(z.array(z.string())).meta({
      description: 'Endings of file names for each format, the usual one first; the content decides',
    }),
    kinds: z.array(z.strictObject({ kind: z.string(), name: words })),
  })
  .nullable()
  .meta({ description: 'What you may attach now; null: nothing' });

export function showAttachable(programme: Programme, maxBytes: number): z.input<typeof attachableSchema> {
  const kinds = [...programme.documents.map((document) => document.id), OTHER_KIND];
  return {
    maxBytes,
    formats: Object.values(FILE_TYPES).map((endings) => [...endings]),
    kinds: kinds.map((kind) => ({ kind, name: documentName({ programme }, kind) })),
  };
}
