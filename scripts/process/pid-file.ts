import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { commandLine } from './info';
import { endProcess } from './end';

interface Noted {
  readonly pid: number;
  readonly command: string;
}

/** Notes a started server, so that the next start of the same folder can end it should we be killed. */
export function notePid(file: string, pid: number): void {
  const noted: Noted = { pid, command: commandLine(pid) ?? '' };
  writeFileSync(file, JSON.stringify(noted));
}

/** Ends the server noted in the file if it still runs, and only if it is really that one. */
export async function endNoted(file: string, signals: readonly NodeJS.Signals[]): Promise<boolean> {
  const noted = read(file);
  if (!noted) return false;
  const isOurs = noted.command !== '' && commandLine(noted.pid) === noted.command;
  if (isOurs) await endProcess(noted.pid, signals);
  rmSync(file, { force: true });
  return isOurs;
}

function read(file: string): Noted | undefined {
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Noted;
  } catch {
    return undefined; // written half when the disk was full: nothing to go by
  }
}
