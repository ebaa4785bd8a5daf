import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const WORDS: Readonly<Record<string, string>> = {
  EEXIST: 'it is a file',
  ENOTDIR: 'part of the path is a file',
  EACCES: 'no permission',
  EPERM: 'no permission',
  EROFS: 'it is read-only',
  ENOSPC: 'the disk is full',
};

/**
 * Writes files into a folder, which is made when it is missing, and answers where they are. Called when everything is
 * there, so that nothing is left behind by a command that is refused.
 */
export function saveFiles(
  folder: string,
  files: readonly (readonly [name: string, content: Uint8Array | string])[],
): string[] {
  try {
    mkdirSync(folder, { recursive: true });
    return files.map(([name, content]) => {
      const file = join(folder, name);
      writeFileSync(file, content);
      return file;
    });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const why = WORDS[code] ?? (error instanceof Error ? error.message : String(error));
    throw new Error(`Nothing can be written into ${folder}: ${why}.`, { cause: error });
  }
}
