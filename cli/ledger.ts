import type { Command } from 'commander';
import { createLedger } from '../ledger/ledger';
import type { LedgerReport } from '../ledger/verify';
import { createPool } from '../prisma/client';
import { print } from './output';

/** The ledger has a fault. */
const EXIT_FAULTY = 1;

function describe({ cases, events, faults }: LedgerReport): string {
  const head = `${cases} cases, ${events} lines: ${faults.length === 0 ? 'every chain is whole.' : `${faults.length} FAULTS`}`;
  return [
    head,
    ...faults.map((f) => `${f.number} (${f.caseId})${f.seq === null ? '' : ` line ${f.seq}`}: ${f.fault}`),
  ].join('\n');
}

/** `ledger verify`: every line of every case is hashed again and every state made again from its lines. */
export function registerLedger(program: Command, databaseUrl: () => string): void {
  program
    .command('ledger')
    .description('the truth and its proof')
    .command('verify')
    .description('recompute every hash and every state; exit code 1 if anything differs')
    .option('--case <id>', 'only this case')
    .option('--json', 'print one JSON object')
    .action(async (options: { case?: string; json?: boolean }, command: Command) => {
      const pool = createPool(databaseUrl(), { max: 2 });
      try {
        const report = await createLedger(pool).verify(options.case);
        print(command, options.json, report, describe(report));
        if (report.faults.length > 0) process.exitCode = EXIT_FAULTY;
      } finally {
        await pool.end();
      }
    });
}
