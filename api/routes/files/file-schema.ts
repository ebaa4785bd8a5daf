import { z } from 'zod';
import { documentName } from '../../../domain/case/line-names';
import type { Programme } from '../../../domain/programme/schema';
import { hasThumbnail } from '../../files/thumbnails';
import { shownInstant, toInstant, words } from '../../schema';

/** A document of a case, as lists show it. */
export const fileSchema = z
  .strictObject({
    fileId: z.string(),
    kind: z.string(),
    kindName: words,
    name: z.string(),
    type: z.string(),
    size: z.int().meta({ description: 'Bytes' }),
    sha256: z.string(),
    uploadedAt: shownInstant,
    uploadedBy: z.string().nullable().meta({
      description: 'Displayed name of staff; null for a proposer, who has no name outside their own data',
    }),
    href: z.string().meta({ description: 'Where it is downloaded; the download is recorded' }),
    thumbnail: z.string().nullable().meta({ description: 'Its small picture, which is not recorded' }),
  })
  .meta({ id: 'CaseFile' });

interface FileRow {
  id: string;
  caseId: string;
  kind: string;
  name: string;
  type: string;
  size: number;
  sha256: string;
  uploadedAt: Date;
}

/** `uploadedBy`: the displayed name of a member of staff, else null. */
export function showFile(
  row: FileRow,
  programme: Programme,
  uploadedBy: string | null,
): z.input<typeof fileSchema> {
  const { id, caseId, kind, name, type, size, sha256 } = row;
  return {
    ...{ fileId: id, kind, name, type, size, sha256 },
    kindName: documentName({ programme }, kind),
    uploadedAt: toInstant(row.uploadedAt),
    uploadedBy,
    href: `/api/v1/cases/${caseId}/files/${id}`,
    thumbnail: hasThumbnail(type) ? `/api/v1/cases/${caseId}/files/${id}/thumbnail` : null,
  };
}
