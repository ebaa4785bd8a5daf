import { isCivilDate, type CivilDate } from '../calendar/civil-date';
import { CalendarError } from '../calendar/errors';
import { parseInstant, type Instant } from '../calendar/instant';
import type { Words } from '../errors';
import { LEVEL_WORDS, ROLE_WORDS } from '../programme/render-words';
import type { DueBy } from './when';

/** What a notification holds, as it comes from the database: written by us, read with care all the same. */
export type MessageData = Readonly<Record<string, unknown>>;

/** `2026-000123`, as `nextNumber` makes them; nothing else is taken for a number, so that no phone number is. */
const NUMBER = /^(?:[A-Z]{1,4}-)?20\d{2}-\d{6,9}$/;
/** Of a suggestion that was answered without a case. */
const RECEIPT = /^\d{8}-[0-9A-Z]{8}$/;

const CONTROL = /[\p{Cc}\p{Zl}\p{Zp}]+/gu;

/** One line of text, or null. */
export function textAt(data: MessageData, key: string): string | null {
  const value = data[key];
  if (typeof value !== 'string') return null;
  const line = value.replaceAll(CONTROL, ' ').trim();
  return line === '' ? null : line;
}

export function countAt(data: MessageData, key: string): number {
  const value = data[key];
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : 0;
}

export function numberOf(data: MessageData): string | null {
  const value = textAt(data, 'number');
  return value !== null && (NUMBER.test(value) || RECEIPT.test(value)) ? value : null;
}

export function dateAt(data: MessageData, key: string): CivilDate | null {
  const value = textAt(data, key);
  return value !== null && isCivilDate(value) ? value : null;
}

export function instantAt(data: MessageData, key: string): Instant | null {
  const value = textAt(data, key);
  if (value === null) return null;
  try {
    return parseInstant(value);
  } catch (error) {
    if (error instanceof CalendarError) return null;
    throw error;
  }
}

/** The limit that a message is about; null when it is about none. */
export function dueOf(data: MessageData): DueBy | null {
  const dueAt = instantAt(data, 'dueAt');
  if (dueAt === null) return null;
  return { dueAt, dueDate: dateAt(data, 'dueDate'), provisional: data['provisional'] === true };
}

/** What the clock is called in its programme: words of the rules, not of whoever works on the case. */
export function clockName(data: MessageData): Words {
  const zh = textAt(data, 'name') ?? '办理';
  return { zh, en: textAt(data, 'nameEn') ?? zh };
}

const POST = /^([a-z-]+)@([a-z]+)$/;

/** The post that nobody holds, as `reviewer@street` or as a role with its level; null if it is not one we know. */
export function postAt(data: MessageData, key: string): Words | null {
  const value = data[key];
  const [role, level] =
    typeof value === 'object' && value !== null && 'role' in value && 'level' in value
      ? [value.role, value.level]
      : (POST.exec(textAt(data, key) ?? '')?.slice(1) ?? []);
  const roles: Readonly<Record<string, Words>> = ROLE_WORDS;
  const levels: Readonly<Record<string, Words>> = LEVEL_WORDS;
  const [r, l] = [String(role), String(level).toUpperCase()];
  const [roleWords, levelWords] = [
    Object.hasOwn(roles, r) ? roles[r] : null,
    Object.hasOwn(levels, l) ? levels[l] : null,
  ];
  if (!roleWords || !levelWords) return null;
  return { zh: `${levelWords.zh}${roleWords.zh}`, en: `${levelWords.en} ${roleWords.en}` };
}
