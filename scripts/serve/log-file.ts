import { appendFileSync, existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';

const MAX_BYTES = 10 * 1024 * 1024;

export interface LogFile {
  write(line: string): void;
}

/** `<folder>/<name>.log`, begun anew at every start and when it grows too big; one older file is kept. */
export function openLogFile(folder: string, name: string, maxBytes = MAX_BYTES): LogFile {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${name}.log`);
  const older = join(folder, `${name}.1.log`);
  if (existsSync(path) && statSync(path).size > 0) renameSync(path, older);
  let size = 0;
  return {
    write(line) {
      const text = `${line}\n`;
      try {
        if (size + text.length > maxBytes) {
          renameSync(path, older);
          size = 0;
        }
        appendFileSync(path, text);
        size += Buffer.byteLength(text);
      } catch {
        // A log that cannot be written (full disk) must not take the product down with it.
      }
    },
  };
}
