import { bulletinOf } from '../domain/messages/bulletin';
import { digest, type ShortWhy } from '../domain/messages/digest';
import { isForResidents, isMessageKind, type Audience } from '../domain/messages/kinds';
import { wordsOf } from '../domain/messages/text';
import type { Claimed, Content, Item } from '../ledger/outbox/types';
import type { Channel, ChannelName, Outgoing } from './channels/channel';

/** A member of staff reads mail; a group or a gateway gets nothing that somebody typed. */
function audienceOf({ name, robots }: Channel): Audience {
  if (robots !== undefined) return 'robot';
  return name === 'sms' ? 'sms' : 'person';
}

/** A letter about one limit and a webhook have room for every step; a group reads one sentence; SMS are templates. */
const SHORT_WHY: Readonly<Record<ChannelName, ShortWhy>> = {
  mail: 'of-many',
  wecom: 'always',
  dingtalk: 'always',
  webhook: 'never',
  sms: 'never',
};
const EVERY_STEP: readonly ChannelName[] = ['mail', 'webhook'];

/** The page of what a message is about; null when it has none. */
function pageOf({ caseId, data }: Item): string | null {
  if (caseId !== null) return `cases/${encodeURIComponent(caseId)}`;
  const bulletin = bulletinOf(data);
  return bulletin === null ? null : `bulletins/${encodeURIComponent(bulletin)}`;
}

/** The public page of a proposer's receipt; that of what everything in it is about; the desk otherwise. */
function linkOf(publicUrl: string, items: readonly Item[], receiptNo: string | null): string {
  const pages = new Set(items.map(pageOf));
  const [only] = pages;
  const base = publicUrl.replace(/\/+$/, '');
  if (receiptNo !== null) return `${base}/receipts/${encodeURIComponent(receiptNo)}`;
  return `${base}/${pages.size === 1 && typeof only === 'string' ? only : 'desk'}`;
}

/**
 * What goes out: to a person in the language they read, to a group in the one of its channel; null when everything in it
 * is settled and there is nothing left to say.
 */
export function composed(
  { id, target }: Claimed,
  { items, address, mentions, receiptNo, language: read }: Content,
  channel: Channel,
  publicUrl: string,
): Outgoing | null {
  const open = items.filter(({ settled }) => !settled);
  if (open.length === 0) return null;
  const audience = audienceOf(channel);
  const words = open.map((item) => wordsOf(item, audience, item.asOf));
  const { number, count, why, ...said } = digest(words, SHORT_WHY[channel.name]);
  const language = channel.language ?? read;
  const { title, lines } = said[language];
  // Whoever is staff as well reads about both at the desk.
  const residents = open.every(({ kind }) => isMessageKind(kind) && isForResidents(kind));
  const receipt = residents ? receiptNo : null;
  const link = linkOf(publicUrl, open, receipt);
  return {
    deliveryId: id,
    target: { key: target, address, mentions },
    ...{ language, title, lines, link, why: EVERY_STEP.includes(channel.name) ? why : [] },
    template: { number: number ?? '—', count: String(count), ...(receipt !== null && { receipt }) },
  };
}
