import { KIND_WORDS, STAGE_WORDS, postName, shareWords, type Both } from '../render-words';
import type { Programme, Stage, StageOf } from '../schema';
import { gradeName, ladderName, limitWords, trackName } from './names';
import { both, listed, type ReadingTable, type Say, type Statement } from './statement';

/** Says values of one stage by the names of its keys. */
type SayHere = (words: Both, ...keys: readonly string[]) => Statement;

/** Every stage in order: who, how long, who is reminded, with which papers, and what else holds. */
export function stagesTable(programme: Programme, say: Say): ReadingTable {
  return {
    id: 'stages',
    title: { zh: '环节', en: 'Stages' },
    about: [],
    columns: [
      { zh: '环节', en: 'Stage' },
      { zh: '责任岗位', en: 'Who' },
      { zh: '时限', en: 'How long' },
      { zh: '催办', en: 'Reminders' },
      { zh: '须附材料', en: 'Documents' },
      { zh: '其他规定', en: 'What else holds' },
    ],
    rows: programme.stages.map((stage, at) => {
      const base = `stages.${stage.id}`;
      const here: SayHere = (words, ...keys) => say(words, ...keys.map((key) => `${base}.${key}`));
      const kind = STAGE_WORDS[stage.kind];
      const name = both((lang) => `${at + 1}. ${stage.name[lang]} · ${kind[lang]}`);
      return {
        id: stage.id,
        name: say(name, base),
        cells: [
          [here(postName(stage.owner), 'owner')],
          limits(programme, stage, here),
          reminders(programme, stage, say, here),
          evidence(programme, stage, here),
          [
            ...narrowings(programme, stage, here),
            ...kindRules(programme, stage, here),
            ...invited(stage, here),
          ],
        ],
      };
    }),
  };
}

function limits(programme: Programme, stage: Stage, here: SayHere): Statement[] {
  const from = programme.stages.find(({ id }) => id === stage['counted-from'])?.name;
  const rework = stage.kind === 'inspect' ? stage['rework-limit'] : undefined;
  return [
    ...(stage.limit === undefined ? [] : [here(limitWords(stage.limit), 'limit')]),
    ...(from === undefined
      ? []
      : [
          here(
            { zh: `自“${from.zh}”开始时起算`, en: `counted from the opening of "${from.en}"` },
            'counted-from',
          ),
        ]),
    ...Object.entries(stage['limit-on-track'] ?? {}).map(([track, limit]) =>
      here(
        both((lang) => `${trackName(track)[lang]}${lang === 'zh' ? '' : ':'} ${limitWords(limit)[lang]}`),
        `limit-on-track.${track}`,
      ),
    ),
    ...openings(programme, stage, here),
    ...(rework === undefined
      ? []
      : [
          here(
            { zh: `返工时限 ${limitWords(rework).zh}`, en: `rework within ${limitWords(rework).en}` },
            'rework-limit',
          ),
        ]),
  ];
}

/** How long a stage waits to be opened, in general and on a track or for a grade that has its own time. */
function openings(programme: Programme, stage: Stage, here: SayHere): Statement[] {
  const within = stage['open-within'];
  return [
    ...(within === undefined ? [] : [here(opened(limitWords(within)), 'open-within')]),
    ...Object.entries(stage['open-within-on-track'] ?? {}).map(([track, limit]) => {
      const words = opened(limitWords(limit));
      const { zh, en } = trackName(track);
      return here({ zh: `${zh}${words.zh}`, en: `on ${en} ${words.en}` }, `open-within-on-track.${track}`);
    }),
    ...Object.entries(stage['open-within-on-grade'] ?? {}).map(([grade, limit]) => {
      const words = opened(limitWords(limit));
      const { zh, en } = gradeName(programme, grade);
      return here(
        { zh: `“${zh}”${words.zh}`, en: `for "${en}" ${words.en}` },
        `open-within-on-grade.${grade}`,
      );
    }),
  ];
}

const opened = ({ zh, en }: Both): Both => ({ zh: `须在 ${zh}内启动`, en: `opened within ${en}` });

/** The ladders of a stage; one that names none has the first of the programme. */
function reminders(programme: Programme, stage: Stage, say: Say, here: SayHere): Statement[] {
  const usual = programme.ladders[0];
  const own =
    stage.ladder === undefined
      ? usual && say(usual.name, `ladders.${usual.id}`)
      : here(ladderName(programme, stage.ladder), 'ladder');
  return [
    ...(own === undefined ? [] : [own]),
    ...Object.entries(stage['ladder-on-track'] ?? {}).map(([track, id]) => {
      const [on, ladder] = [trackName(track), ladderName(programme, id)];
      return here(
        { zh: `${on.zh}：${ladder.zh}`, en: `on ${on.en}: ${ladder.en}` },
        `ladder-on-track.${track}`,
      );
    }),
  ];
}

function evidence({ documents }: Programme, stage: Stage, here: SayHere): Statement[] {
  const needed = documents.filter(({ id }) => stage.evidence.includes(id));
  return needed.length === 0 ? [] : [here(listed(needed.map(({ name }) => name)), 'evidence')];
}

function narrowings(programme: Programme, stage: Stage, here: SayHere): Statement[] {
  const words = { only: { zh: '仅限', en: 'only for' }, except: { zh: '不适用于', en: 'not for' } };
  return (['only', 'except'] as const).flatMap((word) => {
    const { kind = [], track = [], grade = [] } = stage[word] ?? {};
    const of = [
      ...kind.map((one) => KIND_WORDS[one]),
      ...track.map(trackName),
      ...grade.map((one) => gradeName(programme, one)),
    ];
    if (of.length === 0) return [];
    return [
      here(
        both((lang) => `${words[word][lang]} ${listed(of)[lang]}`),
        word,
      ),
    ];
  });
}

