import { z } from 'zod';
import { Refusal } from '../../../domain/errors';
import { hasThumbnail } from '../../files/thumbnails';
import { defineRoute, Raw } from '../../route';
import { id } from '../../schema';
import { visibleCase } from '../cases/visible-case';

export const showThumbnail = defineRoute({
  operation: 'showThumbnail',
  method: 'get',
  path: '/api/v1/cases/{caseId}/files/{fileId}/thumbnail',
  tag: 'cases',
  summary: 'The small picture of a photo, as lists show it',
  description:
    'WebP, 208 pixels a side at most, without what the camera wrote into the photo. Not recorded: it is no download. ' +
    'A browser keeps it and asks each time whether it may still be seen.',
  params: z.strictObject({ caseId: id, fileId: id }),
  answer: { status: 200, description: 'The picture', media: 'image/webp' },
  refuses: ['not-found'],
  handle: async ({ deps, actor, params: { caseId, fileId }, request }) => {
    const { state } = await visibleCase(deps, actor, caseId);
    const evidence = state.evidence.find((entry) => entry.fileId === fileId);
    const row = evidence && (await deps.prisma.fileRow.findFirst({ where: { id: fileId, caseId } }));
    if (evidence === undefined || row == null || !hasThumbnail(row.type)) throw none();
    const etag = `"${evidence.sha256}-small"`;
    if (request.get('if-none-match') === etag)
      return new Raw((response) => void response.status(304).set(keeping(etag)).end());
    const small = await deps.files.thumbnails.of(evidence.sha256);
    if (small === null) throw none();
    return new Raw((response) => void response.status(200).set(keeping(etag)).type('webp').end(small));
  },
});

const keeping = (etag: string) => ({ ETag: etag, 'Cache-Control': 'private, no-cache' });

const none = () =>
  new Refusal('not-found', { zh: '这份材料没有缩略图。', en: 'This document has no small picture.' });
