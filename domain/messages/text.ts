import { localTextOf, type Instant } from '../calendar/instant';
import type { Words } from '../errors';
import { bulletinWords } from './bulletin';
import { clockName, countAt, dateAt, dueOf, numberOf, postAt, textAt, type MessageData } from './facts';
import { isMessageKind, MESSAGE_KINDS, type Audience, type MessageKind } from './kinds';
import { dueWords, isLate, lateness, plural } from './when';
import { whyOf } from './why';

/** A notification as it is about to leave the product. */
export interface Told {
  readonly kind: string;
  readonly data: MessageData;
  /** Until when somebody must say "seen, mine" (签收). */
  readonly acknowledgeBy: Instant | null;
}

/** From the most urgent to the least. */
export const URGENCIES = ['order', 'late', 'soon', 'news'] as const;
export type Urgency = (typeof URGENCIES)[number];

interface Said {
  readonly title: string;
  readonly line: string;
}

/** One message in words. */
export interface Worded {
  readonly kind: MessageKind;
  readonly urgency: Urgency;
  readonly dueAt: Instant | null;
  /** Two messages with the same one are about the same thing; null = stands for itself. */
  readonly about: string | null;
  readonly number: string | null;
  readonly zh: Said;
  readonly en: Said;
  /** Why its date is what it is; null when it is about no limit. */
  readonly why: ReturnType<typeof whyOf>;
}

interface Parts {
  readonly title: Words;
  /** What and until when. */
  readonly what: Words;
  /** What to do. */
  readonly ask: Words;
}

type Made = Parts & { readonly urgency: Urgency };

/** The case: number and, for members of staff only, the title that somebody typed. */
function caseWords(data: MessageData, audience: Audience): string {
  const number = numberOf(data);
  const title = audience === 'person' ? textAt(data, 'title') : null;
  return `${number ?? '—'}${title === null ? '' : `《${title}》`}`;
}

const both = (zh: string, en: string): Words => ({ zh, en });

/** What whoever is told of a limit shall do; a group reads one sentence for all who are meant. */
function askOf(kind: MessageKind, data: MessageData, audience: Audience, late: boolean): Words {
  if (kind === 'climbed')
    return both('下级未按时签收，请您督促办理。', 'Nobody acknowledged it in time, so it comes to you.');
  if (audience === 'person' && data['watches'] === true)
    return late
      ? both('请督促责任岗位办理。', 'Please see to it that it is done.')
      : both('请提醒责任岗位按期办理。', 'Please see to it that it is done in time.');
  return late
    ? both('请立即办理。', 'Please act now.')
    : both('请在截止前办理。', 'Please act before it is due.');
}

function clockParts(
  kind: MessageKind,
  data: MessageData,
  { one, audience, asOf }: { one: string; audience: Audience; asOf: Instant },
): Made {
  const [name, due] = [clockName(data), dueOf(data)];
  if (due === null) throw new Error(`a message of kind ${kind} has no due instant`);
  const [until, how, late] = [dueWords(due), lateness(due, asOf), isLate(due, asOf)];
  const climbed = kind === 'climbed';
  const what = both(
    `${one} ${name.zh}：截止 ${until.zh}，${how.zh}。`,
    `${one} ${name.en}: due ${until.en}, ${how.en}.`,
  );
  const ask = askOf(kind, data, audience, late);
  const mark = climbed
    ? both('无人签收', 'Not acknowledged')
    : late
      ? both('逾期', 'Overdue')
      : both('临期', 'Due soon');
  const title = both(`${mark.zh}：${name.zh}，${how.zh}`, `${mark.en}: ${name.en}, ${how.en}`);
  return { title, what, ask, urgency: late ? 'late' : 'soon' };
}

function orderParts(data: MessageData, one: string, asOf: Instant): Made {
  const due = dueOf(data);
  const until = due === null ? null : dueWords(due);
  const how = due === null ? null : lateness(due, asOf);
  return {
    urgency: 'order',
    title: both(
      `督办${how === null ? '' : `，${how.zh}`}`,
      `Supervision order${how === null ? '' : `, ${how.en}`}`,
    ),
    what: both(
      `${one} 督办${until === null ? '' : `：答复截止 ${until.zh}，${how?.zh ?? ''}`}。`,
      `${one} supervision order${until === null ? '' : `: answer due ${until.en}, ${how?.en ?? ''}`}.`,
    ),
    ask: both('请在系统中查看并答复。', 'Please read and answer it in the product.'),
  };
}

