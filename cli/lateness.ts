import { Option, type Command } from 'commander';
import { localTextOf } from '../domain/calendar/instant';
import type { Lang } from '../domain/calendar/limit';
import type { Words } from '../domain/errors';
import { WINDOW_NAMES, type LatenessStep, type Window } from '../domain/figures/lateness';
import type { ApiClient } from './api-client';
import { print } from './output';
import { LATENESS_NAMES } from './words';

interface Spread {
  count: number;
  p50: number | null;
  p95: number | null;
  p99: number | null;
  max: number | null;
}

interface Slow {
  number: string;
  clockId: string;
  rung: string | null;
  seconds: number;
}

interface Lateness {
  window: string;
  cutOff: string;
  note: Words | null;
  steps: { step: LatenessStep; words: Words; seconds: Spread | null }[];
  overdue: { words: Words; seconds: Spread | null };
  slowest: Slow[];
  slowestOverdue: Slow[];
  alerts: { programme: string; over: number; worstSeconds: number; toleranceSeconds: number; words: Words }[];
}

const UNITS: Readonly<Record<Lang, readonly [s: string, min: string, h: string]>> = {
  zh: ['秒', '分钟', '小时'],
  en: ['s', 'min', 'h'],
};

/** `0.35 s`, `12 min`, `3.2 h`: enough to see which order of magnitude it is. */
function inWords(seconds: number | null, lang: Lang): string {
  const [s, min, h] = UNITS[lang];
  if (seconds === null) return '–';
  if (seconds < 10) return `${seconds.toFixed(2)} ${s}`;
  if (seconds < 120) return `${seconds.toFixed(0)} ${s}`;
  return seconds < 7_200 ? `${(seconds / 60).toFixed(0)} ${min}` : `${(seconds / 3_600).toFixed(1)} ${h}`;
}

function spread(step: LatenessStep | 'overdue', found: Spread | null, lang: Lang): string {
  const zh = lang === 'zh';
  const name = `${LATENESS_NAMES[step][lang]}${zh ? '：' : ': '}`;
  if (found === null) return `${name}${zh ? '不计' : 'not measured'}`;
  const { count, p50, p95, p99, max } = found;
  if (count === 0) return `${name}${zh ? '无' : 'none'}`;
  const [half, most, nearly, all] = [p50, p95, p99, max].map((seconds) => inWords(seconds, lang));
  return `${name}${zh ? `${count} 次` : count}  p50 ${half}  p95 ${most}  p99 ${nearly}  ${zh ? '最长' : 'max'} ${all}`;
}

/** The rung, or that it was the mark "overdue" that came late. */
function slow({ number, clockId, rung, seconds }: Slow, lang: Lang): string {
  const what = rung ?? (lang === 'zh' ? '逾期入账' : 'overdue recorded');
  return `  ${number}  ${clockId}  ${what}  ${inWords(seconds, lang)}`;
}

/** How many of one programme are later than it tolerates, and the worst of them. */
function alertLine({ programme, over, words, ...of }: Lateness['alerts'][number], lang: Lang): string {
  const [worst, most] = [inWords(of.worstSeconds, lang), inWords(of.toleranceSeconds, lang)];
  return lang === 'zh'
    ? `! ${programme}：${over} 条，最久 ${worst}，容忍 ${most}。${words.zh}`
    : `! ${programme}: ${over}, the worst ${worst}, tolerated ${most}. ${words.en}`;
}

function describe(found: Lateness, lang: Lang): string {
  const title = lang === 'zh' ? '自身迟延' : 'our own lateness';
  const [slowest, tolerated] =
    lang === 'zh' ? ['最慢：', '均在容忍度内。'] : ['slowest:', 'nothing is later than tolerated.'];
  const listed = [...found.slowest, ...found.slowestOverdue];
  return [
    `${title} · ${found.window} · ${localTextOf(found.cutOff)}`,
    ...(found.note === null ? [] : [found.note[lang]]),
    ...found.steps.map(({ step, seconds }) => spread(step, seconds, lang)),
    spread('overdue', found.overdue.seconds, lang),
    ...(listed.length === 0 ? [] : [slowest, ...listed.map((one) => slow(one, lang))]),
    ...found.alerts.map((alert) => alertLine(alert, lang)),
    ...(found.alerts.length === 0 ? [tolerated] : []),
  ].join('\n');
}

/** `lateness`: how late rungs fire, are recorded, delivered and acknowledged, and what is later than tolerated. */
export function registerLateness(program: Command, client: () => ApiClient): void {
  program
    .command('lateness')
    .description(
      'how late our own clocks are: rungs from planned to acknowledged, overdue from due to recorded',
    )
    .addOption(new Option('--window <span>', 'how far back').choices([...WINDOW_NAMES]).default('24h'))
    .option('--en', 'in English')
    .option('--json', 'print one JSON object')
    .action(async (o: { window: Window; en?: boolean; json?: boolean }, command: Command) => {
      const found = await client().get<Lateness>(`/api/v1/lateness?window=${o.window}`);
      print(command, o.json, found, describe(found, o.en === true ? 'en' : 'zh'));
    });
}
