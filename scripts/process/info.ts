import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Whether a process with this id exists, whoever owns it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** The command line of a running process, or undefined when there is none: ids are reused, so ask before ending. */
export function commandLine(pid: number): string | undefined {
  try {
    if (process.platform === 'linux') return linuxCommandLine(pid);
    if (process.platform === 'win32') return windowsCommandLine(pid);
    return execFileSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).trim();
  } catch {
    return undefined;
  }
}

function linuxCommandLine(pid: number): string | undefined {
  const text = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  return text === '' ? undefined : text;
}

function windowsCommandLine(pid: number): string | undefined {
  const query = `(Get-CimInstance Win32_Process -Filter "ProcessId=${pid}").CommandLine`;
  const text = execFileSync('powershell', ['-NoProfile', '-Command', query], { encoding: 'utf8' }).trim();
  return text === '' ? undefined : text;
}

/** A killed child whose parent has not looked yet still has an id, but is gone for our purposes. */
function isZombie(pid: number): boolean {
  if (process.platform !== 'linux') return false;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).startsWith('Z');
  } catch {
    return false;
  }
}