/** All dates of a post that a changed calendar or programme has moved, as one message. */
function rolledOut(data: MessageData, audience: Audience): Words {
  const [count, later, earlier] = ['count', 'later', 'earlier'].map((key) => countAt(data, key));
  const [confirmed, vague] = [countAt(data, 'confirmed'), countAt(data, 'stillProvisional')];
  const ways =
    later && earlier
      ? both(`（延后 ${later} 项、提前 ${earlier} 项）`, ` (${later} later, ${earlier} earlier)`)
      : both('', '');
  const parts = [
    count
      ? both(
          `${count} 项期限已按新的日历或制度调整${ways.zh}`,
          `${plural(count, 'deadline')} moved with the calendar or the rules${ways.en}`,
        )
      : null,
    confirmed
      ? both(`${confirmed} 项暂定日期已确认`, `${plural(confirmed, 'provisional date')} confirmed`)
      : null,
    vague ? both(`${vague} 项仍为暂定`, `${vague} still provisional`) : null,
  ].filter((part) => part !== null);
  // A local closure has a name that somebody typed.
  const title = audience === 'person' ? textAt(data, 'title') : null;
  const why =
    title === null
      ? both('', '')
      : both(`依据：${title}。`, ` Because of: ${textAt(data, 'titleEn') ?? title}.`);
  return both(
    `${parts.map(({ zh }) => zh).join('，')}。${why.zh}`,
    `${parts.map(({ en }) => en).join(', ')}.${why.en}`,
  );
}

function movedParts(data: MessageData, one: string, audience: Audience): Made {
  const title = both('期限已调整', 'Deadlines were moved');
  const ask = both('调整依据见系统。', 'The product says why.');
  if (countAt(data, 'count') + countAt(data, 'confirmed') > 0)
    return { urgency: 'news', title, what: rolledOut(data, audience), ask };
  const name = clockName(data);
  const [from, to] = [dateAt(data, 'oldDueDate'), dateAt(data, 'newDueDate') ?? dateAt(data, 'dueDate')];
  const mark = data['provisional'] === true ? both('（暂定）', ' (provisional)') : both('', '');
  const what = both(
    `${one} ${name.zh}：截止日${from === null ? '' : `由 ${from} `}调整为 ${to ?? '—'}${mark.zh}。`,
    `${one} ${name.en}: due date moved${from === null ? '' : ` from ${from}`} to ${to ?? '—'}${mark.en}.`,
  );
  return { urgency: 'news', title, what, ask };
}

const NEW_DUTY = {
  title: both('新的待办', 'A new duty'),
  verb: both('待办理', 'waits for you'),
  ask: both('请在截止前办理。', 'Please act before it is due.'),
};
const TASK = {
  title: both('检查与整改：新的任务', 'Inspection and rectification: a new task'),
  verb: both('待办理', 'waits for you'),
  ask: both('请在截止前办理。', 'Please act before it is due.'),
};
const HANDED_OVER = {
  title: both('已转交您办理', 'Handed over to you'),
  verb: both('已转交', 'was handed over'),
  ask: both('请接手办理。', 'Please take it on.'),
};

/** Something is now mine to do: a stage that was reached, or one that a colleague handed over. */
function newDuty(data: MessageData, one: string, asOf: Instant, { title, verb, ask }: typeof NEW_DUTY): Made {
  const [name, due] = [clockName(data), dueOf(data)];
  const until = due === null ? null : dueWords(due);
  const how = due === null ? null : lateness(due, asOf);
  return {
    urgency: due === null ? 'news' : isLate(due, asOf) ? 'late' : 'soon',
    title,
    what: both(
      `${one} ${name.zh} ${verb.zh}${until === null ? '' : `，截止 ${until.zh}，${how?.zh ?? ''}`}。`,
      `${one} ${name.en} ${verb.en}${until === null ? '' : `, due ${until.en}, ${how?.en ?? ''}`}.`,
    ),
    ask: due === null ? both('请及时办理。', 'Please act in time.') : ask,
  };
}

function noticeEnded(data: MessageData, one: string): Made {
  const open = countAt(data, 'unanswered');
  return {
    urgency: 'news',
    title: both('公示期已满', 'A public notice has ended'),
    what: both(`${one} 公示期已满。`, `${one}: the public notice has ended.`),
    ask:
      open > 0
        ? both(`尚有 ${open} 条异议待答复。`, `${plural(open, 'objection')} not answered yet.`)
        : both('请办理下一环节。', 'Please go on with the next stage.'),
  };
}

function calendarMissing(data: MessageData): Made {
  const year = countAt(data, 'year');
  const of = year > 0 ? both(`${year} 年`, `${year}`) : both('下一年度', 'next year');
  return {
    urgency: 'news',
    title: both(`${of.zh}放假安排尚未导入`, `The calendar of ${of.en} is missing`),
    what: both(
      `${of.zh}放假安排尚未导入，涉及的期限均为暂定。`,
      `The holidays of ${of.en} are not imported; dates in it are provisional.`,
    ),
    ask: both('请在国务院通知发布后导入。', 'Please import the State Council notice when it is out.'),
  };
}

