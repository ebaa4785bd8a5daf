import { KIND_WORDS, LEVEL_WORDS, type Both } from '../render-words';
import type { Programme } from '../schema';
import {
  both,
  listed,
  named,
  type ReadingRow,
  type ReadingTable,
  type Say,
  type Statement,
} from './statement';

const POINT_WORDS: Readonly<Record<Programme['disclosure'][number], Both>> = {
  collect: { zh: '征集', en: 'collection' },
  determine: { zh: '确定', en: 'determination' },
  implement: { zh: '实施', en: 'implementation' },
  effect: { zh: '效果', en: 'effect' },
};
const CAP_WORDS: Readonly<Record<Programme['caps'][number]['per'], Both>> = {
  project: { zh: '单个项目', en: 'one project' },
  'community-year': { zh: '每个社区每年', en: 'one community in a year' },
  'programme-year': { zh: '全部项目每年', en: 'the whole programme in a year' },
};

/** What the programme is about and who may propose what. */
export function basicsTable(programme: Programme, say: Say): ReadingTable {
  const list = (items: readonly { id: string; name: Both }[], at: string): Statement[] =>
    items.map(({ id, name }) => say(name, `${at}.${id}`));
  const row = (id: string, zh: string, en: string, cell: readonly Statement[]): ReadingRow[] =>
    cell.length === 0 ? [] : [{ id, name: named({ zh, en }), cells: [cell] }];
  const { proposers, kinds, libraries, disclosure } = programme;
  const age = proposers['min-age'];
  const ages = { zh: `${age ?? ''} 岁以上居民可提议`, en: `residents of ${age ?? ''} and over may propose` };
  const day = programme['effective-from'];
  const merging = programme['merge-allowed']
    ? { zh: '可合并', en: 'suggestions may be merged' }
    : { zh: '不合并', en: 'suggestions are not merged' };
  return {
    id: 'basics',
    title: { zh: '基本情况', en: 'What it is' },
    about: [],
    columns: [
      { zh: '内容', en: 'About' },
      { zh: '规定', en: 'What holds' },
    ],
    rows: [
      ...row('place', '适用地区', 'place', [say(programme.place, 'place')]),
      ...row('source', '依据文件', 'document', [say(programme.source, 'source')]),
      ...row('from', '施行日期', 'in force', [
        say({ zh: `自 ${day} 起施行`, en: `from ${day}` }, 'effective-from'),
      ]),
      ...row(
        'kinds',
        '种类',
        'kinds',
        kinds.map((kind, at) => say(KIND_WORDS[kind], `kinds.${at}`)),
      ),
      ...row('item-types', '类型', 'types', list(programme['item-types'], 'item-types')),
      ...row('categories', '类别', 'categories', list(programme.categories, 'categories')),
      ...row('channels', '征集渠道', 'channels', list(programme.channels, 'channels')),
      ...row('proposers', '提议人', 'proposers', [
        ...(age === undefined ? [] : [say(ages, 'proposers.min-age')]),
        ...proposers.others.map((words, at) => say(words, `proposers.others.${at}`)),
      ]),
      ...row(
        ...(['libraries', '项目库', 'libraries'] as const),
        libraries.map((level, at) =>
          say(LEVEL_WORDS[level === 'street' ? 'STREET' : 'COMMUNITY'], `libraries.${at}`),
        ),
      ),
      ...row(
        ...(['negative-list', '负面清单', 'negative list'] as const),
        programme['negative-list'].map(({ id, text }) => say(text, `negative-list.${id}`)),
      ),
      ...row('merging', '建议合并', 'merging', [say(merging, 'merge-allowed')]),
      ...row(
        ...(['disclosure', '公开环节', 'disclosed'] as const),
        disclosure.length === 0
          ? []
          : [say(listed(disclosure.map((point) => POINT_WORDS[point])), 'disclosure')],
      ),
    ],
  };
}

/** What may be spent. */
export function moneyTable({ caps }: Programme, say: Say): ReadingTable {
  const hardness = (soft: boolean): Both =>
    soft
      ? {
          zh: '一般不超过；超过须说明理由并经批准',
          en: 'generally at most; more needs a reason and an approver',
        }
      : { zh: '不得超过', en: 'never more' };
  return {
    id: 'money',
    title: { zh: '资金上限', en: 'Caps on money' },
    about: [],
    columns: [
      { zh: '范围', en: 'For' },
      { zh: '上限', en: 'At most' },
      { zh: '能否超过', en: 'May it be passed?' },
    ],
    rows: caps.map(({ per, amount, soft }, at) => ({
      id: per,
      name: say(CAP_WORDS[per], `caps.${at}.per`),
      cells: [
        [
          say(
            both((lang) => `${amount.toLocaleString('en-US')} ${lang === 'zh' ? '元' : 'yuan'}`),
            `caps.${at}.amount`,
          ),
        ],
        [say(hardness(soft), `caps.${at}.soft`)],
      ],
    })),
  };
}

/** Which papers there are and which stages cannot be done without them. */
export function documentsTable({ documents, stages }: Programme, say: Say): ReadingTable {
  return {
    id: 'documents',
    title: { zh: '材料', en: 'Documents' },
    about: [],
    columns: [
      { zh: '材料', en: 'Document' },
      { zh: '须附的环节', en: 'Needed before the end of' },
    ],
    rows: documents.map(({ id, name }) => ({
      id,
      name: say(name, `documents.${id}`),
      cells: [
        stages
          .filter(({ evidence }) => evidence.includes(id))
          .map((stage) => say(stage.name, `stages.${stage.id}.evidence`)),
      ],
    })),
  };
}
