import { z } from 'zod';
import type { Sent } from '../channel';
import { MEND_MS, fateOfStatus, parsed, refused, retry, sent, unknown } from '../http/fate';
import type { Answer } from '../http/post';

const HOUR_MS = 60 * 60_000;
const MINUTE_MS = 60_000;

const sendSchema = z.object({ Code: z.string(), BizId: z.string().optional() });

const detailSchema = z.object({
  OutId: z.string().optional(),
  SendStatus: z.number(),
  ErrCode: z.string().optional(),
});
const detailsSchema = z.object({
  Code: z.string(),
  TotalCount: z.coerce.number().optional(),
  SmsSendDetailDTOs: z.object({ SmsSendDetailDTO: z.array(detailSchema).optional() }).optional(),
});
export type Detail = z.output<typeof detailSchema>;

/** Limits that a day or an hour lifts by itself. */
const TOO_OFTEN = /LIMIT_CONTROL|^Throttling/;
/** A number that can never get this message. */
const NO_SUCH_NUMBER = [
  'isv.MOBILE_NUMBER_ILLEGAL',
  'isv.MOBILE_COUNT_OVER_LIMIT',
  'isv.DOMESTIC_NUMBER_NOT_SUPPORTED',
];
/** The template does not take these values: it or `BANJIE_SMS_VARIABLES` must change, and then the text is another. */
const WRONG_VALUES = [
  'isv.TEMPLATE_MISSING_PARAMETERS',
  'isv.TEMPLATE_PARAMS_ILLEGAL',
  'isv.INVALID_JSON_PARAM',
  'isv.INVALID_PARAMETERS',
  'isv.PARAM_LENGTH_LIMIT',
  'isv.PARAM_NOT_SUPPORT_URL',
  'isv.BLACK_KEY_CONTROL_LIMIT',
];
/** The gateway failed inside and does not say how far it had come. */
const FAILED_INSIDE = /^isp\.|^InternalError|SYSTEM_ERROR|UNKNOWN/;

/** What the gateway's answer to a message means. Its `Message` is left out: it may repeat the number. */
export function fateOfSend(answer: Answer): Sent {
  const said = sendSchema.safeParse(parsed(answer));
  if (!said.success) {
    return answer.status === 200 ? unknown('HTTP 200 without a Code') : fateOfStatus(answer, 'unknown');
  }
  const { Code: code, BizId: receipt } = said.data;
  if (code === 'OK') return sent(receipt ?? null);
  const error = safe(code);
  if (TOO_OFTEN.test(code)) return retry(`${error}: too many messages`, waitFor(code));
  if (NO_SUCH_NUMBER.includes(code)) return refused(`${error}: not a number that takes messages`);
  if (WRONG_VALUES.includes(code)) return refused(`${error}: not what the approved template takes`);
  if (FAILED_INSIDE.test(code)) return unknown(error);
  if (answer.status >= 500) return fateOfStatus(answer, 'unknown');
  return retry(`${error}: keys, signature, template or account of the gateway must be mended`, MEND_MS);
}

/** The messages of one page of receipts and how many there are; what went wrong when there is none. */
export function pageOf(answer: Answer): { details: readonly Detail[]; total: number } | { error: string } {
  const said = detailsSchema.safeParse(parsed(answer));
  if (!said.success) return { error: `receipts: HTTP ${answer.status}` };
  if (said.data.Code !== 'OK') return { error: `receipts: ${safe(said.data.Code)}` };
  const details = said.data.SmsSendDetailDTOs?.SmsSendDetailDTO ?? [];
  return { details, total: said.data.TotalCount ?? details.length };
}

const FAILED = 2;

/** A receipt is proof that the gateway took the message; only a failure that the carrier reports is none. */
export function fateOfReceipt(detail: Detail): Sent {
  if (detail.SendStatus !== FAILED) return sent();
  return refused(`the carrier could not deliver it${detail.ErrCode ? ` (${safe(detail.ErrCode)})` : ''}`);
}

/** Day limits are counted from midnight, hour limits from the hour: an hour later is soon enough for both. */
const waitFor = (code: string): number => (code.startsWith('Throttling') ? MINUTE_MS : HOUR_MS);

/** A code of the provider, when it looks like one: what else stands there could be a number. */
const safe = (code: string): string =>
  /^[A-Za-z][\w.:-]{0,79}$/.test(code) && !/\d{5}/.test(code) ? code : 'a code that is none';
