import { createHash, createHmac } from 'node:crypto';
import type { Provider, Received, Verdict } from './http-stand-in';

export interface SmsAccount {
  readonly keyId: string;
  readonly keySecret: string;
  readonly sign: string;
  readonly template: string;
  /** Names of the places of the approved template. */
  readonly variables: readonly string[];
  /** Another approved template, with one place: `receipt`. */
  readonly receiptTemplate: string;
}

/** 1 on its way, 2 failed at the carrier, 3 delivered. */
type SendStatus = 1 | 2 | 3;

export interface Receipt {
  readonly PhoneNum: string;
  readonly OutId: string;
  readonly SendDate: string;
  SendStatus: SendStatus;
  ErrCode: string;
}

const SHANGHAI_MS = 8 * 60 * 60_000;
const PER_DAY = 50;
const FIFTEEN_MINUTES_MS = 15 * 60_000;

const refusal = (code: number | string): object => ({
  Code: String(code),
  // The real one repeats the number in some of its words.
  Message: `refused for 13800138000`,
  RequestId: 'F655A8D5-B967-440B-8683-DAD6FF8DE990',
});
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const dayOf = (now: number): string =>
  new Date(now + SHANGHAI_MS).toISOString().slice(0, 10).replaceAll('-', '');

/** An SMS gateway in the manner of Alibaba Cloud: checks the signature, takes the same message twice, keeps receipts. */
export class SmsProvider implements Provider {
  readonly channel = 'sms';
  readonly receipts: Receipt[] = [];
  readonly refusal = refusal;
  /** What further messages come to. */
  carrier: { status: SendStatus; code: string } = { status: 3, code: 'DELIVERED' };

  constructor(private readonly account: SmsAccount) {}

  judge(received: Received, now: number): Verdict {
    const problem = this.signatureProblem(received, now);
    if (problem !== null) return { status: 400, answer: refusal(problem) };
    const values = Object.fromEntries(received.url.searchParams);
    if (received.headers['x-acs-action'] === 'QuerySendDetails') return { answer: this.details(values) };
    return this.send(values, now);
  }

  private send(values: Record<string, string>, now: number): Verdict {
    const { PhoneNumbers: number = '', OutId = '', TemplateParam = '' } = values;
    if (values['SignName'] !== this.account.sign) return { answer: refusal('isv.SMS_SIGNATURE_ILLEGAL') };
    const places = this.placesOf(values['TemplateCode'] ?? '');
    if (places === null) return { answer: refusal('isv.SMS_TEMPLATE_ILLEGAL') };
    if (!/^1\d{10}$/.test(number)) return { answer: refusal('isv.MOBILE_NUMBER_ILLEGAL') };
    const params = JSON.parse(TemplateParam) as Record<string, unknown>;
    const texts = Object.values(params);
    if (texts.some((text) => typeof text !== 'string')) return { answer: refusal('isv.INVALID_JSON_PARAM') };
    if (places.some((name) => !(name in params))) {
      return { answer: refusal('isv.TEMPLATE_MISSING_PARAMETERS') };
    }
    if (texts.some((text) => String(text).length > 35)) return { answer: refusal('isv.PARAM_LENGTH_LIMIT') };
    if (texts.some((text) => String(text).includes('://')))
      return { answer: refusal('isv.PARAM_NOT_SUPPORT_URL') };
    const SendDate = dayOf(now);
    const today = this.receipts.filter((each) => each.PhoneNum === number && each.SendDate === SendDate);
    if (today.length >= PER_DAY) return { answer: refusal('isv.BUSINESS_LIMIT_CONTROL') };
    const { status: SendStatus, code: ErrCode } = this.carrier;
    this.receipts.push({ PhoneNum: number, OutId, SendDate, SendStatus, ErrCode });
    const BizId = `${String(this.receipts.length).padStart(12, '9')}^0`;
    const text = `【${this.account.sign}】${places.map((name) => `${name}=${String(params[name])}`).join('，')}`;
    return {
      answer: { Code: 'OK', Message: 'OK', BizId, RequestId: 'F655A8D5' },
      arrival: { to: number, id: OutId, title: values['TemplateCode'] ?? '', text, raw: params },
    };
  }

  private placesOf(template: string): readonly string[] | null {
    if (template === this.account.receiptTemplate) return ['receipt'];
    return template === this.account.template ? this.account.variables : null;
  }

  private details(values: Record<string, string>): object {
    const all = this.receipts.filter(
      ({ PhoneNum, SendDate }) => PhoneNum === values['PhoneNumber'] && SendDate === values['SendDate'],
    );
    const [size, page] = [Number(values['PageSize']), Number(values['CurrentPage'])];
    const SmsSendDetailDTO = all.slice((page - 1) * size, page * size);
    return {
      Code: 'OK',
      Message: 'OK',
      TotalCount: String(all.length),
      SmsSendDetailDTOs: { SmsSendDetailDTO },
    };
  }

  /** Computed from the headers as they came, so that a client which signs something else is found out. */
  private signatureProblem({ url, headers, body }: Received, now: number): string | null {
    const authorization = headers.authorization ?? '';
    const [, keyId, names = '', signature] =
      /^ACS3-HMAC-SHA256 Credential=(\w+),SignedHeaders=([\w;-]+),Signature=([0-9a-f]{64})$/.exec(
        authorization,
      ) ?? [];
    if (keyId !== this.account.keyId) return 'InvalidAccessKeyId.NotFound';
    if (Math.abs(now - Date.parse(String(headers['x-acs-date']))) > FIFTEEN_MINUTES_MS)
      return 'InvalidTimeStamp.Expired';
    const query = url.search.slice(1).split('&').sort().join('&');
    const lines = names.split(';').map((name) => `${name}:${String(headers[name])}\n`);
    const request = ['POST', url.pathname, query, lines.join(''), names, sha256(body)].join('\n');
    const expected = createHmac('sha256', this.account.keySecret)
      .update(`ACS3-HMAC-SHA256\n${sha256(request)}`)
      .digest('hex');
    return signature === expected ? null : 'SignatureDoesNotMatch';
  }
}
