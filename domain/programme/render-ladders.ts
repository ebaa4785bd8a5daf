import { formatLimit, type Limit } from '../calendar/limit';
import type { Channel, Relation, RungMoment } from './ladder-schema';
import { cite, postWords, trackWords, type Both, type Lang } from './render-words';
import type { Approver, Ladder, Programme, Rung, Stage } from './schema';
import type { Sources } from './sources';

const RELATION_WORDS: Readonly<Record<Relation, Both>> = {
  owner: { zh: '责任岗位', en: 'the post itself' },
  deputy: { zh: '本单位副职', en: 'the deputy head' },
  head: { zh: '本单位负责人', en: 'the head of the organisation' },
  above: { zh: '上一级经办人', en: 'the officer one level up' },
  street: { zh: '街道（镇）经办人', en: 'the officer of the street' },
  bureau: { zh: '区主管部门经办人', en: 'the officer of the bureau' },
  'supervising-leader': { zh: '区分管领导', en: 'the leader of the bureau' },
};

const CHANNEL_WORDS: Readonly<Record<Channel, Both>> = {
  wecom: { zh: '企业微信', en: 'WeCom' },
  dingtalk: { zh: '钉钉', en: 'DingTalk' },
  mail: { zh: '邮件', en: 'e-mail' },
  sms: { zh: '短信', en: 'SMS' },
  webhook: { zh: '其他系统', en: 'another system' },
};

const days = (amount: number): Both => ({
  zh: formatLimit({ amount, unit: 'workday' }, 'zh'),
  en: formatLimit({ amount, unit: 'workday' }, 'en'),
});

/** When a rung fires, as people say it. */
export function momentWords(at: RungMoment): Both {
  switch (at.kind) {
    case 'share':
      return { zh: `时限用去 ${at.percent}% 时`, en: `when ${at.percent}% of the limit is used` };
    case 'due':
      return { zh: '逾期后一上班', en: 'as soon as people work after it is missed' };
    case 'hours': {
      const [zh, en] = (['zh', 'en'] as const).map((lang) =>
        formatLimit({ amount: at.hours, unit: 'hour' }, lang),
      );
      return { zh: `逾期后 ${zh}`, en: `${en} after it is missed` };
    }
    case 'days': {
      const { zh, en } = days(Math.abs(at.days));
      if (at.days === 0) return { zh: '最后一天早上', en: 'in the morning of the last day' };
      if (at.days < 0) return { zh: `到期前 ${zh}`, en: `${en} before it ends` };
      return { zh: `逾期第 ${zh}`, en: `${en} after it is missed` };
    }
    default:
      return at satisfies never;
  }
}

const EVERYBODYS_CHANNELS: readonly Channel[] = ['wecom', 'dingtalk', 'mail', 'webhook'];

function rungLine(rung: Rung, sources: Sources, at: string, lang: Lang): string {
  const zh = lang === 'zh';
  const comma = zh ? '、' : ', ';
  const to = rung.to.map((relation) => RELATION_WORDS[relation][lang]).join(comma);
  const again = rung['again-every'];
  const within = rung['acknowledge-within'];
  const own = rung.channels.join() !== EVERYBODYS_CHANNELS.join();
  const parts = [
    `${momentWords(rung.at)[lang]}: ${to}${cite(sources, at, lang)}`,
    ...(again === undefined
      ? []
      : [
          `${zh ? `此后每 ${days(again).zh}再催` : `and again every ${days(again).en}`}${cite(sources, `${at}.again-every`, lang)}`,
        ]),
    ...(within === undefined
      ? []
      : [`${answerWords(within, lang)}${cite(sources, `${at}.acknowledge-within`, lang)}`]),
    ...(own
      ? [
          `${zh ? '经由' : 'by'} ${rung.channels.map((channel) => CHANNEL_WORDS[channel][lang]).join(comma)}${cite(sources, `${at}.channels`, lang)}`,
        ]
      : []),
    ...(rung.text === undefined ? [] : [`“${rung.text[lang]}”${cite(sources, `${at}.text`, lang)}`]),
  ];
  return `   ${parts.join('; ')}`;
}

function answerWords(hours: number, lang: Lang): string {
  const within = formatLimit({ amount: hours, unit: 'hour' }, lang);
  return lang === 'zh'
    ? `须在 ${within}内签收，否则逐级上报`
    : `to be acknowledged within ${within}, or it goes one up`;
}

function ladderLines({ id, name, rungs }: Ladder, first: boolean, sources: Sources, lang: Lang): string[] {
  const zh = lang === 'zh';
  const base = `ladders.${id}`;
  const usual = first ? (zh ? '，未另行指定的时限均用此阶梯' : ', for every limit that names no other') : '';
  return [
    `${zh ? '催办：' : 'reminders: '}${name[lang]}${usual}${cite(sources, base, lang)}`,
    ...rungs.map((rung) => rungLine(rung, sources, `${base}.rungs.${rung.id}`, lang)),
  ];
}

