import { Option, type Command } from 'commander';
import { WINDOW_NAMES, type Window } from '../domain/figures/lateness';
import type { ApiClient } from './api-client';
import { print } from './output';

interface Words {
  zh: string;
  en: string;
}

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
  steps: { step: string; words: Words; seconds: Spread | null }[];
  overdue: { words: Words; seconds: Spread | null };
  slowest: Slow[];
  slowestOverdue: Slow[];
  alerts: { programme: string; over: number; worstSeconds: number; toleranceSeconds: number; words: Words }[];
}

type Lang = 'zh' | 'en';

/** `0.35 s`, `12 min`, `3.2 h`: enough to see which order of magnitude it is. */
export function inWords(seconds: number | null): string {
  if (seconds === null) return '–';
  if (seconds < 10) return `${seconds.toFixed(2)} s`;
  if (seconds < 120) return `${seconds.toFixed(0)} s`;
  return seconds < 7_200 ? `${(seconds / 60).toFixed(0)} min` : `${(seconds / 3_600).toFixed(1)} h`;
}

function spread(name: string, found: Spread | null, lang: Lang): string {
  if (found === null) return `${name}: ${lang === 'zh' ? '不计' : 'not measured'}`;
  const { count, p50, p95, p99, max } = found;
  const [half, most, nearly, all] = [p50, p95, p99, max].map(inWords);
  return `${name}: n=${count}  p50 ${half}  p95 ${most}  p99 ${nearly}  max ${all}`;
}

const slow = ({ number, clockId, rung, seconds }: Slow): string =>
  `  ${number}  ${[clockId, rung].filter((part) => part !== null).join(' ')}  ${inWords(seconds)}`;

function describe(found: Lateness, lang: Lang): string {
  const title = lang === 'zh' ? '自身迟延' : 'our own lateness';
  const [slowest, tolerated] =
    lang === 'zh' ? ['最慢：', '均在容忍度内。'] : ['slowest:', 'nothing is later than tolerated.'];
  const listed = [...found.slowest, ...found.slowestOverdue];
  return [
    `${title} · ${found.window} · ${found.cutOff}`,
    ...(found.note === null ? [] : [found.note[lang]]),
    ...found.steps.map(({ step, seconds }) => spread(step, seconds, lang)),
    spread('overdue', found.overdue.seconds, lang),
    ...(listed.length === 0 ? [] : [slowest, ...listed.map(slow)]),
    ...found.alerts.map(
      ({ programme, over, worstSeconds, toleranceSeconds, words }) =>
        `! ${programme}: ${over} × ${words[lang]} (${inWords(worstSeconds)} > ${inWords(toleranceSeconds)})`,
    ),
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
