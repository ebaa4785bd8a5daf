import type { Words } from '../errors';
import { dueWords } from '../messages/when';
import type { CaseEvent, ClockChange, EventType } from './events';
import { LINES } from './line-events';
import { clockCalled, type LineNames } from './line-names';
import type { Say } from './line-said';

/** Who stands behind a line: name, and the organisation of the post by which they acted. */
export interface LineActor {
  /** The displayed name of staff; for a proposer the word for one, never the name. */
  readonly name: Words;
  readonly organisation: string | null;
  /** Whom they stood in for (代班). */
  readonly standsInFor: string | null;
}

/** Somebody behind a suggestion who acts without a post: a resident has no name in the ledger. */
export const PROPOSER: LineActor = {
  name: { zh: '建议人', en: 'The proposer' },
  organisation: null,
  standsInFor: null,
};

function actorWords({ name, organisation, standsInFor }: LineActor): Words {
  const place = organisation === null ? '' : `${organisation} `;
  const at = organisation === null ? '' : ` · ${organisation}`;
  const instead = standsInFor === null ? '' : `（代${standsInFor}）`;
  const inPlaceOf = standsInFor === null ? '' : ` (for ${standsInFor})`;
  return { zh: `${place}${name.zh}${instead}`, en: `${name.en}${at}${inPlaceOf}` };
}

type OpOf<O extends ClockChange['op']> = Extract<ClockChange, { op: O }>;
type Tell = { readonly [O in ClockChange['op']]: (change: OpOf<O>, names: LineNames) => Words | null };

const named = (id: string, names: LineNames, zh: string, en: string): Words => {
  const clock = clockCalled(names, id);
  return { zh: `${clock.zh}${zh}`, en: `${clock.en} ${en}` };
};

/** What became of one clock. Rungs and missed limits are what the line itself tells. */
const CLOCKS: Tell = {
  start: ({ clock }, names) => {
    const due = dueWords(clock);
    return named(clock.id, names, `开始计时，到期 ${due.zh}`, `starts, due ${due.en}`);
  },
  /** A case that stands still says so once; a clock paused by itself is what the line tells. */
  pause: () => null,
  hold: () => null,
  resume: (change, names) => {
    const due = dueWords(change);
    return named(change.id, names, `恢复计时，到期 ${due.zh}`, `runs on, due ${due.en}`);
  },
  move: (change, names) => {
    const due = dueWords(change);
    return named(change.id, names, `到期改为 ${due.zh}`, `is now due ${due.en}`);
  },
  overdue: () => null,
  rungs: () => null,
  stop: ({ id, verdict }, names) => {
    const kind = names.clocks.find((clock) => clock.id === id)?.kind;
    if (kind === 'notice' || kind === 'waiting') return null;
    return verdict === 'ON_TIME'
      ? named(id, names, '计时结束，未逾期', 'ended on time')
      : named(id, names, '计时结束，已逾期', 'ended late');
  },
};

/** What the line meant for the clocks; a case that stands still as a whole says so once. */
function clockWords(changes: readonly ClockChange[], names: LineNames): Words[] {
  const tell = (change: ClockChange) =>
    (CLOCKS[change.op] as (change: ClockChange, names: LineNames) => Words | null)(change, names);
  const still = changes.some((change) => change.op === 'pause' && change.resumesAt === null);
  const told = changes.map(tell).filter((words) => words !== null);
  return still ? [{ zh: '暂停计时', en: 'The clocks stand still' }, ...told] : told;
}

/**
 * One line of a ledger as a sentence: who (null = time itself), what, the reason or opinion given, and what it meant for
 * the clocks. Free texts are cut to a line.
 */
export function describeLine(event: CaseEvent, actor: LineActor | null, names: LineNames): Words {
  const line = LINES[event.type] as Say<EventType>;
  const { did, details } = line(event.facts, names, event);
  const given = details.filter((detail) => detail !== null);
  const after = clockWords(event.moves.clocks ?? [], names);
  const who = actor === null ? null : actorWords(actor);
  const inZh = [...(who === null ? [] : [who.zh]), did.zh].join(' ');
  const inEn = [...(who === null ? [] : [who.en]), did.en].join(' ');
  const zh = [inZh, given.map((detail) => detail.zh).join('；')].filter((part) => part !== '').join('：');
  const en = [inEn, given.map((detail) => detail.en).join('; ')].filter((part) => part !== '').join(': ');
  return {
    zh: [zh, ...after.map((words) => words.zh)].map((sentence) => `${sentence}。`).join(''),
    en: [en, ...after.map((words) => words.en)].map((sentence) => `${capital(sentence)}.`).join(' '),
  };
}

const capital = (sentence: string): string => sentence.charAt(0).toUpperCase() + sentence.slice(1);
