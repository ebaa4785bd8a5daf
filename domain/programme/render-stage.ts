import { formatLimit } from '../calendar/limit';
import { openLines, stageLadderLines } from './render-ladders';
import {
  KIND_WORDS,
  STAGE_WORDS,
  cite,
  citeItems,
  postWords,
  shareWords,
  trackWords,
  type Lang,
} from './render-words';
import type { Programme, Stage, StageOf } from './schema';
import type { Sources } from './sources';

interface Reading {
  readonly programme: Programme;
  readonly sources: Sources;
  readonly lang: Lang;
}

function narrowingWords({ programme, lang }: Reading, stage: Stage, word: 'only' | 'except'): string {
  const narrowing = stage[word];
  const grades = programme.grades
    .filter(({ id }) => narrowing?.grade?.includes(id))
    .map(({ name }) => name[lang]);
  const kinds = (narrowing?.kind ?? []).map((kind) => KIND_WORDS[kind][lang]);
  const tracks = (narrowing?.track ?? []).map((track) => trackWords(track, lang));
  return [...kinds, ...tracks, ...grades].join(lang === 'zh' ? '、' : ', ');
}

function limitLines({ programme, sources, lang }: Reading, stage: Stage, base: string): string[] {
  const zh = lang === 'zh';
  const lines: string[] = [];
  if (stage.limit !== undefined) {
    const from = programme.stages.find(({ id }) => id === stage['counted-from'])?.name[lang];
    const counted =
      from === undefined ? '' : zh ? `，自“${from}”开始时起算` : `, counted from the opening of "${from}"`;
    lines.push(
      `${zh ? '时限' : 'limit'} ${formatLimit(stage.limit, lang)}${counted}${cite(sources, `${base}.limit`, lang)}`,
    );
  }
  for (const [track, limit] of Object.entries(stage['limit-on-track'] ?? {})) {
    const source = cite(sources, `${base}.limit-on-track.${track}`, lang);
    lines.push(
      `${zh ? `${trackWords(track, lang)}时限` : `limit on ${trackWords(track, lang)}`} ${formatLimit(limit, lang)}${source}`,
    );
  }
  return lines;
}

function deliberateLines({ sources, lang }: Reading, stage: StageOf<'deliberate'>, base: string): string[] {
  const zh = lang === 'zh';
  const bodies = stage.bodies.flatMap(({ id, name, quorum, majority }) => {
    const at = `${base}.bodies.${id}`;
    return [
      `${name[lang]}${cite(sources, at, lang)}`,
      `  ${zh ? '到会' : 'present'} ${shareWords(quorum, lang)}${cite(sources, `${at}.quorum`, lang)}`,
      `  ${zh ? '同意' : 'in favour'} ${shareWords(majority, lang)}${cite(sources, `${at}.majority`, lang)}`,
    ];
  });
  const both = zh ? '以上各会议均须同意' : 'every one of these must agree';
  const down = zh ? '未通过即为居民已作出决定，按成功办结' : 'an item voted down is closed as a success';
  return [
    ...bodies,
    ...(stage.bodies.length > 1 ? [both] : []),
    ...(stage['voted-down-is'] === 'success'
      ? [`${down}${cite(sources, `${base}.voted-down-is`, lang)}`]
      : []),
  ];
}

function voteLines({ sources, lang }: Reading, stage: StageOf<'vote'>, base: string): string[] {
  const zh = lang === 'zh';
  const papers = stage.papers.map(({ name }) => name[lang]).join(zh ? '、' : ', ');
  const all = stage['all-papers-needed']
    ? zh
      ? '须全部投'
      : 'all of them are needed'
    : zh
      ? '可只投一张'
      : 'one is enough';
  const cutOff = zh
    ? '按得票排序，到首个超出预算的项目为止'
    : 'by votes, down to the first project that exceeds the budget';
  const skip = zh ? '按得票排序，跳过超出预算的项目' : 'by votes, skipping projects that exceed the budget';
  const minAge = stage['min-age'];
  const maxChoices = stage['max-choices'];
  return [
    `${zh ? '选票' : 'papers'}: ${papers}${cite(sources, `${base}.papers`, lang)}; ${all}${cite(sources, `${base}.all-papers-needed`, lang)}`,
    `${stage.outcome === 'cut-off' ? cutOff : skip}${cite(sources, `${base}.outcome`, lang)}`,
    ...(minAge === undefined
      ? []
      : [
          `${zh ? `${minAge} 岁以上可投票` : `voters of ${minAge} and over`}${cite(sources, `${base}.min-age`, lang)}`,
        ]),
    ...(maxChoices === undefined
      ? []
      : [
          `${zh ? `每张最多选 ${maxChoices} 项` : `at most ${maxChoices} choices on a paper`}${cite(sources, `${base}.max-choices`, lang)}`,
        ]),
    ...(stage.briefing
      ? [`${zh ? '投票前宣讲' : 'briefing before the vote'}${cite(sources, `${base}.briefing`, lang)}`]
      : []),
    ...(stage['public-count']
      ? [`${zh ? '公开点票' : 'counted in public'}${cite(sources, `${base}.public-count`, lang)}`]
      : []),
  ];
}

