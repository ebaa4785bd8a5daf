import type { Command } from 'commander';
import { localTextOf } from '../domain/calendar/instant';
import type { Lang } from '../domain/calendar/limit';
import type { Clock, Verdict } from '../domain/case/state';
import type { Words } from '../domain/errors';
import { rungWords } from '../domain/programme/rung-words';
import type { Programme } from '../domain/programme/schema';
import type { ApiClient } from './api-client';
import { findCase } from './find-case';
import { print } from './output';
import { CLOCK_STATUS, postCalled, VERDICTS } from './words';

interface ShownClock {
  id: string;
  name: Words;
  owner: string;
  limit: Words;
  status: Clock['status'];
  overdue: boolean;
  verdict: Verdict | null;
  rungs: { ladder: string | null; fired: string[]; next: { rung: string; at: string } | null };
}

interface ShownCall {
  clockId: string;
  to: string[];
  until: string | null;
}

interface ShownCase {
  id: string;
  number: string;
  title: string;
  programmeCode: string;
  programmeVersion: number;
  clocks: ShownClock[];
  calls: ShownCall[];
}

interface Why {
  clockId: string;
  dueDate: string;
  provisional: boolean;
  steps: { words: Words }[];
}

interface ExplainOptions {
  clock?: string;
  all?: boolean;
  en?: boolean;
  json?: boolean;
}

/** Limits of one case with why they end when they do, and the rules that name the rungs. */
interface Explained {
  found: ShownCase;
  programme: Programme;
  whys: readonly Why[];
}

function stateWords({ status, overdue, verdict }: ShownClock, lang: Lang): string {
  const late = verdict === null ? (overdue ? { zh: '已逾期', en: 'overdue' } : null) : VERDICTS[verdict];
  const words = [CLOCK_STATUS[status], ...(late === null ? [] : [late])];
  return words.map((one) => one[lang]).join(lang === 'zh' ? '，' : ', ');
}

function rungsLine({ rungs: { ladder, fired, next } }: ShownClock, programme: Programme, lang: Lang): string {
  const called = (rung: string): string => rungWords(programme, ladder, rung)[lang];
  const at = next === null ? '' : localTextOf(next.at);
  return lang === 'zh'
    ? `  催办：已发 ${fired.map(called).join('；') || '无'}。下一级：${next === null ? '无' : `${called(next.rung)}（${at}）`}`
    : `  reminders: sent ${fired.map(called).join('; ') || 'none'}. Next: ${next === null ? 'none' : `${called(next.rung)}, ${at}`}`;
}

/** Who is to say "seen, mine", and until when; at the top nobody is left to tell. */
function callLine({ to, until }: ShownCall, lang: Lang): string {
  const posts = to.map((post) => postCalled(post)[lang]);
  const end = until === null ? null : localTextOf(until);
  return lang === 'zh'
    ? `  待签收：${posts.join('、')}，${end === null ? '已到最高一级' : `截止 ${end}`}`
    : `  to be acknowledged by ${posts.join(', ')}${end === null ? '; nobody above is left to tell' : ` until ${end}`}`;
}

function describeClock(clock: ShownClock, why: Why, { found, programme }: Explained, lang: Lang): string[] {
  const mark = why.provisional ? { zh: '（暂定）', en: ' (provisional)' }[lang] : '';
  const head = `${clock.name[lang]} · ${postCalled(clock.owner)[lang]} · ${clock.limit[lang]} → ${why.dueDate}${mark}`;
  const call = found.calls.find(({ clockId }) => clockId === clock.id);
  return [
    `${clock.id}  ${head}  ${stateWords(clock, lang)}`,
    ...why.steps.map(({ words }) => `  ${words[lang]}`),
    ...(clock.rungs.ladder === null ? [] : [rungsLine(clock, programme, lang)]),
    ...(call === undefined ? [] : [callLine(call, lang)]),
  ];
}

function describe(about: Explained, lang: Lang): string {
  const { found, whys } = about;
  const lines = whys.flatMap((why) => {
    const clock = found.clocks.find(({ id }) => id === why.clockId);
    return clock === undefined ? [] : describeClock(clock, why, about, lang);
  });
  return [`${found.number} ${found.title}`, ...lines].join('\n');
}

/** `clock explain CASE`: why each date is what it is, which rungs have fired, and who has not answered yet. */
export function registerClock(program: Command, client: () => ApiClient): void {
  program
    .command('clock')
    .description('the limits of a case')
    .command('explain <case>')
    .description('why this date: counted, skipped, paused, extended, rolled; by id or number of the case')
    .option('--clock <id>', 'only this clock')
    .option('--all', 'clocks that have stopped as well')
    .option('--en', 'in English')
    .option('--json', 'print one JSON object')
    .action(async (asked: string, o: ExplainOptions, command: Command) => {
      const api = client();
      const id = await findCase(api, asked);
      const path = `/api/v1/cases/${encodeURIComponent(id)}`;
      const found = await api.get<ShownCase>(path);
      const wanted = found.clocks.filter((clock) =>
        o.clock === undefined ? o.all === true || clock.status !== 'STOPPED' : clock.id === o.clock,
      );
      if (wanted.length === 0) {
        const known = found.clocks.map((clock) => clock.id).join(', ') || 'none';
        throw new Error(
          `${found.number} has no ${o.clock === undefined ? 'running clock' : `clock ${o.clock}`}; it has had: ${known}.`,
        );
      }
      const whys: Why[] = [];
      for (const clock of wanted)
        whys.push(await api.get<Why>(`${path}/clocks/${encodeURIComponent(clock.id)}/why`));
      const clocks = wanted.map((clock, i) => ({ ...clock, why: whys[i] }));
      const value = { caseId: found.id, number: found.number, clocks };
      const { programmeCode: code, programmeVersion: version } = found;
      const { definition: programme } = await api.get<{ definition: Programme }>(
        `/api/v1/programmes/${encodeURIComponent(code)}?version=${version}`,
      );
      print(command, o.json, value, describe({ found, programme, whys }, o.en === true ? 'en' : 'zh'));
    });
}
