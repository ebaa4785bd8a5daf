import type { Logger } from 'pino';
import { Refusal } from '../../domain/errors';
import { codeOf } from '../../ledger/files/code-of';
import { createFolderStore } from '../../ledger/files/folder-store';
import { createS3Store, type S3StoreOptions } from '../../ledger/files/s3-store';
import type { FileStore } from '../../ledger/files/store';
import { Thumbnails } from './thumbnails';
import { UploadRoom } from './upload-room';

export type StoreConfig =
  { readonly kind: 'folder'; readonly folder: string } | ({ readonly kind: 's3' } & S3StoreOptions);

/** What the routes need to take files in and give them out. */
export interface Files {
  readonly store: FileStore;
  readonly maxBytes: number;
  readonly room: UploadRoom;
  readonly thumbnails: Thumbnails;
}

export interface FilesOptions {
  readonly store: StoreConfig;
  readonly maxBytes: number;
  readonly log: Logger;
}

/** Uploads of the greatest size that may be in memory together. */
const AT_ONCE = 6;
const RETRY_SECONDS = 10;

/** The files as configured: a folder, or a store that speaks S3. Opens nothing until it is used. */
export function createFiles({ store, maxBytes, log }: FilesOptions): Files {
  const { kind } = store;
  const inner = kind === 'folder' ? createFolderStore(store.folder) : createS3Store(store);
  const answers = answering(inner, kind, log);
  const [room, thumbnails] = [new UploadRoom(AT_ONCE * maxBytes), new Thumbnails(answers)];
  return { store: answers, maxBytes, room, thumbnails };
}

/** A store that does not answer is no fault of the caller: whatever it throws is logged and means "try again". */
function answering(store: FileStore, kind: StoreConfig['kind'], log: Logger): FileStore {
  const failed = (act: keyof FileStore) => (error: unknown) => {
    // The names of systems and errors only: what a library writes into a message may be a credential.
    log.error({ event: 'file-store-failed', kind, act, error: codeOf(error) ?? 'unknown' });
    throw new Refusal(
      'unavailable',
      {
        zh: '文件存储暂时没有响应，未作任何记录，可用同一 Idempotency-Key 安全重试。',
        en: 'The file store does not answer. Nothing was recorded; it is safe to try again with the same Idempotency-Key.',
      },
      { retryAfterSeconds: RETRY_SECONDS },
    );
  };
  return {
    put: (sha256, bytes) => store.put(sha256, bytes).catch(failed('put')),
    get: (sha256) => store.get(sha256).catch(failed('get')),
    check: () => store.check().catch(failed('check')),
  };
}
