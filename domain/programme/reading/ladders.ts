import { CHANNEL_WORDS, momentWords, RELATION_WORDS, workdays, workingHours } from '../rung-moments';
import type { Both } from '../render-words';
import type { Approver, Ladder, Programme, Rung } from '../schema';
import { approverWords, limitWords } from './names';
import { listed, named, type ReadingRow, type ReadingTable, type Say } from './statement';

/** Who is reminded, when, how, and what is wanted of them: a table for each ladder. */
export function ladderTables({ ladders }: Programme, say: Say): ReadingTable[] {
  return ladders.map(({ id, name, rungs }, at) => ({
    id: `ladder-${id}`,
    title: { zh: `催办：${name.zh}`, en: `Reminders: ${name.en}` },
    about: [say(at === 0 ? USUAL : BY_NAME, `ladders.${id}`)],
    columns: [
      { zh: '催办级', en: 'Rung' },
      { zh: '何时', en: 'When' },
      { zh: '通知谁', en: 'Who is told' },
      { zh: '怎样通知', en: 'How' },
      { zh: '要求签收', en: 'Answer wanted' },
      { zh: '再次催办', en: 'Told again' },
    ],
    rows: rungs.map((rung, index) => rungRow(rung, index, `ladders.${id}.rungs.${rung.id}`, say)),
  }));
}

const USUAL: Both = {
  zh: '未另行指定的时限均用此阶梯',
  en: 'for every limit that names no other',
};
const BY_NAME: Both = {
  zh: '用于指明采用它的环节、通道和分级',
  en: 'for the stages, tracks and grades that name it',
};
const IN_PRODUCT: Both = { zh: '站内消息', en: 'a message in the product' };

function rungRow(rung: Ladder['rungs'][number], index: number, at: string, say: Say): ReadingRow {
  return {
    id: rung.id,
    name: named({ zh: `第 ${index + 1} 级`, en: `Rung ${index + 1}` }),
    cells: [
      [say(momentWords(rung.at), `${at}.at`)],
      [say(listed(rung.to.map((relation) => RELATION_WORDS[relation])), `${at}.to`)],
      [
        say(
          listed([IN_PRODUCT, ...rung.channels.map((channel) => CHANNEL_WORDS[channel])]),
          `${at}.channels`,
        ),
        ...(rung.text === undefined
          ? []
          : [say({ zh: `“${rung.text.zh}”`, en: `“${rung.text.en}”` }, `${at}.text`)]),
      ],
      answer(rung, at, say),
      again(rung, at, say),
    ],
  };
}

function answer({ 'acknowledge-within': hours }: Rung, at: string, say: Say) {
  if (hours === undefined) return [];
  const { zh, en } = workingHours(hours);
  const words = {
    zh: `须在 ${zh}内签收，否则逐级上报`,
    en: `to be acknowledged within ${en}, or it goes one up`,
  };
  return [say(words, `${at}.acknowledge-within`)];
}

function again({ 'again-every': every }: Rung, at: string, say: Say) {
  if (every === undefined) return [];
  const { zh, en } = workdays(every);
  return [say({ zh: `此后每 ${zh}再催`, en: `and again every ${en}` }, `${at}.again-every`)];
}

/** Who may move a limit, and how long a returned file may stay away. */
export function deadlinesTable(programme: Programme, say: Say): ReadingTable {
  return {
    id: 'deadlines',
    title: { zh: '时限的变动', en: 'How limits are moved' },
    about: [],
    columns: [
      { zh: '事项', en: 'What' },
      { zh: '规定', en: 'What holds' },
      { zh: '由谁批准', en: 'Approved by' },
    ],
    rows: [...moves(programme, say), ...waits(programme, say)],
  };
}

const row = (id: string, name: Both, ...cells: ReadingRow['cells']): ReadingRow => ({
  id,
  name: named(name),
  cells,
});

function moves({ deadlines: { extend, shorten, pause } }: Programme, say: Say): ReadingRow[] {
  const times = extend?.times ?? 1;
  const often =
    times === 0
      ? { zh: '时限不得延期', en: 'limits are not extended' }
      : {
          zh: `到期前可延期 ${times} 次，须说明理由`,
          en: `may be extended ${times === 1 ? 'once' : `${times} times`} before it ends, with a reason`,
        };
  const reason = [named({ zh: '须说明理由', en: 'with a reason' })];
  const by = (approver: Approver | undefined, key: string) => [
    say(approverWords(approver), `deadlines.${key}.by`),
  ];
  return [
    row(
      'extend',
      { zh: '延期', en: 'extending' },
      [say(often, 'deadlines.extend.times')],
      times === 0 ? [] : by(extend?.by, 'extend'),
    ),
    row('shorten', { zh: '缩短时限', en: 'shortening' }, reason, by(shorten?.by, 'shorten')),
    row('pause', { zh: '暂停计时', en: 'pausing' }, reason, by(pause?.by, 'pause')),
  ];
}

function waits(programme: Programme, say: Say): ReadingRow[] {
  const back = programme['resubmit-within'];
  const tolerance = programme['lateness-tolerance'];
  const returned = ({ zh, en }: Both): Both => ({ zh: `${zh}内补充完毕`, en: `completed within ${en}` });
  const warned = {
    zh: `催办晚于应发时间 ${tolerance ?? ''} 秒即告警`,
    en: `operators are warned when a reminder is more than ${tolerance ?? ''} seconds late`,
  };
  const late = { zh: '催办迟到', en: 'late reminders' };
  const file = { zh: '退回补充', en: 'a returned file' };
  return [
    ...(back === undefined
      ? []
      : [row('resubmit', file, [say(returned(limitWords(back)), 'resubmit-within')], [])]),
    ...(tolerance === undefined ? [] : [row('lateness', late, [say(warned, 'lateness-tolerance')], [])]),
  ];
}
