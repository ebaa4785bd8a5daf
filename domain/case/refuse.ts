import { Refusal, type RefusalCode } from '../errors';

/** A refusal in both languages; `field` names the part of the command's data it is about. */
export function refuse(code: RefusalCode, zh: string, en: string, field?: string): Refusal {
  const errors = field === undefined ? {} : { errors: [{ pointer: `/data/${field}`, message: { zh, en } }] };
  return new Refusal(code, { zh, en }, errors);
}