function implementLines(
  { programme, sources, lang }: Reading,
  stage: StageOf<'implement'>,
  base: string,
): string[] {
  const zh = lang === 'zh';
  const line = (needed: boolean, words: string, key: string): string[] =>
    needed ? [`${words}${cite(sources, `${base}.${key}`, lang)}`] : [];
  const hasMoney = (stage.only?.kind ?? programme.kinds).includes('PROJECT');
  const percent = stage['cost-rise-percent'];
  const rise = zh
    ? `造价超出批准额 ${percent}% 须重新审核`
    : `a cost above the approved amount by more than ${percent}% goes back to review`;
  return [
    ...line(stage.plan === 'required', zh ? '须有实施计划' : 'needs a plan', 'plan'),
    ...line(stage.person === 'required', zh ? '须明确责任人' : 'needs a named person', 'person'),
    ...line(
      stage.procurement === 'required',
      zh ? '须有采购记录' : 'needs a procurement record',
      'procurement',
    ),
    ...line(hasMoney, rise, 'cost-rise-percent'),
  ];
}

function inspectLines({ sources, lang }: Reading, stage: StageOf<'inspect'>, base: string): string[] {
  const zh = lang === 'zh';
  const rework = stage['rework-limit'];
  return [
    ...(rework === undefined
      ? []
      : [
          `${zh ? '返工时限' : 'rework within'} ${formatLimit(rework, lang)}${cite(sources, `${base}.rework-limit`, lang)}`,
        ]),
    ...(stage.signboard
      ? [`${zh ? '查验标识牌' : 'the signboard is checked'}${cite(sources, `${base}.signboard`, lang)}`]
      : []),
  ];
}

function kindLines(reading: Reading, stage: Stage, base: string): string[] {
  const { sources, lang } = reading;
  const zh = lang === 'zh';
  const comma = zh ? '、' : ', ';
  switch (stage.kind) {
    case 'accept':
      return stage['may-answer-at-once']
        ? [
            `${zh ? '可当场答复办结' : 'may be answered at once'}${cite(sources, `${base}.may-answer-at-once`, lang)}`,
          ]
        : [];
    case 'deliberate':
      return deliberateLines(reading, stage, base);
    case 'vote':
      return voteLines(reading, stage, base);
    case 'implement':
      return implementLines(reading, stage, base);
    case 'inspect':
      return inspectLines(reading, stage, base);
    case 'survey':
      return [
        `${zh ? '测评人群' : 'asked'}: ${stage.groups.map((group) => group[lang]).join(comma)}${citeItems(sources, `${base}.groups`, stage.groups.length, lang)}`,
      ];
    case 'close':
      return [
        ...(stage.callback === 'required'
          ? [`${zh ? '须回访' : 'a call-back is needed'}${cite(sources, `${base}.callback`, lang)}`]
          : []),
        ...(stage.figures.length > 0
          ? [
              `${zh ? '登记' : 'written down'}: ${stage.figures.map(({ name }) => name[lang]).join(comma)}${cite(sources, `${base}.figures`, lang)}`,
            ]
          : []),
      ];
    default:
      return [];
  }
}

/** One stage as a numbered paragraph. */
export function describeStage(reading: Reading, stage: Stage, index: number): string[] {
  const { programme, sources, lang } = reading;
  const zh = lang === 'zh';
  const comma = zh ? '、' : ', ';
  const base = `stages.${stage.id}`;
  const only = narrowingWords(reading, stage, 'only');
  const except = narrowingWords(reading, stage, 'except');
  const evidence = programme.documents
    .filter(({ id }) => stage.evidence.includes(id))
    .map(({ name }) => name[lang]);
  const attendees = 'attendees' in stage ? stage.attendees.map((words) => words[lang]) : [];
  const details = [
    `${zh ? '责任岗位' : 'owner'} ${postWords(stage.owner, lang)}${cite(sources, `${base}.owner`, lang)}`,
    ...openLines(programme, stage, base, sources, lang),
    ...limitLines(reading, stage, base),
    ...stageLadderLines(programme, stage, base, sources, lang),
    ...(only === '' ? [] : [`${zh ? '仅限' : 'only for'} ${only}${cite(sources, `${base}.only`, lang)}`]),
    ...(except === ''
      ? []
      : [`${zh ? '不适用于' : 'not for'} ${except}${cite(sources, `${base}.except`, lang)}`]),
    ...kindLines(reading, stage, base),
    ...(attendees.length === 0
      ? []
      : [
          `${zh ? '邀请' : 'invited'}: ${attendees.join(comma)}${citeItems(sources, `${base}.attendees`, attendees.length, lang)}`,
        ]),
    ...(evidence.length === 0
      ? []
      : [`${zh ? '须附' : 'attached'}: ${evidence.join(comma)}${cite(sources, `${base}.evidence`, lang)}`]),
  ];
  return [
    `${index + 1}. ${stage.name[lang]} · ${STAGE_WORDS[stage.kind][lang]}${cite(sources, base, lang)}`,
    ...details.map((line) => `   ${line}`),
  ];
}
