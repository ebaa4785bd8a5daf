import type { Command } from 'commander';
import { createLedger, type Ledger } from '../ledger/ledger';
import type { LedgerReport } from '../ledger/verify';
import { createPool } from '../prisma/client';
import { print } from './output';

/** The ledger has a fault. */
const EXIT_FAULTY = 1;

function describe({ cases, events, faults }: LedgerReport): string {
  const head = `${cases} cases, ${events} lines: ${faults.length === 0 ? 'every chain is whole.' : `${faults.length} FAULTS`}`;
  return [
    head,
    ...faults.map(
      (f) =>
        `${f.number}${f.caseId === null ? '' : ` (${f.caseId})`}${f.seq === null ? '' : ` line ${f.seq}`}: ${f.fault}`,
    ),
  ].join('\n');
}

/** `ledger verify` proves every line and every state; `ledger rebuild` makes the states anew from the lines. */
export function registerLedger(program: Command, databaseUrl: () => string): void {
  const ledger = program.command('ledger').description('the truth and its proof');
  const over = async (work: (ledger: Ledger) => Promise<void>): Promise<void> => {
    const pool = createPool(databaseUrl(), { max: 2 });
    try {
      await work(createLedger(pool));
    } finally {
      await pool.end();
    }
  };
  ledger
    .command('verify')
    .description('recompute every hash and every state; exit code 1 if anything differs')
    .option('--case <id>', 'only this case')
    .option('--json', 'print one JSON object')
    .action((options: { case?: string; json?: boolean }, command: Command) =>
      over(async (truth) => {
        const report = await truth.verify(options.case);
        print(command, options.json, report, describe(report));
        if (report.faults.length > 0) process.exitCode = EXIT_FAULTY;
      }),
    );
  ledger
    .command('rebuild')
    .description(
      'make the state of every case anew from its lines (starting does it for rows of an older version)',
    )
    .option('--json', 'print one JSON object')
    .action((options: { json?: boolean }, command: Command) =>
      over(async (truth) => {
        const cases = await truth.rebuild(true);
        print(command, options.json, { cases }, `${cases} cases made anew from their ledger.`);
      }),
    );
}
