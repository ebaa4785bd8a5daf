import { z } from 'zod';
import { isCivilDate } from '../domain/calendar/civil-date';
import { epochMs, parseInstant, type Instant } from '../domain/calendar/instant';
import { isMonth } from '../domain/figures/month';
import { LANGUAGES, type Language } from '../domain/language';
import { LEVELS, ROLES } from '../domain/roles';

/** Scalars that many routes share, so that they read and refuse alike. */
export const id = z
  .string()
  .max(64)
  .regex(/^[A-Za-z0-9][A-Za-z0-9_-]*$/, 'expected letters, digits, "-" or "_"');

/** A short text on one line, kept as written but for the blanks around it. */
export const line = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^[^\r\n]*$/, 'expected one line');

/** Text of several lines. */
export const text = (max: number) => z.string().trim().min(1).max(max);

export const civilDate = z
  .string()
  .refine(isCivilDate, 'expected a date that exists, as YYYY-MM-DD')
  .meta({ format: 'date', example: '2026-03-04' });

export const month = z.string().refine(isMonth, 'expected a month, as YYYY-MM').meta({ example: '2026-03' });

/** Any ISO instant with an offset, read as UTC. */
export const instant = z
  .string()
  .transform((value, ctx): Instant => {
    try {
      return parseInstant(value);
    } catch {
      ctx.addIssue({
        code: 'custom',
        message: 'expected date, time and offset, such as 2026-02-12T16:30:00+08:00',
      });
      return z.NEVER;
    }
  })
  .meta({ type: 'string', format: 'date-time', example: '2026-02-12T08:30:00.000Z' });

/** An instant in an answer. */
export const shownInstant = z.string().meta({ format: 'date-time', example: '2026-02-12T08:30:00.000Z' });

export const words = z.strictObject({ zh: z.string(), en: z.string() });
export const role = z.enum(ROLES);
export const level = z.enum(LEVELS);

/** What a person reads, in an answer. */
export const personLanguage = z
  .enum(LANGUAGES)
  .nullable()
  .meta({ description: 'Of the desk and of messages; null = never said: messages are in Chinese' });

export function shownLanguage(kept: string | null | undefined): Language | null {
  return LANGUAGES.find((one) => one === kept) ?? null;
}

/** Calendar code knows no `Date`; the database client does. These two are the border. */
export const toDate = (at: Instant): Date => new Date(epochMs(at));
export function toInstant(at: Date): Instant;
export function toInstant(at: Date | null): Instant | null;
export function toInstant(at: Date | null): Instant | null {
  return at === null ? null : at.toISOString();
}

/** What somebody types as their sign-in name: letters of any size and width mean the same person. */
export const typedSignInName = z
  .string()
  .max(200)
  .transform((value) => value.trim().normalize('NFKC').toLowerCase())
  .meta({ type: 'string', maxLength: 200 });

/** A sign-in name as it may be given to a person. */
export const signInName = typedSignInName
  .refine((value) => /^[\p{L}\p{N}._@-]{2,64}$/u.test(value), 'expected 2–64 letters, digits or . _ @ -')
  .meta({ type: 'string', minLength: 2, maxLength: 64 });
