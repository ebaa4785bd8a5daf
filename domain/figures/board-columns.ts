import type { Lang } from '../calendar/limit';
import type { Words } from '../errors';
import { localTextOf, type Instant } from '../calendar/instant';
import type { Column } from './columns';

/** What an exported line of the board is made of. */
export interface ExportedCase {
  readonly number: string;
  readonly title: string;
  readonly kind: 'PROJECT' | 'MATTER';
  readonly programmeName: Words;
  readonly organisationName: string;
  readonly organisationWithin: string | null;
  readonly stageName: Words | null;
  readonly statusName: Words;
  readonly urgency: { readonly name: Words } | null;
  readonly owner: {
    readonly roleName: Words;
    readonly organisationName: string;
    readonly people: readonly { readonly displayName: string }[];
  } | null;
  readonly sign: { readonly dueDate: string; readonly provisional: boolean; readonly words: Words } | null;
  readonly workdaysLate: number;
  readonly rung: { readonly name: Words; readonly at: Instant } | null;
  readonly acknowledgement: {
    readonly at: Instant | null;
    readonly person: { readonly displayName: string } | null;
  } | null;
}

const column = (zh: string, en: string, value: Column<ExportedCase>['value']): Column<ExportedCase> => ({
  title: { zh, en },
  value,
});
const KIND: Readonly<Record<ExportedCase['kind'], Words>> = {
  PROJECT: { zh: '项目', en: 'Project' },
  MATTER: { zh: '事项', en: 'Matter' },
};
const text = (value: Words | null | undefined, lang: Lang): string | null => value?.[lang] ?? null;

function acknowledged({ acknowledgement }: ExportedCase, lang: Lang): string | null {
  if (acknowledgement === null) return null;
  if (acknowledgement.at === null) return lang === 'zh' ? '未签收' : 'not acknowledged';
  return acknowledgement.person?.displayName ?? null;
}

/** The columns of the exported overdue list, as the board shows them. */
export const BOARD_COLUMNS: readonly Column<ExportedCase>[] = [
  column('编号', 'number', ({ number }) => number),
  column('事项', 'case', ({ title }) => title),
  column('类别', 'kind', ({ kind }, lang) => KIND[kind][lang]),
  column('项目制度', 'programme', ({ programmeName }, lang) => programmeName[lang]),
  column('上级组织', 'within', ({ organisationWithin }) => organisationWithin),
  column('组织', 'organisation', ({ organisationName }) => organisationName),
  column('环节', 'stage', ({ stageName }, lang) => text(stageName, lang)),
  column('状态', 'status', ({ statusName }, lang) => statusName[lang]),
  column('紧急程度', 'urgency', ({ urgency }, lang) => text(urgency?.name, lang)),
  column('责任岗位', 'responsible post', ({ owner }, lang) =>
    owner === null ? null : `${owner.organisationName} ${owner.roleName[lang]}`,
  ),
  column('责任人', 'held by', ({ owner }, lang) =>
    owner === null
      ? null
      : owner.people.map(({ displayName }) => displayName).join(lang === 'zh' ? '、' : ', '),
  ),
  column('应办结', 'due', ({ sign }) => sign?.dueDate ?? null),
  column('暂定', 'provisional', ({ sign }, lang) =>
    sign?.provisional === true ? (lang === 'zh' ? '暂定' : 'provisional') : null,
  ),
  column('时限', 'time sign', ({ sign }, lang) => text(sign?.words, lang)),
  column('逾期工作日', 'working days late', ({ workdaysLate }) => workdaysLate),
  column('催办级', 'rung', ({ rung }, lang) => text(rung?.name, lang)),
  column('催办时间', 'reached at', ({ rung }) => (rung === null ? null : localTextOf(rung.at))),
  column('签收', 'acknowledged by', acknowledged),
  column('签收时间', 'acknowledged at', ({ acknowledgement }) =>
    acknowledgement === null || acknowledgement.at === null ? null : localTextOf(acknowledgement.at),
  ),
];
