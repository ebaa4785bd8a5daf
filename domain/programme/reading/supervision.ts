import type { Limit } from '../../calendar/limit';
import { postName, RHYTHM_WORDS, type Both } from '../render-words';
import type { Programme } from '../schema';
import { limitWords } from './names';
import { listed, named, type ReadingRow, type ReadingTable, type Say, type Statement } from './statement';

type Sampling = NonNullable<Programme['supervision']['look-back']>;
const STRATA_WORDS: Readonly<Record<Sampling['strata'][number], Both>> = {
  'item-type': { zh: '类型', en: 'type' },
  category: { zh: '类别', en: 'category' },
  street: { zh: '街道（镇）', en: 'street or town' },
  community: { zh: '社区', en: 'community' },
  year: { zh: '年度', en: 'year' },
};

/** Whoever says a limit of one part of the supervision, if the programme has it. */
type Timed = (limit: Limit | undefined, words: (limit: Both) => Both, path: string) => Statement[];

const timed =
  (say: Say): Timed =>
  (limit, words, path) =>
    limit === undefined ? [] : [say(words(limitWords(limit)), path)];

/** Who looks at what, how often, and by when something must come of it. */
export function supervisionTable({ supervision }: Programme, say: Say): ReadingTable {
  const others = supervision.supervisors.map((words, at) => say(words, `supervision.supervisors.${at}`));
  return {
    id: 'supervision',
    title: { zh: '监督', en: 'Supervision' },
    about: [],
    columns: [
      { zh: '方式', en: 'How' },
      { zh: '多久一次', en: 'How often' },
      { zh: '责任岗位', en: 'Who' },
      { zh: '时限', en: 'By when' },
      { zh: '对象与范围', en: 'Of what' },
    ],
    rows: [
      ...regular(supervision, say),
      ...samples(supervision, say),
      ...answers(supervision, say),
      ...(others.length === 0
        ? []
        : [
            {
              id: 'supervisors',
              name: named({ zh: '其他监督者', en: 'supervised by' }),
              cells: [[], others, [], []],
            },
          ]),
    ],
  };
}

type Supervision = Programme['supervision'];

function regular({ inspection, bulletin }: Supervision, say: Say): ReadingRow[] {
  const within = timed(say);
  const at = 'supervision.inspection';
  return [
    ...(inspection === undefined
      ? []
      : [
          {
            id: 'inspection',
            name: say({ zh: '定期检查', en: 'regular inspection' }, at),
            cells: [
              [say(RHYTHM_WORDS[inspection.every], `${at}.every`)],
              [say(postName(inspection.owner), `${at}.owner`)],
              [
                ...within(
                  inspection['first-after'],
                  ({ zh, en }) => ({
                    zh: `开工满 ${zh}后首次检查`,
                    en: `first when the works have run for ${en}`,
                  }),
                  `${at}.first-after`,
                ),
                ...within(
                  inspection['reinspect-within'],
                  ({ zh, en }) => ({ zh: `不合格的，${zh}内复检`, en: `a failed one again within ${en}` }),
                  `${at}.reinspect-within`,
                ),
              ],
              [named({ zh: '实施中的项目', en: 'projects whose works run' })],
            ],
          },
        ]),
    ...(bulletin === undefined
      ? []
      : [
          {
            id: 'bulletin',
            name: say({ zh: '通报', en: 'bulletin' }, 'supervision.bulletin'),
            cells: [
              [say(RHYTHM_WORDS[bulletin.every], 'supervision.bulletin.every')],
              [
                say(postName(bulletin.owner), 'supervision.bulletin.owner'),
                ...(bulletin.issuer === undefined
                  ? []
                  : [say(bulletin.issuer, 'supervision.bulletin.issuer')]),
              ],
              [],
              [],
            ],
          },
        ]),
  ];
}

function samples({ 'spot-check': check, 'look-back': back }: Supervision, say: Say): ReadingRow[] {
  return [
    ...(check === undefined
      ? []
      : [
          sample(check, 'spot-check', { zh: '抽查', en: 'spot check' }, say, [
            [say(RHYTHM_WORDS[check.every], 'supervision.spot-check.every')],
            [
              say(
                { zh: '本年已拨付的项目', en: 'projects paid in the year' },
                'supervision.spot-check.frame',
              ),
            ],
          ]),
        ]),
    ...(back === undefined
      ? []
      : [
          sample(back, 'look-back', { zh: '回头看', en: 'look-back' }, say, [
            [named({ zh: '需要时', en: 'when it is ordered' })],
            [named({ zh: '每次另定范围', en: 'the frame is named each time' })],
          ]),
        ]),
  ];
}

