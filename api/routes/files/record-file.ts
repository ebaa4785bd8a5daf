import { createHash } from 'node:crypto';
import type { Actor } from '../../../domain/actor';
import type { Instant } from '../../../domain/calendar/instant';
import { isRefusal, Refusal } from '../../../domain/errors';
import type { FileType } from '../../files/file-types';
import type { Deps } from '../../ports';
import { toDate } from '../../schema';

export interface NewFile {
  readonly caseId: string;
  readonly kind: string;
  readonly name: string;
  readonly type: FileType;
  readonly size: number;
  readonly sha256: string;
}

interface Recording {
  readonly file: NewFile;
  readonly actor: Actor;
  readonly now: Instant;
  readonly key: string;
}

/** The same case and key name the same file, so a retry cannot attach it twice. */
export function fileIdOf(caseId: string, key: string): string {
  return createHash('sha256').update(`${caseId}\n${key}`).digest('hex').slice(0, 32);
}

/**
 * Content first, then the row that describes it, then the ledger: whatever breaks in between, the ledger never names
 * a file that is not there, and what the ledger does not name is shown to nobody.
 */
export async function recordFile(
  deps: Deps,
  { file, actor, now, key }: Recording,
  store: () => Promise<void>,
): Promise<{ fileId: string; seq: number }> {
  const { caseId, kind, sha256, name } = file;
  const fileId = fileIdOf(caseId, key);
  const row = { ...file, id: fileId, uploadedBy: actor.personId, uploadedAt: toDate(now) };
  const keep = () => deps.prisma.fileRow.createMany({ data: [row], skipDuplicates: true });
  refuseOther(await deps.prisma.fileRow.findUnique({ where: { id: fileId } }), row);
  await store();
  const { count } = await keep();
  if (count === 0) refuseOther(await deps.prisma.fileRow.findUnique({ where: { id: fileId } }), row);
  const command = { type: 'attach', data: { fileId, kind, sha256, name } } as const;
  try {
    const { seq } = await deps.ledger.append({ caseId, command, actor, now, key });
    // A twin of this request that was refused may have taken the row away meanwhile.
    await keep();
    return { fileId, seq };
  } catch (error) {
    // After anything but a refusal nobody knows whether it was recorded; the same key finds out.
    if (isRefusal(error)) await removeUnlessRecorded(deps, caseId, fileId);
    throw error;
  }
}

type Row = NewFile & { readonly uploadedBy: string };

function refuseOther(earlier: Omit<Row, 'type'> | null, row: Row): void {
  if (earlier === null) return;
  const same = (['kind', 'name', 'sha256', 'uploadedBy'] as const).every(
    (member) => earlier[member] === row[member],
  );
  if (same) return;
  throw new Refusal('key-reused', {
    zh: '这个 Idempotency-Key 已用于另一个文件，请换一个。',
    en: 'This Idempotency-Key was used for another file; take a new one.',
  });
}

async function removeUnlessRecorded({ prisma }: Deps, caseId: string, fileId: string): Promise<void> {
  await prisma.$executeRaw`
    delete from files where id = ${fileId} and not exists (
      select 1 from cases c where c.id = ${caseId}
         and (c.state->'evidence')::jsonb @> jsonb_build_array(jsonb_build_object('fileId', ${fileId}::text)))`;
}
