import { Client, Connection } from '@temporalio/client';
import type { Command } from 'commander';
import type { Config } from '../config/env';
import { createLedger } from '../ledger/ledger';
import { createPool } from '../prisma/client';
import { reconcile, type ReconcileReport } from './reconcile';
import type { Ledger } from '../ledger/ledger';
import { count } from './words';

/** Ledger and engine disagree, and nothing was mended because only a check was asked for. */
const EXIT_DIFFERENT = 1;

export interface Clocks {
  readonly ledger: Pick<Ledger, 'rehydrate' | 'openCases' | 'disarm'>;
  readonly taskQueue: string;
  /** Connects on first use: `rehydrate` works while the engine is down. */
  client(): Promise<Client>;
  close(): Promise<void>;
}

/** Connects to what the configuration names. */
export function openClocks({ database, temporal }: Config): Clocks {
  const pool = createPool(database.url, { max: 4, name: 'banjie-cli' });
  let connection: Connection | undefined;
  return {
    ledger: createLedger(pool),
    taskQueue: temporal.taskQueue,
    async client() {
      connection ??= await Connection.connect({ address: temporal.address });
      return new Client({ connection, namespace: temporal.namespace });
    },
    async close() {
      await Promise.all([pool.end(), connection?.close()]);
    },
  };
}

/** `rehydrate` and `reconcile`: operators bring ledger and engine together again. */
export function registerClocks(program: Command, open: () => Clocks): void {
  program
    .command('rehydrate')
    .description('arm every open case anew, after workflows were terminated or the engine lost its database')
    .option('--json', 'print one JSON object')
    .action(async (options: { json?: boolean }, command: Command) => {
      const clocks = open();
      try {
        const cases = await clocks.ledger.rehydrate();
        const words = `${count(cases, 'case')} will be armed anew by the worker, soonest first.`;
        write(command, options.json ? JSON.stringify({ cases }) : words);
      } finally {
        await clocks.close();
      }
    });
  program
    .command('reconcile')
    .description('compare every open case with its workflow and mend what differs')
    .option('--check', 'only say what differs; exit code 1 if anything does')
    .option('--json', 'print one JSON object')
    .action(async (options: { check?: boolean; json?: boolean }, command: Command) => {
      const clocks = open();
      try {
        const checkOnly = options.check ?? false;
        const { ledger, taskQueue } = clocks;
        const report = await reconcile({ ledger, taskQueue, client: await clocks.client(), checkOnly });
        write(command, options.json ? JSON.stringify({ checkOnly, ...report }) : describe(report, checkOnly));
        if (checkOnly && broken(report) > 0) process.exitCode = EXIT_DIFFERENT;
      } finally {
        await clocks.close();
      }
    });
}

function broken({ missing, closed, late, orphans }: ReconcileReport): number {
  return missing.length + closed.length + late.length + orphans.length;
}

function describe(report: ReconcileReport, checkOnly: boolean): string {
  const { missing, closed, late, orphans, unanswered } = report;
  const groups: [readonly string[], string][] = [
    [missing, 'without a workflow'],
    [closed, 'whose workflow has closed'],
    [late, 'whose workflow would wake too late'],
    [orphans, 'not open although its workflow runs'],
    [unanswered, 'whose workflow did not answer (is the worker running?); left alone'],
  ];
  const lines = groups
    .filter(([ids]) => ids.length > 0)
    .map(
      ([ids, words]) =>
        `${count(ids.length, 'case')} ${words}: ${ids.slice(0, 5).join(', ')}${ids.length > 5 ? ', …' : ''}`,
    );
  const waiting = report.waiting > 0 ? `, ${report.waiting} about to be armed` : '';
  const head = `${count(report.open, 'open case')}: ${report.kept} in order${waiting}.`;
  const verdict =
    broken(report) === 0 ? [] : [checkOnly ? 'Nothing was changed.' : 'The worker is mending these now.'];
  return [head, ...lines, ...verdict].join('\n');
}

function write(command: Command, text: string): void {
  command.configureOutput().writeOut?.(`${text}\n`);
}
