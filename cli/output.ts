import { Option, type Command } from 'commander';

/** Prints one JSON value with `--json`, words without. */
export function print(command: Command, json: boolean | undefined, value: unknown, words: string): void {
  command.configureOutput().writeOut?.(`${json ? JSON.stringify(value) : words}\n`);
}

/** In which language files are written: papers of a bureau are Chinese, whatever the terminal of its server speaks. */
export const paperLanguage = (): Option =>
  new Option('--lang <lang>', 'language of the files').choices(['zh', 'en']).default('zh');