function approverWords(by: Approver | undefined, lang: Lang): string {
  if (by === undefined) return lang === 'zh' ? '本环节责任岗位' : 'the post of the stage';
  if (by === 'head')
    return lang === 'zh'
      ? '时限所在单位或上级单位负责人'
      : 'the head of the organisation, or of one above it';
  return postWords(by, lang);
}

function deadlineLines({ deadlines }: Programme, sources: Sources, lang: Lang): string[] {
  const zh = lang === 'zh';
  const { extend, shorten, pause } = deadlines;
  const times = extend?.times ?? 1;
  const line = (words: string, by: Approver | undefined, key: string): string =>
    `${words}: ${approverWords(by, lang)}${cite(sources, `deadlines.${key}.by`, lang)}`;
  const none = zh ? '时限不得延期' : 'limits are not extended';
  const often = zh
    ? `到期前可延期 ${times} 次，须说明理由`
    : `a limit may be extended ${times === 1 ? 'once' : `${times} times`} before it ends, with a reason`;
  const source = cite(sources, 'deadlines.extend.times', lang);
  return [
    times === 0 ? `${none}${source}` : line(`${often}${source}`, extend?.by, 'extend'),
    line(zh ? '缩短时限' : 'a limit is shortened by', shorten?.by, 'shorten'),
    line(zh ? '暂停计时' : 'a clock is paused by', pause?.by, 'pause'),
  ];
}

/** Who is reminded when, who must answer, and who may move a limit. */
export function describeLadders(programme: Programme, sources: Sources, lang: Lang): string[] {
  const within = programme['resubmit-within'];
  const back =
    within === undefined
      ? []
      : [
          `${lang === 'zh' ? '退回补充时限' : 'a returned file is completed within'} ${formatLimit(within, lang)}${cite(sources, 'resubmit-within', lang)}`,
        ];
  const tolerance = programme['lateness-tolerance'];
  const late =
    tolerance === undefined
      ? []
      : [
          `${lang === 'zh' ? `催办晚于应发时间 ${tolerance} 秒即告警` : `operators are warned when a reminder is more than ${tolerance} seconds late`}${cite(sources, 'lateness-tolerance', lang)}`,
        ];
  return [
    ...back,
    ...deadlineLines(programme, sources, lang),
    ...programme.ladders.flatMap((ladder, index) => ladderLines(ladder, index === 0, sources, lang)),
    ...late,
  ];
}

/** How long a stage waits to be opened, in general and on a track or for a grade that has its own time. */
export function openLines(
  { grades }: Programme,
  stage: Stage,
  base: string,
  sources: Sources,
  lang: Lang,
): string[] {
  const zh = lang === 'zh';
  const line = (limit: Limit, whose: Both, key: string): string => {
    const within = formatLimit(limit, lang);
    const words = zh ? `须在 ${within}内启动` : `opened within ${within}`;
    return `${whose[lang]}${words}${cite(sources, `${base}.${key}`, lang)}`;
  };
  const gradeName = (id: string): Both => grades.find((grade) => grade.id === id)?.name ?? { zh: id, en: id };
  return [
    ...(stage['open-within'] === undefined
      ? []
      : [line(stage['open-within'], { zh: '', en: '' }, 'open-within')]),
    ...Object.entries(stage['open-within-on-track'] ?? {}).map(([track, limit]) =>
      line(
        limit,
        { zh: trackWords(track, 'zh'), en: `on ${trackWords(track, 'en')} ` },
        `open-within-on-track.${track}`,
      ),
    ),
    ...Object.entries(stage['open-within-on-grade'] ?? {}).map(([grade, limit]) => {
      const { zh: name, en } = gradeName(grade);
      return line(limit, { zh: `“${name}”`, en: `for "${en}" ` }, `open-within-on-grade.${grade}`);
    }),
  ];
}

/** The ladders that a stage names. */
export function stageLadderLines(
  { ladders }: Programme,
  stage: Stage,
  base: string,
  sources: Sources,
  lang: Lang,
): string[] {
  const zh = lang === 'zh';
  const nameOf = (id: string): string => ladders.find((ladder) => ladder.id === id)?.name[lang] ?? id;
  return [
    ...(stage.ladder === undefined
      ? []
      : [`${zh ? '催办：' : 'reminders: '}${nameOf(stage.ladder)}${cite(sources, `${base}.ladder`, lang)}`]),
    ...Object.entries(stage['ladder-on-track'] ?? {}).map(([track, id]) => {
      const source = cite(sources, `${base}.ladder-on-track.${track}`, lang);
      return `${zh ? `${trackWords(track, lang)}催办：` : `reminders on ${trackWords(track, lang)}: `}${nameOf(id)}${source}`;
    }),
  ];
}
