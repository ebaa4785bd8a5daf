import { localTextOf, type Instant } from '../calendar/instant';
import type { Lang } from '../calendar/limit';
import type { Words } from '../errors';
import type { Column } from './columns';

/** What an exported line of the rectification board is made of. */
export interface ExportedFinding {
  readonly caseNumber: string;
  readonly title: string;
  readonly programmeName: Words;
  readonly organisationName: string;
  readonly organisationWithin: string | null;
  readonly kindName: Words;
  readonly text: string;
  readonly sourceName: Words;
  readonly statusName: Words;
  readonly responsible: Words;
  readonly raisedAt: Instant;
  readonly daysOpen: number;
  readonly turn: {
    readonly roleName: Words;
    readonly organisationName: string;
    readonly people: readonly { readonly displayName: string }[];
  } | null;
  readonly sign: {
    readonly dueDate: string;
    readonly provisional: boolean;
    readonly overdue: boolean;
    readonly words: Words;
  } | null;
  readonly repeated: boolean;
  readonly repeatedNear: number;
  readonly timesFailed: number;
  readonly answer: { readonly at: Instant; readonly by: string; readonly text: string } | null;
  readonly verdict: {
    readonly at: Instant;
    readonly by: string;
    readonly text: string | null;
    readonly passed: boolean;
  } | null;
}

const column = (
  zh: string,
  en: string,
  value: Column<ExportedFinding>['value'],
): Column<ExportedFinding> => ({
  title: { zh, en },
  value,
});

const yes = (is: boolean, lang: Lang): string | null => (is ? (lang === 'zh' ? '是' : 'yes') : null);
const verdict = ({ verdict: last }: ExportedFinding, lang: Lang): string | null => {
  if (last === null) return null;
  if (last.passed) return lang === 'zh' ? '通过' : 'passed';
  return lang === 'zh' ? '未通过' : 'not passed';
};

/** The columns of the exported list of findings, as the board shows them. */
export const FINDING_COLUMNS: readonly Column<ExportedFinding>[] = [
  column('编号', 'number', ({ caseNumber }) => caseNumber),
  column('事项', 'case', ({ title }) => title),
  column('项目制度', 'programme', ({ programmeName }, lang) => programmeName[lang]),
  column('上级组织', 'within', ({ organisationWithin }) => organisationWithin),
  column('组织', 'organisation', ({ organisationName }) => organisationName),
  column('问题种类', 'kind', ({ kindName }, lang) => kindName[lang]),
  column('问题描述', 'finding', ({ text }) => text),
  column('来源', 'source', ({ sourceName }, lang) => sourceName[lang]),
  column('状态', 'status', ({ statusName }, lang) => statusName[lang]),
  column('整改岗位', 'to be put right by', ({ responsible }, lang) => responsible[lang]),
  column('现由岗位', 'waits for', ({ turn }, lang) =>
    turn === null ? null : `${turn.organisationName} ${turn.roleName[lang]}`,
  ),
  column('现由人员', 'held by', ({ turn }, lang) =>
    turn === null
      ? null
      : turn.people.map(({ displayName }) => displayName).join(lang === 'zh' ? '、' : ', '),
  ),
  column('登记时间', 'raised', ({ raisedAt }) => localTextOf(raisedAt)),
  column('已有天数', 'days open', ({ daysOpen }) => daysOpen),
  column('截止', 'due', ({ sign }) => sign?.dueDate ?? null),
  column('暂定', 'provisional', ({ sign }, lang) =>
    sign?.provisional === true ? (lang === 'zh' ? '暂定' : 'provisional') : null,
  ),
  column('逾期', 'overdue', ({ sign }, lang) => yes(sign?.overdue === true, lang)),
  column('时限', 'time sign', ({ sign }, lang) => sign?.words[lang] ?? null),
  column('重复出现', 'repeated', ({ repeated }, lang) => yes(repeated, lang)),
  column('本社区一年内同类', 'same kind nearby', ({ repeatedNear }) => repeatedNear),
  column('复核未通过次数', 'times not passed', ({ timesFailed }) => timesFailed),
  column('整改情况', 'answer', ({ answer }) => answer?.text ?? null),
  column('整改时间', 'answered', ({ answer }) => (answer === null ? null : localTextOf(answer.at))),
  column('复核结果', 'verdict', verdict),
  column('复核时间', 'verified', ({ verdict: last }) => (last === null ? null : localTextOf(last.at))),
];
