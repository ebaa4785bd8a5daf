import { randomUUID } from 'node:crypto';
import { HOUR_MS, addMs, civilDateOf, instantOfEpochMs } from '../../../domain/calendar/instant';
import type { Channel, Outgoing, Sent, Target } from '../channel';
import { fateOfFailure, refused, unknown } from '../http/fate';
import type { Answer, Failure, Post } from '../http/post';
import type { SmsSettings } from '../settings';
import { oneLine, truncate } from '../text/truncate';
import { signed } from './acs3';
import { fateOfReceipt, fateOfSend, pageOf } from './answers';

const VERSION = '2017-05-25';
/** Characters that one place of a template takes. */
const VALUE_LENGTH = 35;
const PAGE = 50;
/** As many receipts of one number and day as the gateway lets through, and more. */
const MOST_PAGES = 4;

export interface SmsParts {
  readonly post: Post;
  readonly now: () => number;
  readonly timeoutMs: number;
}

/**
 * An SMS gateway in the manner of Alibaba Cloud's SendSms: approved template, no free text. The gateway takes the same
 * message twice without a word, so whatever is not certain is `unknown` and asked for by its `OutId`, never sent again.
 */
export function smsChannel(settings: SmsSettings, parts: SmsParts): Channel {
  const call = caller(settings, parts);
  return {
    name: 'sms',
    perMinute: null,
    repeatable: false,
    async send(message, signal) {
      const number = numberOf(message.target);
      if (number === null) return refused('no usable mobile number');
      const { code, names } = templateOf(message, settings);
      const values = valuesOf(message, names);
      if (values === null) return refused('a value that the template needs is missing, a mistake of Banjie');
      const answer = await call(
        'SendSms',
        {
          PhoneNumbers: number,
          SignName: settings.sign,
          TemplateCode: code,
          TemplateParam: JSON.stringify(values),
          OutId: message.deliveryId,
        },
        signal,
      );
      return answer.kind === 'failure' ? fateOfFailure(answer) : fateOfSend(answer);
    },
    async find(deliveryId, target, attemptedAt, signal) {
      const number = numberOf(target);
      if (number === null) return refused('no usable mobile number');
      // The gateway's clock is not ours: around midnight the message may stand under the next day.
      const days = new Set([civilDateOf(attemptedAt), civilDateOf(addMs(attemptedAt, HOUR_MS))]);
      for (const day of days) {
        const found = await findOn(call, { number, day, deliveryId }, signal);
        if (found !== null) return found;
      }
      return unknown('the gateway has no receipt of it');
    },
  };
}

type Caller = (
  action: string,
  query: Readonly<Record<string, string>>,
  signal: AbortSignal,
) => Promise<Answer | Failure>;

function caller(settings: SmsSettings, { post, now, timeoutMs }: SmsParts): Caller {
  const base = new URL(settings.endpoint);
  return (action, values, signal) => {
    const { query, headers } = signed({
      host: base.host,
      action,
      version: VERSION,
      query: values,
      keyId: settings.keyId,
      keySecret: settings.keySecret,
      date: instantOfEpochMs(now()).replace(/\.\d+Z$/, 'Z'),
      nonce: randomUUID(),
    });
    return post({ url: new URL(`/?${query}`, base), headers, body: '', timeoutMs, signal });
  };
}

/** The receipt of one message among those of its number and day; null when there is none. */
async function findOn(
  call: Caller,
  { number, day, deliveryId }: { number: string; day: string; deliveryId: string },
  signal: AbortSignal,
): Promise<Sent | null> {
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const answer = await call(
      'QuerySendDetails',
      {
        PhoneNumber: number,
        SendDate: day.replaceAll('-', ''),
        PageSize: String(PAGE),
        CurrentPage: String(page),
      },
      signal,
    );
    if (answer.kind === 'failure') return unknown(`receipts: ${answer.error}`);
    const read = pageOf(answer);
    if ('error' in read) return unknown(read.error);
    const detail = read.details.find(({ OutId }) => OutId === deliveryId);
    if (detail !== undefined) return fateOfReceipt(detail);
    if (page * PAGE >= read.total) return null;
  }
  return null;
}

/** Digits as the gateway wants them: a number of the mainland without its prefix. */
function numberOf({ address }: Target): string | null {
  const digits = (address ?? '').replace(/[\s()-]/g, '').replace(/^(\+|00)/, '');
  if (!/^\d{5,15}$/.test(digits)) return null;
  return /^861\d{10}$/.test(digits) ? digits.slice(2) : digits;
}

const RECEIPT = 'receipt';

/** A resident is told the number of the receipt; the address of its page stands in that template, uncut. */
function templateOf({ template }: Outgoing, { receiptTemplate, ...usual }: SmsSettings) {
  return receiptTemplate !== null && template[RECEIPT] !== undefined
    ? { code: receiptTemplate, names: [RECEIPT] }
    : { code: usual.template, names: usual.variables };
}

/** The values that the approved template has places for, and no others. */
function valuesOf({ template }: Outgoing, names: readonly string[]): Record<string, string> | null {
  const values = names.map((name) => [name, template[name]] as const);
  if (values.some(([, value]) => value === undefined)) return null;
  return Object.fromEntries(
    values.map(([name, value]) => [
      name,
      truncate(oneLine(value ?? ''), VALUE_LENGTH, (text) => text.length),
    ]),
  );
}
