import type { Instant } from '../../../domain/calendar/instant';
import { dueOf } from '../../../domain/messages/facts';
import { isMessageKind, MESSAGE_KINDS } from '../../../domain/messages/kinds';
import { wordsOf, type Told } from '../../../domain/messages/text';

/**
 * A message in words with why its date is what it is, as of now. Null for what an older version wrote, of a kind or without a date that there are no
 * words for any more: the list must still open.
 */
export function textOf(told: Told, now: Instant) {
  if (!isMessageKind(told.kind)) return null;
  if (MESSAGE_KINDS[told.kind] === 'clock' && dueOf(told.data) === null) return null;
  const { zh, en, why } = wordsOf(told, 'person', now);
  return { text: { zh, en }, why: why && { zh: [...why.zh.steps], en: [...why.en.steps] } };
}
