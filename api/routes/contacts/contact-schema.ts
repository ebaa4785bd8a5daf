import { z } from 'zod';
import { CHANNELS, type ChannelName } from '../../../domain/channels';
import { line } from '../../schema';

/** Full-width digits, a country code, blanks and hyphens are how people write a number; it is kept as eleven digits. */
const mobile = z
  .string()
  .max(30)
  .transform((value) =>
    value
      .normalize('NFKC')
      .replaceAll(/[\s-]/gu, '')
      .replace(/^(?:\+|00)86/, ''),
  )
  .refine((value) => /^1[3-9]\d{9}$/.test(value), 'expected a mainland mobile number of 11 digits')
  .meta({ type: 'string', maxLength: 30, example: '19900000001' });

/** As the providers have them (domain.md 4.3). Never one that begins with `@`: that would call the whole group. */
const account = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9][A-Za-z0-9_.@-]{0,63}$/, 'expected 1–64 letters, digits or _ . @ -');

const email = z.email('expected a mail address').max(254);

const muted = z
  .array(z.enum(CHANNELS))
  .max(CHANNELS.length)
  .refine((names) => new Set(names).size === names.length, 'expected each channel once')
  .meta({ description: 'Channels this person does not want; messages inside the product always stay' });

/** What is left out is cleared. */
export const contactBody = z
  .strictObject({
    email: email.nullable().default(null),
    mobile: mobile.nullable().default(null),
    wecomUserId: account.nullable().default(null),
    dingtalkUserId: account.nullable().default(null),
    muted: muted.default([]),
  })
  .meta({ id: 'ContactInput' });

const shown = line(254).nullable();

export const contactSchema = z
  .strictObject({
    email: shown,
    mobile: shown,
    wecomUserId: shown,
    dingtalkUserId: shown,
    muted: z.array(z.enum(CHANNELS)),
  })
  .meta({ id: 'Contact' });

interface ContactRow {
  email: string | null;
  mobile: string | null;
  wecomUserId: string | null;
  dingtalkUserId: string | null;
  muted: unknown;
}

const NONE: ContactRow = { email: null, mobile: null, wecomUserId: null, dingtalkUserId: null, muted: [] };

/** A contact as it is shown; one that nobody entered yet is empty. */
export function showContactRow(row: ContactRow | null): z.input<typeof contactSchema> {
  const { email: mail, mobile: number, wecomUserId, dingtalkUserId, muted: names } = row ?? NONE;
  return { email: mail, mobile: number, wecomUserId, dingtalkUserId, muted: names as ChannelName[] };
}
