import { civilDateOf, type Instant } from '../../domain/calendar/instant';
import type { Words } from '../../domain/case/state';
import type { CellValue } from '../../domain/figures/columns';
import type { ReportedFinding, ReportedVisit } from '../../domain/spot-check/report';
import type { ClosingReport } from '../../ledger/spot-check/report';
import type { Sheet } from '../figures/workbook';

type Lang = 'zh' | 'en';
type Say = (zh: string, en: string) => string;

const dayOf = (at: Instant | null): string | null => (at === null ? null : civilDateOf(at));

function figures(
  { at, check: { state }, summary }: ClosingReport,
  say: Say,
  of: (w: Words) => string,
): Sheet {
  const days = summary.daysToClose;
  const rows: CellValue[][] = [
    [say('项目', 'Figure'), say('数值', 'Value')],
    [say('抽查', 'Spot check'), state.definition.title],
    [say('截至', 'As of'), civilDateOf(at)],
    [say('总体件数', 'Population'), state.frozen?.size ?? null],
    [say('排除件数', 'Excluded'), state.frozen?.excluded ?? null],
    [say('抽取件数', 'Drawn'), summary.drawn],
    [say('已走访', 'Visited'), summary.visited],
    [say('发现问题', 'Findings'), summary.found],
    ...summary.kinds.map(({ name, found }) => [`　${of(name)}`, found]),
    [say('其中重复问题', 'Of these repeated'), summary.repeated],
    [say('已整改', 'Put right'), summary.rectified],
    [say('已复核', 'Verified'), summary.verified],
    [say('整改天数中位数', 'Days to close, median'), days?.median ?? null],
    [say('整改天数最长', 'Days to close, longest'), days?.longest ?? null],
    [say('替换件数', 'Replaced'), state.replacements.length],
  ];
  return { name: say('汇总', 'Figures'), rows };
}

const RESULTS: Readonly<Record<NonNullable<ReportedVisit['result']>, Words>> = {
  passed: { zh: '合格', en: 'passed' },
  remarks: { zh: '有意见', en: 'remarks' },
  failed: { zh: '不合格', en: 'failed' },
};

const STATUSES: Readonly<Record<ReportedFinding['status'], Words>> = {
  OPEN: { zh: '整改中', en: 'open' },
  ANSWERED: { zh: '待复核', en: 'to be verified' },
  VERIFIED: { zh: '已复核', en: 'verified' },
};

function visited({ visits }: ClosingReport, say: Say, of: (w: Words) => string): Sheet {
  const titles = [
    ...[say('事项编号', 'Case'), say('分层', 'Stratum'), say('检查人', 'Inspector')],
    ...[say('走访日期', 'Visited on'), say('结果', 'Result'), say('问题数', 'Findings')],
  ];
  const rows = visits.map((one): CellValue[] => [
    ...[one.caseNumber, one.stratum, one.inspector, one.visitedOn],
    ...[one.result && of(RESULTS[one.result]), one.findings],
  ]);
  return { name: say('走访', 'Visits'), rows: [titles, ...rows] };
}

function found({ findings }: ClosingReport, say: Say, of: (w: Words) => string): Sheet {
  const titles = [
    ...[say('事项编号', 'Case'), say('问题种类', 'Kind'), say('状态', 'Status')],
    ...[
      say('发现日期', 'Raised on'),
      say('复核日期', 'Verified on'),
      say('复核未通过次数', 'Times not passed'),
    ],
    say('重复问题', 'Repeated'),
  ];
  const rows = findings.map((one): CellValue[] => [
    ...[one.caseNumber, of(one.name), of(STATUSES[one.status])],
    ...[dayOf(one.raisedAt), dayOf(one.verifiedAt), one.timesFailed],
    one.repeated ? say('是', 'yes') : say('否', 'no'),
  ]);
  return { name: say('问题整改', 'Findings'), rows: [titles, ...rows] };
}

/** What anybody needs to repeat the draw. */
function drawn({ check: { state } }: ClosingReport, say: Say): Sheet {
  const { definition, frozen, seed, replacements } = state;
  const rows: CellValue[][] = [
    [say('内容', 'What'), say('值', 'Value'), say('说明', 'Note')],
    ['SHA-256', frozen?.sha256 ?? null, say('总体名单的哈希', 'of the published population')],
    [say('种子', 'Seed'), seed, null],
    [say('分层', 'Strata'), definition.strata.join(','), null],
    [say('数量', 'Size'), definition.size, null],
    [say('每层最少', 'Minimum'), definition.minimum, null],
    ...(state.drawn ?? []).map(({ key, population, quota }) => [
      key === '' ? say('全部', 'all') : key,
      quota,
      say(`共 ${population} 件`, `of ${population}`),
    ]),
    ...definition.exclusions.map(({ caseNumber, reason }) => [say('排除', 'Excluded'), caseNumber, reason]),
    ...replacements.map(({ gone, by, reason }) => [
      say('替换', 'Replaced'),
      `${gone} → ${by ?? say('无', 'nobody')}`,
      reason,
    ]),
  ];
  return { name: say('抽取', 'Draw'), rows };
}

/** The report as the sheets of a workbook. */
export function reportSheets(report: ClosingReport, lang: Lang): Sheet[] {
  const say: Say = (zh, en) => (lang === 'zh' ? zh : en);
  const of = (words: Words): string => words[lang];
  return [figures(report, say, of), visited(report, say, of), found(report, say, of), drawn(report, say)];
}
