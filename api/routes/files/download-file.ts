import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import { z } from 'zod';
import { Refusal } from '../../../domain/errors';
import { audit } from '../../audit';
import { codeOf } from '../../../ledger/files/code-of';
import { contentType } from '../../files/file-types';
import { FileDamagedError } from '../../../ledger/files/store';
import { defineRoute, Raw } from '../../route';
import { id } from '../../schema';
import { visibleCase } from '../cases/visible-case';

export const downloadFile = defineRoute({
  operation: 'downloadFile',
  method: 'get',
  path: '/api/v1/cases/{caseId}/files/{fileId}',
  tag: 'cases',
  summary: 'Download a document of a case; the download is recorded',
  description:
    'The content is compared with the sha-256 in the ledger while it is sent; a changed file never arrives whole.',
  params: z.strictObject({ caseId: id, fileId: id }),
  answer: { status: 200, description: 'The file', media: 'application/octet-stream' },
  refuses: ['not-found'],
  handle: async ({ deps, actor, params: { caseId, fileId } }) => {
    const { state } = await visibleCase(deps, actor, caseId);
    // The ledger says what belongs to the case and what its content was; the row only describes it.
    const evidence = state.evidence.find((entry) => entry.fileId === fileId);
    const row = evidence && (await deps.prisma.fileRow.findFirst({ where: { id: fileId, caseId } }));
    if (evidence === undefined || row == null) {
      throw new Refusal('not-found', {
        zh: '该事项没有这份材料。',
        en: 'The case has no such document.',
      });
    }
    const { sha256 } = evidence;
    // Recorded before it is shown, because it may hold personal data: what cannot be recorded is not shown.
    await audit(deps.prisma, {
      at: deps.clock.now(),
      personId: actor.personId,
      action: 'file-downloaded',
      subject: fileId,
      data: { caseId, sha256 },
    });
    const content = await deps.files.store.get(sha256);
    if (content === null) throw new FileDamagedError('file-gone', sha256);
    return new Raw((response) => send(response, content, { ...row, sha256 }));
  },
});

interface Described {
  readonly name: string;
  readonly type: string;
  readonly size: number;
  readonly sha256: string;
}

async function send(response: Response, content: Readable, file: Described): Promise<void> {
  // Waits for the first piece: while no header is sent, a damaged file can still be told as a problem.
  if (content.errored) throw content.errored;
  await once(content, 'readable');
  response.status(200).set({
    'Content-Type': contentType(file.type),
    'Content-Length': String(file.size),
    'Content-Disposition': `attachment; filename*=UTF-8''${encoded(file.name)}`,
    ETag: `"${file.sha256}"`,
    // Whatever a browser is made to do with the file, it may run nothing and reach nothing.
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy': "sandbox; default-src 'none'",
  });
  try {
    await pipeline(content, response);
  } catch (error) {
    // Somebody who closes the window breaks nothing of ours.
    if (codeOf(error) !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  }
}

/** As RFC 8187 writes a name. */
function encoded(name: string): string {
  return encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
