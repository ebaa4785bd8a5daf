import type { Words } from '../errors';
import { monthWords } from '../figures/month';
import { textAt, type MessageData } from './facts';
import type { MessageKind } from './kinds';

/** Messages about a monthly bulletin; each has its id as `bulletin`. */
export type BulletinMessage = Extract<MessageKind, `bulletin-${string}`>;

/** The bulletin that a message is about; null when it is about none. */
export const bulletinOf = (data: MessageData): string | null => textAt(data, 'bulletin');

/** What became of it, and what is asked of whoever reads this. */
const SAID: Readonly<Record<BulletinMessage, { readonly became: Words; readonly ask: Words }>> = {
  'bulletin-drafted': {
    became: { zh: '草稿已编成', en: 'is drafted' },
    ask: { zh: '请修改文字后报请签发。', en: 'Please write its text and have it signed.' },
  },
  'bulletin-to-sign': {
    became: { zh: '草稿已编成', en: 'is drafted' },
    ask: { zh: '文字改好后，请您审阅签发。', en: 'Please read and sign it once its text is written.' },
  },
  'bulletin-signed': {
    became: { zh: '已签发', en: 'is signed' },
    ask: { zh: '请编号发布。', en: 'Please number and publish it.' },
  },
  'bulletin-returned': {
    became: { zh: '已撤回签发，退回草稿', en: 'is a draft again: the signature was taken back' },
    ask: { zh: '请修改后再报签发。', en: 'Please change it and have it signed again.' },
  },
  'bulletin-published': {
    became: { zh: '已发布', en: 'is published' },
    ask: { zh: '请阅，并落实其中的要求。', en: 'Please read it and do what it asks.' },
  },
};

/** The names of programmes and the numbers of bulletins are published, so a group may read them too. */
export function bulletinWords(
  kind: BulletinMessage,
  data: MessageData,
): { readonly title: Words; readonly what: Words; readonly ask: Words } {
  const { became, ask } = SAID[kind];
  const [edition, corrects] = ['edition', 'corrects'].map((key) => textAt(data, key) ?? '');
  const month = monthWords(textAt(data, 'month') ?? '');
  const kindOf = corrects === '' ? { zh: '通报', en: 'bulletin' } : { zh: '通报更正', en: 'correction' };
  const title: Words = {
    zh: `${month.zh}${kindOf.zh}${edition}${became.zh}`,
    en: `The ${kindOf.en} of ${month.en} ${became.en}${edition === '' ? '' : `: ${edition}`}`,
  };
  const more: Words =
    corrects === '' ? { zh: '', en: '' } : { zh: `（更正${corrects}）`, en: ` (corrects ${corrects})` };
  const programme = {
    zh: textAt(data, 'programmeZh') ?? '',
    en: textAt(data, 'programmeEn') ?? textAt(data, 'programmeZh') ?? '',
  };
  return {
    title,
    what: {
      zh: `${programme.zh}${title.zh}${more.zh}。`,
      en: `${programme.en}: ${title.en.replace('The', 'the')}${more.en}.`,
    },
    ask,
  };
}
