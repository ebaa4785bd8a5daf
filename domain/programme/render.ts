import { formatLimit } from '../calendar/limit';
import { describeLadders } from './render-ladders';
import { describeStage } from './render-stage';
import { KIND_WORDS, LEVEL_WORDS, cite, postWords, trackWords, type Both, type Lang } from './render-words';
import type { Programme } from './schema';
import type { Sources } from './sources';

const CAP_WORDS: Readonly<Record<Programme['caps'][number]['per'], Both>> = {
  project: { zh: '单个项目', en: 'one project' },
  'community-year': { zh: '每个社区每年', en: 'one community in a year' },
  'programme-year': { zh: '全部项目每年', en: 'the whole programme in a year' },
};
const POINT_WORDS: Readonly<Record<Programme['disclosure'][number], Both>> = {
  collect: { zh: '征集', en: 'collection' },
  determine: { zh: '确定', en: 'determination' },
  implement: { zh: '实施', en: 'implementation' },
  effect: { zh: '效果', en: 'effect' },
};
const RHYTHM_WORDS: Readonly<Record<'month' | 'quarter' | 'half-year' | 'year', Both>> = {
  month: { zh: '每月', en: 'every month' },
  quarter: { zh: '每季度', en: 'every quarter' },
  'half-year': { zh: '每半年', en: 'every half-year' },
  year: { zh: '每年', en: 'every year' },
};

type Section = (programme: Programme, sources: Sources, lang: Lang) => string[];

/** Every named list as one line each: the heading, the names, the sources. */
const describeLists: Section = (programme, sources, lang) => {
  const zh = lang === 'zh';
  const named = (list: readonly { id: string; name: Both }[], at: string): string[] =>
    list.map(({ id, name }) => `${name[lang]}${cite(sources, `${at}.${id}`, lang)}`);
  const sections: readonly (readonly [string, string[]])[] = [
    [
      zh ? '种类' : 'kinds',
      programme.kinds.map(
        (kind, index) => `${KIND_WORDS[kind][lang]}${cite(sources, `kinds.${index}`, lang)}`,
      ),
    ],
    [zh ? '类型' : 'types', named(programme['item-types'], 'item-types')],
    [zh ? '类别' : 'categories', named(programme.categories, 'categories')],
    [zh ? '征集渠道' : 'channels', named(programme.channels, 'channels')],
    [
      zh ? '其他提议人' : 'other proposers',
      programme.proposers.others.map(
        (words, index) => `${words[lang]}${cite(sources, `proposers.others.${index}`, lang)}`,
      ),
    ],
    [
      zh ? '项目库' : 'libraries',
      programme.libraries.map(
        (level, index) =>
          `${LEVEL_WORDS[level === 'street' ? 'STREET' : 'COMMUNITY'][lang]}${cite(sources, `libraries.${index}`, lang)}`,
      ),
    ],
    [
      zh ? '负面清单' : 'negative list',
      programme['negative-list'].map(
        ({ id, text }) => `${text[lang]}${cite(sources, `negative-list.${id}`, lang)}`,
      ),
    ],
  ];
  return sections
    .filter(([, items]) => items.length > 0)
    .map(([heading, items]) => `${heading}: ${items.join('; ')}`);
};

