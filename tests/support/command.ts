import { Command } from 'commander';

/** What a command printed, and how it ended. */
export interface Said {
  readonly out: string;
  readonly err: string;
  readonly exit: number;
  readonly failed: string | null;
}

/** Runs a command as an operator types it, within this process. */
export async function runCommand(
  register: (program: Command) => void,
  args: readonly string[],
): Promise<Said> {
  let [out, err] = ['', ''];
  const program = new Command('banjie').exitOverride().configureOutput({
    writeOut: (text) => (out += text),
    writeErr: (text) => (err += text),
  });
  register(program);
  const settle = (command: Command): void => {
    command.exitOverride().copyInheritedSettings(program);
    command.commands.forEach(settle);
  };
  program.commands.forEach(settle);
  const before = process.exitCode;
  process.exitCode = undefined;
  let failed: string | null = null;
  try {
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    failed = error instanceof Error ? error.message : String(error);
  }
  const { exitCode: exit = 0 } = process as { exitCode?: number };
  process.exitCode = before;
  return { out, err, exit, failed };
}
