import { randomInt } from 'node:crypto';
import type { CivilDate } from '../../../domain/calendar/civil-date';

/** Crockford's digits: none is mistaken for another when read out over the phone. */
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 8;

/** `20260304-7K3QX9MD`: the day, and a part nobody can guess, since the number alone shows what became of the words. */
export function newReceiptNo(day: CivilDate): string {
  const tail = Array.from({ length: LENGTH }, () => DIGITS.charAt(randomInt(DIGITS.length))).join('');
  return `${day.replaceAll('-', '')}-${tail}`;
}

export const RECEIPT_NO = /^\d{8}-[0-9A-HJKMNP-TV-Z]{8}$/;