function invited(stage: Stage, here: SayHere): Statement[] {
  if (!('attendees' in stage) || stage.attendees.length === 0) return [];
  const words = both((lang) => `${lang === 'zh' ? '邀请' : 'invited'}: ${listed(stage.attendees)[lang]}`);
  return [here(words, ...stage.attendees.map((_, at) => `attendees.${at}`))];
}

function kindRules(programme: Programme, stage: Stage, here: SayHere): Statement[] {
  switch (stage.kind) {
    case 'accept':
      return stage['may-answer-at-once']
        ? [here({ zh: '可当场答复办结', en: 'may be answered at once' }, 'may-answer-at-once')]
        : [];
    case 'deliberate':
      return deliberation(stage, here);
    case 'vote':
      return vote(stage, here);
    case 'implement':
      return works(programme, stage, here);
    case 'inspect':
      return stage.signboard ? [here({ zh: '查验标识牌', en: 'the signboard is checked' }, 'signboard')] : [];
    case 'survey': {
      const groups = both((lang) => `${lang === 'zh' ? '测评人群' : 'asked'}: ${listed(stage.groups)[lang]}`);
      return [here(groups, ...stage.groups.map((_, at) => `groups.${at}`))];
    }
    case 'close':
      return closing(stage, here);
    default:
      return [];
  }
}

function deliberation(stage: StageOf<'deliberate'>, here: SayHere): Statement[] {
  const bodies = stage.bodies.flatMap(({ id, name, quorum, majority }) => [
    here(name, `bodies.${id}`),
    here(
      both((lang) => `${lang === 'zh' ? '到会' : 'present'} ${shareWords(quorum, lang)}`),
      `bodies.${id}.quorum`,
    ),
    here(
      both((lang) => `${lang === 'zh' ? '同意' : 'in favour'} ${shareWords(majority, lang)}`),
      `bodies.${id}.majority`,
    ),
  ]);
  const every = { zh: '以上各会议均须同意', en: 'every one of these must agree' };
  const down = {
    zh: '未通过即为居民已作出决定，按成功办结',
    en: 'an item voted down is closed as a success',
  };
  return [
    ...bodies,
    ...(stage.bodies.length > 1 ? [here(every, 'bodies')] : []),
    ...(stage['voted-down-is'] === 'success' ? [here(down, 'voted-down-is')] : []),
  ];
}

function vote(stage: StageOf<'vote'>, here: SayHere): Statement[] {
  const papers = listed(stage.papers.map(({ name }) => name));
  const age = stage['min-age'];
  const most = stage['max-choices'];
  return [
    here(
      { zh: `选票: ${papers.zh}`, en: `papers: ${papers.en}` },
      ...stage.papers.map(({ id }) => `papers.${id}`),
    ),
    here(
      stage['all-papers-needed']
        ? { zh: '须全部投', en: 'all of them are needed' }
        : { zh: '可只投一张', en: 'one is enough' },
      'all-papers-needed',
    ),
    here(
      stage.outcome === 'cut-off'
        ? {
            zh: '按得票排序，到首个超出预算的项目为止',
            en: 'by votes, down to the first project that exceeds the budget',
          }
        : { zh: '按得票排序，跳过超出预算的项目', en: 'by votes, skipping projects that exceed the budget' },
      'outcome',
    ),
    ...(age === undefined
      ? []
      : [here({ zh: `${age} 岁以上可投票`, en: `voters of ${age} and over` }, 'min-age')]),
    ...(most === undefined
      ? []
      : [here({ zh: `每张最多选 ${most} 项`, en: `at most ${most} choices on a paper` }, 'max-choices')]),
    ...(stage.briefing ? [here({ zh: '投票前宣讲', en: 'briefing before the vote' }, 'briefing')] : []),
    ...(stage['public-count'] ? [here({ zh: '公开点票', en: 'counted in public' }, 'public-count')] : []),
  ];
}

function works({ kinds }: Programme, stage: StageOf<'implement'>, here: SayHere): Statement[] {
  const hasMoney = (stage.only?.kind ?? kinds).includes('PROJECT');
  const percent = stage['cost-rise-percent'];
  const rise = {
    zh: `造价超出批准额 ${percent}% 须重新审核`,
    en: `a cost above the approved amount by more than ${percent}% goes back to review`,
  };
  return [
    ...(stage.plan === 'required' ? [here({ zh: '须有实施计划', en: 'needs a plan' }, 'plan')] : []),
    ...(stage.person === 'required'
      ? [here({ zh: '须明确责任人', en: 'needs a named person' }, 'person')]
      : []),
    ...(hasMoney
      ? [
          here(
            stage.procurement === 'required'
              ? { zh: '须有采购记录', en: 'needs a procurement record' }
              : { zh: '采购记录可有可无', en: 'a procurement record is optional' },
            'procurement',
          ),
          here(rise, 'cost-rise-percent'),
        ]
      : []),
  ];
}

function closing(stage: StageOf<'close'>, here: SayHere): Statement[] {
  const figures = listed(stage.figures.map(({ name }) => name));
  return [
    ...(stage.callback === 'required'
      ? [here({ zh: '须回访', en: 'a call-back is needed' }, 'callback')]
      : []),
    ...(stage.figures.length > 0
      ? [
          here(
            { zh: `登记: ${figures.zh}`, en: `written down: ${figures.en}` },
            ...stage.figures.map(({ id }) => `figures.${id}`),
          ),
        ]
      : []),
  ];
}
