import type { Instant } from '../../../domain/calendar/instant';
import { dueOf } from '../../../domain/messages/facts';
import { isMessageKind, MESSAGE_KINDS } from '../../../domain/messages/kinds';
import { wordsOf, type Told } from '../../../domain/messages/text';

/** What an older version wrote, of a kind or without a date that there are no words for any more. */
function hasWords({ kind, data }: Told): boolean {
  return isMessageKind(kind) && (MESSAGE_KINDS[kind] !== 'clock' || dueOf(data) !== null);
}

/** A message in words, as of now; null when there are none any more: the list must still open. */
export function textOf(told: Told, now: Instant) {
  if (!hasWords(told)) return null;
  const { zh, en } = wordsOf(told, 'person', now);
  return { zh, en };
}

/** Every step of why its date is what it is, in both languages; null when it is about no limit. */
export function whyTextOf(told: Told, now: Instant) {
  const why = hasWords(told) ? wordsOf(told, 'person', now).why : null;
  return why && { zh: [...why.zh.steps], en: [...why.en.steps] };
}
