import { createHash } from 'node:crypto';
import { z } from 'zod';
import { guard } from '../../../domain/case/guard';
import { refusalAt } from '../../../domain/errors';
import type { Programme } from '../../../domain/programme/schema';
import { loadReceipt, type LoadedCase } from '../../../ledger/read';
import { checkFile } from '../../files/check';
import { receive } from '../../files/receive';
import { tooLarge } from '../../files/refuse-file';
import { parseInput } from '../../input';
import { languageOf } from '../../problem';
import { defineRoute, type Context } from '../../route';
import { id } from '../../schema';
import { OTHER_KIND } from '../cases/attachable';
import { visibleCase } from '../cases/visible-case';
import { recordFile } from './record-file';

const form = z.strictObject({ kind: id });

/** What the lines around a file add to a request. */
const FORM_BYTES = 16 * 1024;

const fileSchema = z
  .strictObject({
    fileId: z.string(),
    kind: z.string(),
    name: z.string(),
    type: z.string(),
    size: z.int(),
    sha256: z.string(),
    seq: z.int().meta({ description: 'Where the ledger of the case records it' }),
  })
  .meta({ id: 'AttachedFile' });

export const attachFile = defineRoute({
  operation: 'attachFile',
  method: 'post',
  path: '/api/v1/cases/{caseId}/files',
  tag: 'cases',
  summary: 'Attach a document to a case',
  description:
    'A form with `kind` (a kind of document of the programme, or "other") and `file`. Taken are JPEG, PNG, WebP, HEIC, ' +
    'PDF, DOCX, XLSX, plain text and CSV, by content and not by name. The ledger keeps the sha-256.',
  params: z.strictObject({ caseId: id }),
  consumes: 'multipart/form-data',
  fields: {
    kind: { type: 'string', description: 'A kind of document of the programme, or "other"' },
    file: { type: 'string', format: 'binary', description: 'The document' },
  },
  idempotencyKey: 'required',
  answer: { status: 201, description: 'Stored and recorded', body: fileSchema },
  refuses: [
    'not-found',
    'file-refused',
    'too-large',
    'media-type-unsupported',
    'malformed-request',
    'unknown-value',
    'not-now',
    'not-your-command',
    'case-ended',
    'changed-meanwhile',
  ],
  handle: async (ctx) => {
    const { deps, actor, params, request } = ctx;
    const key = ctx.idempotencyKey ?? '';
    // Nothing of the body is read before we know that the caller may attach something here.
    const found = await visibleCase(deps, actor, params.caseId);
    const programme = await deps.ledger.reference.programme(found.programmeVersionId);
    await refuseUnlessFits(ctx, found, programme, key);
    const { maxBytes, room } = deps.files;
    const most = maxBytes + FORM_BYTES;
    const announced = Number(request.get('content-length') ?? most);
    if (announced > most) throw tooLarge(maxBytes);
    return room.use(announced, () => takeIn(ctx, programme, key));
  },
});

type Ctx = Context<{ caseId: string }, unknown, unknown>;

/** A retry gets its first answer even if the case has moved on since. */
async function refuseUnlessFits(
  { deps, actor }: Ctx,
  { id: caseId, state, proposers }: LoadedCase,
  programme: Programme,
  key: string,
): Promise<void> {
  if ((await loadReceipt(deps.pool, caseId, key)) !== null) return;
  guard({ state, programme, actor, proposers }, 'attach');
}

async function takeIn({ deps, actor, params, request, now }: Ctx, programme: Programme, key: string) {
  const { store, maxBytes } = deps.files;
  const { fields, name: sentName, bytes } = await receive(request, maxBytes);
  const { kind } = parseInput(form, fields, '', languageOf(request)) as z.output<typeof form>;
  refuseUnknownKind(kind, programme);
  const { type, name } = await checkFile(bytes, sentName);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const file = { caseId: params.caseId, kind, name, type, size: bytes.length, sha256 };
  const { fileId, seq } = await recordFile(deps, { file, actor, now, key }, () => store.put(sha256, bytes));
  return { fileId, kind, name, type, size: file.size, sha256, seq };
}

function refuseUnknownKind(kind: string, { documents }: Programme): void {
  const known = [...documents.map((document) => document.id), OTHER_KIND];
  // A programme that lists none leaves the word to its users.
  if (documents.length === 0 || known.includes(kind)) return;
  const names = documents.map((document) => `${document.id}（${document.name.zh}）`);
  throw refusalAt('unknown-value', '/kind', {
    zh: `材料种类应为：${[...names, `${OTHER_KIND}（其他）`].join('、')}。`,
    en: `The kind of document is one of: ${known.join(', ')}.`,
  });
}
