import type { Command } from 'commander';
import type { Words } from '../domain/errors';
import type { ApiClient } from './api-client';
import { print } from './output';

interface Visit {
  caseNumber: string;
  title: string;
  name: Words;
  organisationName: string;
  organisationWithin: string | null;
  owner: Words | null;
  person: { displayName: string } | null;
  sign: { dueDate: string; words: Words; provisional: boolean };
}

interface Page {
  items: Visit[];
  nextCursor: string | null;
}

interface DueOptions {
  town?: string;
  before?: string;
  kind?: string;
  json?: boolean;
}

/** All pages of a list, so that a script sees all of it. */
async function everyVisit(api: ApiClient, query: URLSearchParams): Promise<Visit[]> {
  const visits: Visit[] = [];
  for (;;) {
    const page = await api.get<Page>(`/api/v1/inspections?${query.toString()}`);
    visits.push(...page.items);
    if (page.nextCursor === null) return visits;
    query.set('cursor', page.nextCursor);
  }
}

function line({ caseNumber, title, name, organisationName, organisationWithin, owner, person, sign }: Visit) {
  const place = [organisationWithin, organisationName].filter((one) => one !== null).join(' ');
  const who = person?.displayName ?? owner?.zh ?? '';
  const due = `${sign.dueDate}${sign.provisional ? '（暂定）' : ''}`;
  return [due, sign.words.zh, name.zh, caseNumber, title, place, who].join('  ');
}

/** `inspection due`: where somebody has to go, as the visiting list says. */
export function registerInspection(program: Command, api: () => ApiClient): void {
  const inspection = program.command('inspection').description('inspections of running projects');
  inspection
    .command('due')
    .description('inspections, visits and follow-ups that are due, soonest first')
    .option('--town <id>', 'only of this organisation and those below it')
    .option('--before <date>', 'only what ends before this day, YYYY-MM-DD')
    .option('--kind <kind>', 'inspection, reinspection, visit or follow-up')
    .option('--json', 'print one JSON object')
    .action(async ({ town, before, kind, json }: DueOptions, command: Command) => {
      const query = new URLSearchParams({ limit: '200' });
      if (town !== undefined) query.set('organisationId', town);
      if (before !== undefined) query.set('dueBefore', before);
      if (kind !== undefined) query.set('kind', kind);
      const visits = await everyVisit(api(), query);
      print(command, json, { visits }, visits.length === 0 ? 'Nothing is due.' : visits.map(line).join('\n'));
    });
}
