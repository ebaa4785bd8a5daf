import type { Words } from '../errors';
import type { Programme } from '../programme/schema';
import type { Choice, Option } from './choice';
import { findingsIn, openOpinions } from './findings';
import { findingName, RESULT_NAMES } from './line-overlay';
import {
  FINDING_SOURCES,
  INSPECTION_RESULTS,
  RESPONSIBLE,
  type CaseState,
  type Finding,
  type FindingSource,
  type Responsible,
} from './state';

export const SOURCE_NAMES: Readonly<Record<FindingSource, Words>> = {
  inspection: { zh: '检查', en: 'Inspection' },
  'spot-check': { zh: '抽查', en: 'Spot check' },
  'look-back': { zh: '回头看', en: 'Look-back' },
  resident: { zh: '居民反映', en: 'Residents' },
  opinion: { zh: '两代表一委员等监督意见', en: 'Supervision opinion' },
};
/** Where a finding stands. */
export const FINDING_STATUS_NAMES: Readonly<Record<Finding['status'], Words>> = {
  OPEN: { zh: '待整改', en: 'To be put right' },
  ANSWERED: { zh: '待复核', en: 'To be verified' },
  VERIFIED: { zh: '整改完成', en: 'Put right' },
};
export const RESPONSIBLE_NAMES: Readonly<Record<Responsible, Words>> = {
  implementer: { zh: '实施单位', en: 'Whoever carried the works out' },
  community: { zh: '社区', en: 'The community' },
  street: { zh: '镇（街道）', en: 'The town or street' },
  finance: { zh: '财务', en: 'Finance' },
};

const ANSWERS = ['yes', 'no', 'n/a'] as const;
const ANSWER_NAMES: Readonly<Record<(typeof ANSWERS)[number], Words>> = {
  yes: { zh: '符合', en: 'Yes' },
  no: { zh: '不符合', en: 'No' },
  'n/a': { zh: '不适用', en: 'Does not apply' },
};
const PURPOSES = ['spot-check', 'look-back'] as const;

const listed = <K extends string>(values: readonly K[], names: Readonly<Record<K, Words>>): Option[] =>
  values.map((value) => ({ value, name: names[value] }));

/** What the inspector goes through: the list for this type of item, or the one for all. */
export function checkListFor(
  state: Pick<CaseState, 'itemType'>,
  programme: Programme,
): { id: string; name: Words }[] {
  const lists = programme.supervision.inspection?.['check-lists'] ?? [];
  const fits = ({ 'item-types': types }: (typeof lists)[number]): boolean =>
    types.length === 0 || (state.itemType !== null && types.includes(state.itemType));
  return lists.filter(fits).flatMap(({ items }) => items);
}

/** The findings to choose from, each by its kind and what was found. */
function findings(list: readonly Finding[], programme: Programme): Option[] {
  return list.map(({ id, kind, text }) => {
    const name = findingName({ programme }, kind);
    return { value: id, name: { zh: `${name.zh}：${text}`, en: `${name.en}: ${text}` } };
  });
}

/** Values to choose from about inspections, findings and opinions. */
export function overlayChoices(
  type:
    | 'record-inspection'
    | 'order-visit'
    | 'raise-finding'
    | 'answer-finding'
    | 'verify-finding'
    | 'answer-opinion',
  state: CaseState,
  programme: Programme,
): Choice[] {
  const kinds = programme.supervision.findings.map(({ id, name }) => ({ value: id, name }));
  switch (type) {
    case 'record-inspection':
      return [
        { field: 'result', options: listed(INSPECTION_RESULTS, RESULT_NAMES) },
        {
          field: 'items.id',
          options: checkListFor(state, programme).map(({ id, name }) => ({ value: id, name })),
        },
        { field: 'items.answer', options: listed(ANSWERS, ANSWER_NAMES) },
        { field: 'findings.kind', options: kinds },
      ];
    case 'order-visit':
      return [{ field: 'purpose', options: listed(PURPOSES, SOURCE_NAMES) }];
    case 'raise-finding':
      return [
        { field: 'kind', options: kinds },
        { field: 'source', options: listed(FINDING_SOURCES, SOURCE_NAMES) },
        { field: 'responsible', options: listed(RESPONSIBLE, RESPONSIBLE_NAMES) },
      ];
    case 'answer-finding':
      return [{ field: 'findingId', options: findings(findingsIn(state, 'OPEN'), programme) }];
    case 'verify-finding':
      return [{ field: 'findingId', options: findings(findingsIn(state, 'ANSWERED'), programme) }];
    case 'answer-opinion':
      return [
        {
          field: 'opinionId',
          options: openOpinions(state).map(({ id, by, text }) => ({
            value: id,
            name: { zh: `${by}：${text}`, en: `${by}: ${text}` },
          })),
        },
      ];
    default:
      return type satisfies never;
  }
}