function sample(
  one: Sampling,
  key: string,
  name: Both,
  say: Say,
  [often, frame]: readonly [Statement[], Statement[]],
): ReadingRow {
  const at = `supervision.${key}`;
  const within = timed(say);
  const { size, strata } = one;
  const classes = listed(strata.map((stratum) => STRATA_WORDS[stratum]));
  return {
    id: key,
    name: say(name, at),
    cells: [
      often,
      [say(postName(one.owner), `${at}.owner`)],
      [
        ...within(
          one['visit-within'],
          ({ zh, en }) => ({ zh: `抽中后 ${zh}内走访`, en: `visited within ${en}` }),
          `${at}.visit-within`,
        ),
        ...within(
          one['rectify-within'],
          ({ zh, en }) => ({ zh: `发现问题 ${zh}内整改`, en: `findings put right within ${en}` }),
          `${at}.rectify-within`,
        ),
      ],
      [
        ...frame,
        ...(size === undefined ? [] : [say({ zh: `${size} 个项目`, en: `${size} projects` }, `${at}.size`)]),
        ...(strata.length === 0
          ? []
          : [say({ zh: `按${classes.zh}分层`, en: `by ${classes.en}` }, `${at}.strata`)]),
      ],
    ],
  };
}

function answers({ rectification, opinions }: Supervision, say: Say): ReadingRow[] {
  const within = timed(say);
  const at = 'supervision.rectification';
  return [
    ...(rectification === undefined
      ? []
      : [
          {
            id: 'rectification',
            name: say({ zh: '问题整改', en: 'findings put right' }, at),
            cells: [
              [],
              [say(verifier(postName(rectification['verify-by'])), `${at}.verify-by`)],
              [
                ...within(
                  rectification.within,
                  ({ zh, en }) => ({ zh: `${zh}内整改`, en: `within ${en}` }),
                  `${at}.within`,
                ),
                ...within(
                  rectification['verify-within'],
                  ({ zh, en }) => ({ zh: `整改后 ${zh}内复核`, en: `verified within ${en}` }),
                  `${at}.verify-within`,
                ),
                ...within(
                  rectification['again-within'],
                  ({ zh, en }) => ({
                    zh: `复核不通过的，${zh}内再整改`,
                    en: `and if not put right, again within ${en}`,
                  }),
                  `${at}.again-within`,
                ),
              ],
              [],
            ],
          },
        ]),
    ...(opinions === undefined
      ? []
      : [
          {
            id: 'opinions',
            name: say({ zh: '监督意见', en: 'supervision opinions' }, 'supervision.opinions'),
            cells: [
              [],
              [say(postName(opinions.owner), 'supervision.opinions.owner')],
              within(
                opinions['answer-within'],
                ({ zh, en }) => ({ zh: `${zh}内答复`, en: `answered within ${en}` }),
                'supervision.opinions.answer-within',
              ),
              [],
            ],
          },
        ]),
  ];
}

const verifier = ({ zh, en }: Both): Both => ({ zh: `${zh}复核`, en: `verified by the ${en}` });

/** What an inspector looks at, by type of item. */
export function checkListTable({ supervision, 'item-types': types }: Programme, say: Say): ReadingTable {
  const lists = supervision.inspection?.['check-lists'] ?? [];
  const typesOf = (ids: readonly string[]): Both =>
    ids.length === 0
      ? { zh: '全部类型', en: 'all types' }
      : listed(types.filter(({ id }) => ids.includes(id)).map(({ name }) => name));
  return {
    id: 'check-lists',
    title: { zh: '检查清单', en: 'Check list of inspections' },
    about: [],
    columns: [
      { zh: '检查内容', en: 'What is looked at' },
      { zh: '适用类型', en: 'For' },
    ],
    rows: lists.flatMap(({ items, 'item-types': ids }, at) => {
      const base = `supervision.inspection.check-lists.${at}`;
      return items.map(({ id, name }) => ({
        id: `${id}@${ids.join('+')}`,
        name: say(name, `${base}.items.${id}`),
        cells: [[say(typesOf(ids), ids.length === 0 ? base : `${base}.item-types`)]],
      }));
    }),
  };
}

/** What may be found wrong. */
export function findingsTable({ supervision: { findings } }: Programme, say: Say): ReadingTable {
  return {
    id: 'findings',
    title: { zh: '问题类型', en: 'Kinds of findings' },
    about: [],
    columns: [{ zh: '问题类型', en: 'Kind' }],
    rows: findings.map(({ id, name }) => ({ id, name: say(name, `supervision.findings.${id}`), cells: [] })),
  };
}