function news(title: Words, one: string, ask: Words): Made {
  return {
    urgency: 'news',
    title,
    what: both(`${one} ${title.zh}。`, `${one}: ${title.en.toLowerCase()}.`),
    ask,
  };
}

const LOOK = both('请打开链接查看。', 'Please open the link.');

function partsOf(kind: MessageKind, data: MessageData, audience: Audience, asOf: Instant): Made {
  const one = caseWords(data, audience);
  switch (kind) {
    case 'rung':
    case 'climbed':
      return clockParts(kind, data, { one, audience, asOf });
    case 'order':
      return orderParts(data, one, asOf);
    case 'order-answered':
      return news(both('督办已答复', 'The supervision order was answered'), one, LOOK);
    case 'duty':
      return newDuty(data, one, asOf, NEW_DUTY);
    case 'task':
      return newDuty(data, one, asOf, TASK);
    case 'finding-closed':
      return news(both('整改已通过复核', 'What was found has been put right'), one, LOOK);
    case 'handed-over':
      return newDuty(data, one, asOf, HANDED_OVER);
    case 'deadline-moved':
      return movedParts(data, one, audience);
    case 'notice-ended':
      return noticeEnded(data, one);
    case 'calendar-missing':
      return calendarMissing(data);
    case 'bulletin-drafted':
    case 'bulletin-to-sign':
    case 'bulletin-signed':
    case 'bulletin-returned':
    case 'bulletin-published':
      return { urgency: 'news', ...bulletinWords(kind, data) };
    case 'test': {
      const title = both('办结测试消息', 'A test message of Banjie');
      return {
        urgency: 'news',
        title,
        what: both('这是一条测试消息，', 'This is a test,'),
        ask: both('收到即表示该渠道可用。', 'and it says that this channel works.'),
      };
    }
    case 'outcome':
      return news(both('您的建议已有结果', 'There is an outcome of your suggestion'), one, LOOK);
    case 'progress':
      return news(both('您的建议有新进展', 'There is news of your suggestion'), one, LOOK);
    default:
      return kind satisfies never;
  }
}

/** Until when it must be acknowledged, and whose place one takes; nothing for residents. */
function notes({ kind, data, acknowledgeBy }: Told): Words {
  const empty = postAt(data, 'instead');
  const until = acknowledgeBy === null ? null : localTextOf(acknowledgeBy);
  const zh = [
    until === null ? '' : `请于 ${until} 前签收。`,
    empty === null ? '' : `“${empty.zh}”岗位无人，改送您处理。`,
  ];
  const en = [
    until === null ? '' : ` Please acknowledge before ${until}.`,
    empty === null ? '' : ` It comes to you because nobody holds the post "${empty.en}".`,
  ];
  return kind === 'test' ? both('', '') : both(zh.join(''), en.join(''));
}

/** Where what somebody wrote for a message stands: an order's answer, why a duty was handed over, else a text. */
const WRITTEN_AT: Readonly<Partial<Record<MessageKind, string>>> = {
  'order-answered': 'answer',
  'handed-over': 'reason',
};

/** What somebody wrote for this message. For members of staff only. */
function written(kind: MessageKind, data: MessageData, audience: Audience): Words {
  const zh = audience === 'person' ? textAt(data, WRITTEN_AT[kind] ?? 'text') : null;
  return zh === null ? both('', '') : both(`“${zh}”`, ` "${textAt(data, 'textEn') ?? zh}"`);
}

/**
 * A message in words, as of the moment it is sent. Throws for a kind it does not know: words that nobody wrote are a
 * mistake of ours, not something to send empty.
 */
export function wordsOf(told: Told, audience: Audience, asOf: Instant): Worded {
  const { kind, data } = told;
  if (!isMessageKind(kind)) throw new Error(`There are no words for messages of kind "${kind}".`);
  const of = MESSAGE_KINDS[kind] === 'resident' ? 'sms' : audience;
  const { title, what, ask, urgency } = partsOf(kind, data, of, asOf);
  const [own, more] = [written(kind, data, of), notes(told)];
  const clock = textAt(data, 'clock');
  const number = numberOf(data);
  const isClock = MESSAGE_KINDS[kind] === 'clock' && number !== null && clock !== null;
  return {
    kind,
    urgency,
    dueAt: dueOf(data)?.dueAt ?? null,
    about: isClock ? `${number} ${clock}` : null,
    number,
    zh: { title: title.zh, line: `${what.zh}${own.zh}${ask.zh}${more.zh}` },
    en: { title: title.en, line: `${what.en}${own.en} ${ask.en}${more.en}` },
    why: MESSAGE_KINDS[kind] === 'resident' ? null : whyOf(data, of),
  };
}
