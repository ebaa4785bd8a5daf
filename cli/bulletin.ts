import { InvalidArgumentError, type Command } from 'commander';
import type { Words } from '../domain/errors';
import { isMonth } from '../domain/figures/month';
import type { ApiClient } from './api-client';
import { paperLanguage, print } from './output';
import { saveFiles } from './save-files';

interface Choice {
  programme: { code: string; name: Words };
  organisation: { id: string; name: string };
}

interface Shown {
  id: string;
  programme: { code: string; name: Words };
  organisation: { id: string; name: string };
  month: string;
  status: 'DRAFT' | 'SIGNED' | 'PUBLISHED';
  number: string | null;
  empty: boolean;
  parts: { id: string; name: Words; text: string }[];
}

interface BuildOptions {
  month: string;
  programme?: string;
  organisation?: string;
  out?: string;
  again?: boolean;
  lang: 'zh' | 'en';
  json?: boolean;
}

const STATUS = { DRAFT: '草稿', SIGNED: '已签发', PUBLISHED: '已发布' } as const;

function monthOption(text: string): string {
  if (!isMonth(text)) throw new InvalidArgumentError('Expected a month such as 2026-10.');
  return text;
}

/** What the options mean; every programme of the caller's cities when none is named. */
async function chosen(api: ApiClient, { programme, organisation }: BuildOptions): Promise<Choice[]> {
  const { items } = await api.get<{ items: Choice[] }>('/api/v1/bulletins/choices');
  const found = items.filter(
    (one) =>
      (programme === undefined || one.programme.code === programme) &&
      (organisation === undefined || one.organisation.id === organisation),
  );
  if (found.length > 0) return found;
  const known = items.map((one) => `${one.programme.code} (${one.organisation.id})`).join(', ');
  throw new Error(`There is no such bulletin to build. You can build: ${known === '' ? 'none' : known}.`);
}

/** Document, workbook and data of a bulletin in the folder that was asked for, if one was; answers where they are. */
async function save(api: ApiClient, { out, lang }: BuildOptions, bulletin: Shown): Promise<string[]> {
  if (out === undefined) return [];
  const { id, month, programme, organisation } = bulletin;
  const name = `bulletin-${month}-${programme.code}-${organisation.id}`;
  return saveFiles(out, [
    [`${name}.docx`, await api.download(`/api/v1/bulletins/${id}/document`, lang)],
    [`${name}.xlsx`, await api.download(`/api/v1/bulletins/${id}/workbook`, lang)],
    [`${name}.json`, `${JSON.stringify(bulletin, null, 2)}\n`],
  ]);
}

function describe({ bulletin, files }: { bulletin: Shown; files: string[] }): string {
  const { programme, organisation, month, status, number, parts } = bulletin;
  return [
    `${organisation.name} ${programme.name.zh} ${month}  ${number ?? STATUS[status]}  ${bulletin.id}`,
    ...parts.flatMap(({ name, text }) => [name.zh, ...text.split('\n').map((line) => `  ${line}`)]),
    ...files,
  ].join('\n');
}

async function build(api: ApiClient, options: BuildOptions): Promise<{ bulletin: Shown; files: string[] }[]> {
  const made: { bulletin: Shown; files: string[] }[] = [];
  for (const { programme, organisation } of await chosen(api, options)) {
    const bulletin = await api.post<Shown>('/api/v1/bulletins', {
      ...{ programmeCode: programme.code, organisationId: organisation.id, month: options.month },
      again: options.again === true,
    });
    made.push({ bulletin, files: await save(api, options, bulletin) });
  }
  return made;
}

/** `bulletin build`: the monthly bulletin of a month that is over, and its files. */
export function registerBulletin(program: Command, api: () => ApiClient): void {
  const bulletin = program.command('bulletin').description('monthly bulletins (通报)');
  bulletin
    .command('build')
    .description('draft the bulletin of a month that is over; one that is there already is shown as it is')
    .requiredOption('--month <month>', 'YYYY-MM', monthOption)
    .option('--programme <code>', 'only of this programme; by default of all that ask for bulletins')
    .option('--organisation <id>', 'only of this city')
    .option('--again', 'count the figures of a draft anew; text that somebody wrote stays')
    .option('--out <folder>', 'write document (docx), workbook (xlsx) and data (json) there')
    .addOption(paperLanguage())
    .option('--json', 'print one JSON object')
    .action(async (options: BuildOptions, command: Command) => {
      const bulletins = await build(api(), options);
      print(command, options.json, { bulletins }, bulletins.map(describe).join('\n\n'));
    });
}
