import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

interface SignIn {
  readonly name: string;
  readonly signInName: string;
  readonly password: string;
}

/** The last lines of a start: where everything is and how to sign in. */
export function banner(address: string, dataDir: string, startedAt: number): string[] {
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
  return [
    '',
    `Banjie is ready after ${seconds} s:  ${address}`,
    `API documentation:             ${address}/api/docs`,
    `Data and logs:                 ${dataDir}`,
    ...signInLines(join(dataDir, 'sign-ins.json')),
    'Ctrl-C stops everything.',
  ];
}

function signInLines(file: string): string[] {
  if (!existsSync(file)) return [];
  const signIns = JSON.parse(readFileSync(file, 'utf8')) as SignIn[];
  const width = Math.max(...signIns.map(({ signInName }) => signInName.length));
  return [
    `Demo sign-ins (kept in ${file}):`,
    ...signIns.map(({ name, signInName, password }) => `  ${signInName.padEnd(width)}  ${password}  ${name}`),
  ];
}
