import type { Command } from 'commander';

/** Prints one JSON value with `--json`, words without. */
export function print(command: Command, json: boolean | undefined, value: unknown, words: string): void {
  command.configureOutput().writeOut?.(`${json ? JSON.stringify(value) : words}\n`);
}
