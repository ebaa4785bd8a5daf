import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { wipeDataFolder } from './data-folder';

export interface ResetInput {
  readonly dataDir: string;
  readonly yes: boolean;
  readonly isTerminal: boolean;
  readonly ask: (question: string) => Promise<string>;
  readonly say: (line: string) => void;
}

/** Wipes the data folder after asking; returns false when the person would rather keep it. */
export async function reset(input: ResetInput): Promise<boolean> {
  const { dataDir, yes, isTerminal, ask, say } = input;
  if (!existsSync(dataDir)) return true;
  if (!yes && !isTerminal) throw new Error('--reset deletes all data and nobody is here to ask: add --yes.');
  if (!yes) {
    const answer = await ask(`Delete every case, account and file in ${dataDir}? Type "yes" to go on: `);
    if (answer.trim().toLowerCase() !== 'yes') {
      say('Nothing was deleted.');
      return false;
    }
  }
  wipeDataFolder(dataDir);
  say(`Emptied ${dataDir}.`);
  return true;
}

/** Asks on the terminal. */
export async function askTerminal(question: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return await terminal.question(question);
  } finally {
    terminal.close();
  }
}
