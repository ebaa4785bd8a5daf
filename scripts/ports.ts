import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';

/** The engine's membership ring cannot use a port above this, and systems hand out higher ones to clients. */
const HIGHEST = 32_767;
const LOWEST = 20_000;
const ATTEMPTS = 200;

/** Whether nothing listens on this port of this machine. */
export function isPortFree(port: number, host = '127.0.0.1'): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(true)));
  });
}

/** A free port below 32768 that is not in `taken`. */
export async function freePort(taken: ReadonlySet<number> = new Set()): Promise<number> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const port = LOWEST + Math.floor(Math.random() * (HIGHEST - LOWEST));
    if (!taken.has(port) && (await isPortFree(port))) return port;
  }
  throw new Error(`No free port between ${LOWEST} and ${HIGHEST}: end programs that listen on this machine.`);
}

/**
 * Ports by name, the same at every start of a data folder as long as they are free, so that
 * bookmarks, tools and firewalls of an operator keep working.
 */
export async function rememberedPorts<Name extends string>(
  dataDir: string,
  names: readonly Name[],
): Promise<Record<Name, number>> {
  const file = join(dataDir, 'ports.json');
  const known = readPorts(file);
  const chosen = { ...known };
  for (const name of names) {
    const before = known[name];
    const keep = before !== undefined && (await isPortFree(before));
    chosen[name] = keep ? before : await freePort(new Set(Object.values(chosen)));
  }
  if (names.some((name) => chosen[name] !== known[name])) writeFileSync(file, `${JSON.stringify(chosen)}\n`);
  return chosen as Record<Name, number>;
}

function readPorts(file: string): Record<string, number> {
  if (!existsSync(file)) return {};
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Record<string, number>;
  } catch {
    return {}; // cut off by a full disk or a hard kill: choose anew
  }
}
