import type { CivilDate } from '../calendar/civil-date';
import { formatLimit } from '../calendar/limit';
import type { Words } from '../errors';
import { formatYuan, type Fen } from '../money';
import { postName } from '../programme/render-words';
import type { Programme } from '../programme/schema';
import type { Told } from './events';
import type { Clock, ClockKind } from './state';

/** What the sentences of a ledger are made with besides its events: names, never a resident's. */
export interface LineNames {
  readonly programme: Programme;
  readonly clocks: readonly Pick<Clock, 'id' | 'name' | 'kind' | 'limit'>[];
  /** Members of staff by id. */
  readonly people: ReadonlyMap<string, string>;
}

/** A typed text as one line, cut where it would fill the page; the ledger itself keeps all of it. */
const MOST = 160;
const SIGNS = new Intl.Segmenter('zh', { granularity: 'grapheme' });

export function brief(text: string): string {
  const line = text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
  const signs = Array.from(SIGNS.segment(line), ({ segment }) => segment);
  const shown = signs.length > MOST ? `${signs.slice(0, MOST).join('')}…` : line;
  return shown.replace(/[。.；;，,]+$/u, '');
}

export const both = (text: string): Words => ({ zh: text, en: text });

/** An amount of money in words. */
export const yuan = (fen: Fen): Words => ({ zh: `${formatYuan(fen)} 元`, en: `${formatYuan(fen)} yuan` });

/** `预算 30000.00 元`, or nothing when there is no amount. */
export function amount(zh: string, en: string, fen: Fen | null | undefined): Words | null {
  if (fen === null || fen === undefined) return null;
  const words = yuan(fen);
  return { zh: `${zh} ${words.zh}`, en: `${en} ${words.en}` };
}

/** A labelled text, or nothing when it was left out. */
export function labelled(zh: string, en: string, text: string | null | undefined): Words | null {
  return text === null || text === undefined
    ? null
    : { zh: `${zh}${brief(text)}`, en: `${en} ${brief(text)}` };
}

export const approvedBy = (approver: string | null) => labelled('批准人 ', 'approved by', approver);

/** What a list of the programme calls one of its entries. */
export function named(list: readonly { id: string; name: Words }[], id: string | null): Words | null {
  if (id === null) return null;
  return list.find((entry) => entry.id === id)?.name ?? both(id);
}

/** The body that decides, by its name in the programme. */
export function bodyName({ programme }: LineNames, id: string): Words {
  const bodies = programme.stages.flatMap((stage) => (stage.kind === 'deliberate' ? stage.bodies : []));
  return named(bodies, id) ?? both(id);
}

/** A ballot paper, by its name in the programme. */
export function paperName({ programme }: LineNames, id: string): Words {
  const papers = programme.stages.flatMap((stage) => (stage.kind === 'vote' ? stage.papers : []));
  return named(papers, id) ?? both(id);
}

/** A kind of document; every programme takes `other` beside those it lists. */
export function documentName({ programme }: Pick<LineNames, 'programme'>, kind: string): Words {
  return kind === 'other'
    ? { zh: '其他材料', en: 'other document' }
    : (named(programme.documents, kind) ?? both(kind));
}

/** Clocks that bear the name of the stage they interrupt. */
const BESIDE: Readonly<Partial<Record<ClockKind, Words>>> = {
  suspension: { zh: '（暂停期）', en: ' (suspension)' },
  rework: { zh: '（返工期）', en: ' (rework)' },
};

export function clockCalled({ clocks }: LineNames, id: string): Words {
  const clock = clocks.find((one) => one.id === id);
  const { zh, en } = clock?.name ?? both(id);
  const beside = (clock && BESIDE[clock.kind]) ?? both('');
  return { zh: `“${zh}”${beside.zh}`, en: `"${en}"${beside.en}` };
}

/** Whoever was told: the colleague who took it over, or the post; and which empty post that stands for. */
export function toldNames(told: readonly Told[], { people }: LineNames): Words {
  const names = told.map(({ post, personId, instead }): Words => {
    const name = personId === null ? postName(post) : both(people.get(personId) ?? personId);
    if (instead === null) return name;
    const empty = postName(instead);
    return { zh: `${name.zh}（${empty.zh}空缺）`, en: `${name.en} (nobody is ${empty.en})` };
  });
  return { zh: names.map((name) => name.zh).join('、'), en: names.map((name) => name.en).join(', ') };
}

/** What is left of weeks and months is counted in days. */
const COUNTED_IN = { hour: 'hour', workday: 'workday', day: 'day', week: 'day', month: 'day' } as const;

/** `还有 3个工作日`, `已逾期 2个工作日`; below 0 = late, as `remaining` counts it. */
export function leftWords(clockId: string, left: number, { clocks }: LineNames): Words {
  const unit = COUNTED_IN[clocks.find((clock) => clock.id === clockId)?.limit.unit ?? 'day'];
  const rounded = Math.round(Math.abs(left) * 10) / 10;
  if (rounded === 0) return { zh: '今天到期', en: 'due today' };
  const [zh, en] = [
    formatLimit({ amount: rounded, unit }, 'zh'),
    formatLimit({ amount: rounded, unit }, 'en'),
  ];
  return left < 0 ? { zh: `已逾期 ${zh}`, en: `${en} late` } : { zh: `还有 ${zh}`, en: `${en} left` };
}

export const day = (zh: string, en: string, date: CivilDate | null): Words | null =>
  date === null ? null : { zh: `${zh} ${date}`, en: `${en} ${date}` };
