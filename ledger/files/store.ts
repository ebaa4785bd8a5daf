import type { Readable } from 'node:stream';

/** Where the contents of files are kept, by the sha-256 of what is in them: the same content is there once. */
export interface FileStore {
  /** Returns when the content is safe; putting what is there already changes nothing. */
  put(sha256: string, bytes: Buffer): Promise<void>;
  /** The content, verified while it is read: a changed one ends in `FileDamagedError`. Null if it is not there. */
  get(sha256: string): Promise<Readable | null>;
  /** Fails while nothing can be stored. */
  check(): Promise<void>;
}

/** What is stored under a hash does not have that hash any more, or is gone although the ledger names it. */
export class FileDamagedError extends Error {
  override readonly name = 'FileDamagedError';
  readonly code: 'file-changed' | 'file-gone';

  constructor(code: 'file-changed' | 'file-gone', sha256: string) {
    super(`${code}: ${sha256}`);
    this.code = code;
  }
}

/** Two levels of folders keep each of them short. A store of either kind uses this name, so one can be copied to the other. */
export function objectName(sha256: string): string {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('a content is named by its sha-256');
  return `${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}`;
}
