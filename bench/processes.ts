import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts CPU time of processes in ticks of a hundredth of a second. */
const TICK_MS = 10;

export interface Usage {
  /** CPU milliseconds since the process began, its children included. */
  readonly cpuMs: number;
  /** Memory in use; what processes share is divided among them (PSS), so that PostgreSQL's is counted once. */
  readonly memoryMib: number;
}

interface Stat {
  readonly pid: number;
  readonly parent: number;
  readonly cpuMs: number;
}

/** What a process and all below it use now. */
export function usageOf(pid: number): Usage | null {
  const all = processes();
  const own = all.find((stat) => stat.pid === pid);
  if (own === undefined) return null;
  const family = [own, ...descendants(pid, all)];
  return {
    cpuMs: family.reduce((sum, stat) => sum + stat.cpuMs, 0),
    memoryMib: family.reduce((sum, stat) => sum + memoryOf(stat.pid), 0),
  };
}

/** CPU milliseconds that these processes and all below them have used since they began. */
export function cpuMsOf(pids: readonly number[]): number {
  const all = processes();
  return pids
    .flatMap((pid) => [...all.filter((stat) => stat.pid === pid), ...descendants(pid, all)])
    .reduce((sum, stat) => sum + stat.cpuMs, 0);
}

function descendants(pid: number, all: readonly Stat[]): Stat[] {
  const children = all.filter((stat) => stat.parent === pid);
  return children.flatMap((child) => [child, ...descendants(child.pid, all)]);
}

function processes(): Stat[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => readStat(Number(name)) ?? []);
}

/** See proc_pid_stat(5): the name in brackets may hold spaces, so fields are counted from behind it. */
function readStat(pid: number): Stat | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    // Its own and that of children that have ended and were waited for.
    const ticks = fields.slice(11, 15).reduce((sum, field) => sum + field, 0);
    return { pid, parent: fields[1] ?? 0, cpuMs: ticks * TICK_MS };
  } catch {
    return null; // it ended while we looked
  }
}

function memoryOf(pid: number): number {
  try {
    const kib = /^Pss:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1];
    return Number(kib ?? 0) / 1024;
  } catch {
    return 0;
  }
}