const describeRules: Section = (programme, sources, lang) => {
  const zh = lang === 'zh';
  const minAge = programme.proposers['min-age'];
  const merging = programme['merge-allowed']
    ? zh
      ? '可合并'
      : 'suggestions may be merged'
    : zh
      ? '不合并'
      : 'suggestions are not merged';
  const caps = programme.caps.map(({ per, amount, soft }, index) => {
    const hardness = soft ? (zh ? '一般不超过' : 'generally at most') : zh ? '不得超过' : 'never more than';
    return `${CAP_WORDS[per][lang]}: ${hardness} ${amount.toLocaleString('en-US')} ${zh ? '元' : 'yuan'}${cite(sources, `caps.${index}.amount`, lang)}`;
  });
  const tracks = Object.entries(programme.tracks).map(([id, { any }]) => {
    const conditions = any.map((condition) => {
      if ('urgent' in condition) return zh ? '急办' : 'urgent';
      const yuan = condition['budget-below'].toLocaleString('en-US');
      return zh ? `预算低于 ${yuan} 元（不含）` : `budget below ${yuan} yuan (exactly that is not below)`;
    });
    return `${trackWords(id, lang)}: ${conditions.join(zh ? '，或' : ', or ')}${cite(sources, `tracks.${id}`, lang)}`;
  });
  const grades = programme.grades.map(({ id, name, limit, 'follow-up-every': every, ladder }) => {
    const climbed = programme.ladders.find((one) => one.id === ladder)?.name[lang];
    const times = [
      ...(limit === undefined
        ? []
        : [`${formatLimit(limit, lang)}${cite(sources, `grades.${id}.limit`, lang)}`]),
      ...(every === undefined
        ? []
        : [
            `${zh ? '每' : 'followed up every '}${formatLimit(every, lang)}${zh ? '跟进' : ''}${cite(sources, `grades.${id}.follow-up-every`, lang)}`,
          ]),
      ...(climbed === undefined ? [] : [`${climbed}${cite(sources, `grades.${id}.ladder`, lang)}`]),
    ];
    return `${zh ? '分级' : 'grade'} ${name[lang]}: ${times.join('; ')}`;
  });
  return [
    ...(minAge === undefined
      ? []
      : [
          `${zh ? `${minAge} 岁以上居民可提议` : `residents of ${minAge} and over may propose`}${cite(sources, 'proposers.min-age', lang)}`,
        ]),
    `${merging}${cite(sources, 'merge-allowed', lang)}`,
    ...caps,
    ...tracks,
    ...grades,
  ];
};

const describeSupervision: Section = (programme, sources, lang) => {
  const zh = lang === 'zh';
  const {
    supervisors,
    inspection,
    bulletin,
    'spot-check': spotCheck,
    'look-back': lookBack,
  } = programme.supervision;
  const regular = [
    [zh ? '检查' : 'inspection', 'inspection', inspection],
    [zh ? '通报' : 'bulletin', 'bulletin', bulletin],
    [zh ? '抽查（本年已拨付）' : 'spot check of projects paid in the year', 'spot-check', spotCheck],
  ] as const;
  const lines = regular.flatMap(([words, key, one]) =>
    one === undefined
      ? []
      : [
          `${words}: ${RHYTHM_WORDS[one.every][lang]}, ${postWords(one.owner, lang)}${cite(sources, `supervision.${key}`, lang)}`,
        ],
  );
  const points = programme.disclosure.map((point) => POINT_WORDS[point][lang]).join(zh ? '、' : ', ');
  return [
    ...(points === ''
      ? []
      : [`${zh ? '公开环节' : 'disclosed'}: ${points}${cite(sources, 'disclosure', lang)}`]),
    ...supervisors.map(
      (words, index) =>
        `${zh ? '监督' : 'supervised by'}: ${words[lang]}${cite(sources, `supervision.supervisors.${index}`, lang)}`,
    ),
    ...lines,
    ...(lookBack === undefined
      ? []
      : [
          `${zh ? '回头看' : 'look-back'}: ${lookBack.size ?? ''} ${zh ? '个项目' : 'projects'}, ${postWords(lookBack.owner, lang)}${cite(sources, 'supervision.look-back', lang)}`,
        ]),
  ];
};

/** A programme as plain text to be read aloud: every value with the rule it comes from in brackets. */
export function describeProgramme(programme: Programme, sources: Sources, lang: Lang): string {
  const zh = lang === 'zh';
  const head = [
    `${programme.name[lang]} (${programme.code})`,
    `${programme.place[lang]} · ${programme.source[lang]}`,
    `${zh ? '自' : 'in force from'} ${programme['effective-from']}${zh ? ' 起施行' : ''}${cite(sources, 'effective-from', lang)}`,
  ];
  const sections = [
    head,
    [...describeLists(programme, sources, lang), ...describeRules(programme, sources, lang)],
    programme.stages.flatMap((stage, index) => describeStage({ programme, sources, lang }, stage, index)),
    describeLadders(programme, sources, lang),
    describeSupervision(programme, sources, lang),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}
