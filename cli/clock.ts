import type { Command } from 'commander';
import type { ApiClient } from './api-client';
import { findCase } from './find-case';
import { print } from './output';

interface ShownClock {
  id: string;
  name: { zh: string; en: string };
  owner: string;
  limit: { zh: string; en: string };
  status: string;
  overdue: boolean;
  verdict: string | null;
  rungs: { fired: string[]; next: { rung: string; at: string } | null };
}

interface ShownCase {
  id: string;
  number: string;
  title: string;
  clocks: ShownClock[];
  calls: { clockId: string; to: string[]; until: string; step: number }[];
}

interface Why {
  clockId: string;
  dueDate: string;
  provisional: boolean;
  steps: { words: { zh: string; en: string } }[];
}

interface ExplainOptions {
  clock?: string;
  all?: boolean;
  en?: boolean;
  json?: boolean;
}

function describe(found: ShownCase, whys: readonly Why[], language: 'zh' | 'en'): string {
  const zh = language === 'zh';
  const lines = whys.flatMap((why) => {
    const clock = found.clocks.find(({ id }) => id === why.clockId);
    if (clock === undefined) return [];
    const { fired, next } = clock.rungs;
    const call = found.calls.find(({ clockId }) => clockId === clock.id);
    const state = [clock.overdue ? (zh ? '已逾期' : 'OVERDUE') : null, clock.verdict, clock.status];
    const mark = why.provisional ? (zh ? '（暂定）' : ' (provisional)') : '';
    const head = `${clock.name[language]} · ${clock.owner} · ${clock.limit[language]} → ${why.dueDate}${mark}`;
    const rungs = zh
      ? `催办：已发 ${fired.join('、') || '无'}；下一级 ${next === null ? '无' : `${next.rung}（${next.at}）`}`
      : `ladder: fired ${fired.join(', ') || 'none'}; next ${next === null ? 'none' : `${next.rung} at ${next.at}`}`;
    const asked =
      call === undefined
        ? []
        : [
            zh
              ? `  待签收：${call.to.join('、')}，截止 ${call.until}`
              : `  to acknowledge: ${call.to.join(', ')} until ${call.until}`,
          ];
    return [
      `${clock.id}  ${head}  ${state.filter((s) => s !== null).join(' ')}`,
      ...why.steps.map(({ words }) => `  ${words[language]}`),
      `  ${rungs}`,
      ...asked,
    ];
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
      print(command, o.json, value, describe(found, whys, o.en === true ? 'en' : 'zh'));
    });
}
