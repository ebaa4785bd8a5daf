import { z } from 'zod';
import { CUMULATED, SINGLE } from '../../../domain/bulletin/counts';
import {
  BULLETIN_STATUSES,
  BULLETIN_STEPS,
  numberOf,
  PART_NAMES,
  PARTS,
  type EditionNumber,
  type Step,
} from '../../../domain/bulletin/edition';
import { tablesOfEdition } from '../../../domain/bulletin/changes';
import { definitionRows, TABLE_IDS } from '../../../domain/bulletin/tables';
import type { Language } from '../../../domain/language';
import type { Edition, EditionHead } from '../../../ledger/bulletin/bulletins';
import { shownInstant, text, words } from '../../schema';

const count = z.number().int();
const month = z.string().meta({ example: '2026-10' });
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

const other = z
  .strictObject({ id: z.string(), published: z.boolean(), number: z.string().nullable() })
  .nullable();

const summary = {
  id: z.string(),
  programme: z.strictObject({ code: z.string(), name: words }),
  organisation: z.strictObject({ id: z.string(), name: z.string() }),
  month,
  status: z.enum(BULLETIN_STATUSES),
  number: z.string().nullable().meta({ description: 'Given when it is published', example: '〔2026〕第3期' }),
  builtAt: shownInstant.meta({ description: 'When its figures were counted' }),
  signedAt: shownInstant.nullable(),
  publishedAt: shownInstant.nullable(),
  empty: z.boolean().meta({ description: 'Nothing at all was on record until the end of the month' }),
  corrects: other.meta({ description: 'The published one that this one corrects' }),
  correction: other.meta({
    description: 'The one that corrects this one; a draft only for those who prepare it',
  }),
};

export const bulletinLine = z
  .strictObject({
    ...summary,
    confirmed: count.meta({ description: 'Projects confirmed in the month' }),
    done: count.meta({ description: 'Projects done in the month' }),
    overdue: count.meta({ description: 'Limits overdue at its end' }),
  })
  .meta({ id: 'BulletinLine' });

/** An object with a number for each of these. */
const numbers = <K extends string>(keys: readonly K[]) =>
  z.strictObject(Object.fromEntries(keys.map((key) => [key, z.number()])) as Record<K, z.ZodNumber>);

const cumulated = numbers(CUMULATED);
const counts = z
  .strictObject({
    month: cumulated,
    total: cumulated,
    single: numbers(SINGLE),
    types: z.record(
      z.string(),
      z.strictObject({ confirmedMonth: count, confirmedTotal: count, doneTotal: count }),
    ),
  })
  .meta({ id: 'BulletinCounts', description: 'Money in fen; sums of working days as they are' });

const overdue = z.strictObject({
  number: z.string(),
  title: z.string(),
  place: z.string(),
  what: words,
  holder: words.meta({ description: 'The post that holds it; never a person' }),
  dueDate: z.string(),
  workdaysLate: z.number(),
  rung: words.nullable(),
});

const figures = z
  .strictObject({
    cutOff: shownInstant,
    towns: z.array(z.strictObject({ id: z.string(), name: z.string(), counts })).readonly(),
    sum: counts,
    before: counts.meta({ description: 'The month before, counted in the same way' }),
    overdue: z.array(overdue).readonly(),
    determineWithin: count.nullable().meta({ description: 'Working days from report to determination' }),
  })
  .meta({ id: 'BulletinFigures' });

export const bulletinTable = z
  .strictObject({
    id: z.enum(TABLE_IDS),
    title: z.string(),
    head: z.array(z.string()).readonly(),
    rows: z.array(z.array(z.string()).readonly()).readonly(),
  })
  .meta({ id: 'BulletinTable' });

export const bulletinSchema = z
  .strictObject({
    ...summary,
    figures,
    parts: z.array(z.strictObject({ id: z.enum(PARTS), name: words, text: z.string() })),
    tables: z
      .array(bulletinTable)
      .meta({ description: 'The same cells as in the document and the workbook' }),
    definitions: z.array(z.strictObject({ name: z.string(), text: z.string() })),
    edits: count.meta({ description: 'Goes up with every change; send it back with an edit or a signature' }),
    sha256: sha256.nullable().meta({ description: 'Of `frozen`, exactly as it was published' }),
    steps: z
      .array(z.enum(BULLETIN_STEPS as [Step, ...Step[]]))
      .meta({ description: 'What the caller may do with it now' }),
  })
  .meta({ id: 'Bulletin' });

export const partTexts = z
  .partialRecord(z.enum(PARTS), text(20_000))
  .refine((parts) => Object.keys(parts).length > 0, 'expected at least one part');

export const seen = z
  .number()
  .int()
  .min(0)
  .meta({ description: '`edits` of the bulletin that the caller has before them' });

const shownNumber = (number: EditionNumber | null): string | null => number && numberOf(number);

const ownNumber = ({ year, number }: EditionHead): string | null =>
  year === null || number === null ? null : numberOf({ year, number });

/** The one that corrects it; `prepares`: whether the reader sees drafts. */
function correctionOf(head: EditionHead, prepares: boolean): z.input<typeof other> {
  const { correctedBy, correctedByNumber, correctionDraft } = head;
  if (correctedBy !== null)
    return { id: correctedBy, published: true, number: shownNumber(correctedByNumber) };
  return prepares && correctionDraft !== null
    ? { id: correctionDraft, published: false, number: null }
    : null;
}

function showSummary(head: EditionHead, prepares: boolean) {
  const { id, programmeCode, programmeName, organisationId, organisationName, month: of, status } = head;
  const { builtAt, signedAt, publishedAt, empty, corrects, correctsNumber } = head;
  return {
    ...{ id, month: of, status, number: ownNumber(head), builtAt, signedAt, publishedAt, empty },
    programme: { code: programmeCode, name: programmeName },
    organisation: { id: organisationId, name: organisationName },
    corrects:
      corrects === null ? null : { id: corrects, published: true, number: shownNumber(correctsNumber) },
    correction: correctionOf(head, prepares),
  };
}

export function showLine(head: EditionHead, prepares: boolean): z.input<typeof bulletinLine> {
  const { confirmed, done, overdue: late } = head;
  return { ...showSummary(head, prepares), confirmed, done, overdue: late };
}

export interface Shown {
  readonly edition: Edition;
  readonly steps: readonly Step[];
  readonly prepares: boolean;
  readonly lang: Language;
}

export function showEdition(shown: Shown): z.input<typeof bulletinSchema> {
  const { edition, steps, prepares, lang } = shown;
  const { content, parts, edits, sha256: hash } = edition;
  const { cutOff, towns, sum, before, overdue: late, determineWithin } = content;
  return {
    ...showSummary(edition, prepares),
    figures: { cutOff, towns, sum, before, overdue: late, determineWithin },
    parts: PARTS.map((part) => ({ id: part, name: PART_NAMES[part], text: parts[part] })),
    tables: tablesOfEdition(edition, lang),
    definitions: definitionRows(lang).map(([name = '', meaning = '']) => ({ name, text: meaning })),
    ...{ edits, sha256: hash, steps: [...steps] },
  };
}
