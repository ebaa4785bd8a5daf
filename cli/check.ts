import type { Command } from 'commander';
import type { SpotCheckStatus } from '../domain/spot-check/state';
import { CHECK_STATUS_NAMES } from '../domain/spot-check/status-names';
import type { ApiClient } from './api-client';
import { paperLanguage, print } from './output';
import { saveFiles } from './save-files';

interface Check {
  id: string;
  title: string;
  organisationName: string;
  status: SpotCheckStatus;
  strata: string[];
  size: number;
  minimum: number;
  population: { size: number; excluded: number; sha256: string } | null;
  seed: string | null;
  sample: { key: string; population: number; quota: number; drawn: { id: string; rank: string }[] }[] | null;
  inspectors: { caseNumber: string; name: string | null }[] | null;
  replacements: { gone: string; by: string | null; reason: string }[];
  ended: { how: 'CLOSED' | 'CANCELLED'; reason: string | null } | null;
}

interface Verified {
  recordWhole: boolean;
  changedLines: { from: number; to: number }[];
  phrasesFit: boolean | null;
  sampleRepeats: boolean | null;
  inspectorsRepeat: boolean | null;
}

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** How anybody repeats the draw, from the published file. */
function repeatWith({ strata, size, minimum, seed }: Check): string {
  const options = [
    '--population population.csv',
    ...(strata.length > 0 ? [`--strata ${strata.join(',')}`] : []),
    `--size ${size} --minimum ${minimum} --seed ${quoted(seed ?? '')}`,
  ];
  return `npm run -s banjie -- draw ${options.join(' ')}`;
}

function describe(check: Check): string {
  const { title, organisationName, status, population, seed, sample, inspectors, replacements, ended } =
    check;
  const goes = new Map((inspectors ?? []).map(({ caseNumber, name }) => [caseNumber, name ?? '待指定']));
  return [
    `${title}  ${organisationName}  ${CHECK_STATUS_NAMES[status].zh}`,
    ...(population === null
      ? ['总体尚未封存']
      : [`总体 ${population.size} 件，排除 ${population.excluded} 件，SHA-256 ${population.sha256}`]),
    ...(seed === null ? [] : [`种子 ${seed}`]),
    ...(sample ?? []).flatMap(({ key, population: all, quota, drawn }) => [
      `${key === '' ? '全部' : key}：${all} 件中抽 ${quota} 件`,
      ...drawn.map(({ id, rank }) => `  ${id}  ${rank}  ${goes.get(id) ?? ''}`.trimEnd()),
    ]),
    ...replacements.map(({ gone, by, reason }) => `替换：${gone} → ${by ?? '无'}（${reason}）`),
    ...(ended === null
      ? []
      : [`${CHECK_STATUS_NAMES[ended.how].zh}${ended.reason === null ? '' : `：${ended.reason}`}`]),
    ...(sample === null ? [] : [repeatWith(check)]),
  ].join('\n');
}

const VERDICTS = {
  recordWhole: '记录逐条相连',
  phrasesFit: '所揭示的与所承诺的一致',
  sampleRepeats: '按规则重抽，样本相同',
  inspectorsRepeat: '按规则重派，检查人相同',
} as const;

function verdict(verified: Verified): string {
  const lines = (Object.keys(VERDICTS) as (keyof typeof VERDICTS)[]).map((key) => {
    const said = verified[key];
    return `${said === null ? '–' : said ? '✓' : '✗'} ${VERDICTS[key]}`;
  });
  const changed = verified.changedLines.map(({ from, to }) => `✗ 总体文件第 ${from}–${to} 行在封存后被改动`);
  return [...lines, ...changed].join('\n');
}

const holds = ({ changedLines, ...said }: Verified): boolean =>
  changedLines.length === 0 && Object.values(said).every((one) => one !== false);

interface SaveOptions {
  out: string;
  lang: 'zh' | 'en';
  json?: boolean;
}

/** The files by which anybody repeats it, and its report. */
async function save(api: ApiClient, id: string, { out, lang }: SaveOptions): Promise<string[]> {
  const path = `/api/v1/spot-checks/${id}`;
  const json = async (at: string): Promise<string> => `${JSON.stringify(await api.get(at), null, 2)}\n`;
  return saveFiles(out, [
    ['population.csv', await api.download(`${path}/population`)],
    ['record.json', await json(path)],
    ['report.json', await json(`${path}/report`)],
    ['report.xlsx', await api.download(`${path}/report/export`, lang)],
  ]);
}

/** `check show`, `check verify`, `check save`: what is published of a random spot check (抽查). */
export function registerCheck(program: Command, api: () => ApiClient): void {
  const check = program.command('check').description('random spot checks (抽查): what is published of them');
  check
    .command('show')
    .description('population, seed, sample and who goes there, and the command that repeats the draw')
    .argument('<id>', 'the check')
    .option('--json', 'print one JSON object')
    .action(async (id: string, { json }: { json?: boolean }, command: Command) => {
      const found = await api().get<{ check: Check }>(`/api/v1/spot-checks/${encodeURIComponent(id)}`);
      print(command, json, found, describe(found.check));
    });
  check
    .command('verify')
    .description('compute anew whether record, population, sample and inspectors fit; fails when they do not')
    .argument('<id>', 'the check')
    .option('--json', 'print one JSON object')
    .action(async (id: string, { json }: { json?: boolean }, command: Command) => {
      const found = await api().get<Verified>(`/api/v1/spot-checks/${encodeURIComponent(id)}/verify`);
      print(command, json, found, verdict(found));
      if (!holds(found)) throw new Error('The record of this spot check does not hold.');
    });
  check
    .command('save')
    .description('write population, record and report into a folder')
    .argument('<id>', 'the check')
    .requiredOption('--out <folder>', 'where to')
    .addOption(paperLanguage())
    .option('--json', 'print one JSON object')
    .action(async (id: string, options: SaveOptions, command: Command) => {
      const files = await save(api(), encodeURIComponent(id), options);
      print(command, options.json, { files }, files.join('\n'));
    });
}
