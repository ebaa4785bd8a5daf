import { z } from 'zod';
import { addMs } from '../../../domain/calendar/instant';
import { reasonName } from '../../../domain/case/reasons';
import type { Reference } from '../../../ledger/reference';
import { TAKEN_BACK_WITHIN_MS } from '../../../ledger/suggestion-refusals';
import type { Prisma } from '../../../prisma/client';
import { shownInstant, toInstant, words } from '../../schema';

export const suggestionSchema = z
  .strictObject({
    id: z.string(),
    receiptNo: z.string(),
    programmeCode: z.string(),
    programmeName: words,
    organisationId: z.string(),
    organisationName: z.string(),
    organisationWithin: z.string().nullable().meta({ description: 'The organisation above it' }),
    channel: z.string(),
    channelName: words,
    words: z.string(),
    hasProposer: z
      .boolean()
      .meta({ description: 'Whether there is somebody to ask back; who it is, is another request' }),
    createdAt: shownInstant,
    caseIds: z.array(z.string()),
    refusal: z
      .strictObject({
        reasonCode: z.string(),
        reasonName: words,
        publicText: z.string(),
        at: shownInstant,
        reopenUntil: shownInstant.meta({ description: 'Until then it can be taken back' }),
      })
      .nullable()
      .meta({ description: 'That it was answered without a case (不予采纳)' }),
  })
  .meta({ id: 'Suggestion' });

/** What is read with a suggestion: the cases that take it up, the first first, and the refusal that stands. */
export const WITH_LINKS = {
  links: { select: { caseId: true }, orderBy: { linkedAt: 'asc' } },
  refusals: { where: { reopenedAt: null } },
} satisfies Prisma.SuggestionInclude;

type Row = Prisma.SuggestionGetPayload<{ include: typeof WITH_LINKS }>;

/** The refusal that stands; null where none does. */
export function refusalOf({
  refusals: [refusal],
}: Pick<Row, 'refusals'>): z.input<typeof suggestionSchema>['refusal'] {
  if (refusal === undefined) return null;
  const { reasonCode, publicText } = refusal;
  const at = toInstant(refusal.refusedAt);
  const name = reasonName(reasonCode) ?? { zh: reasonCode, en: reasonCode };
  return { reasonCode, reasonName: name, publicText, at, reopenUntil: addMs(at, TAKEN_BACK_WITHIN_MS) };
}

/** Shows suggestions with every name, by the programme in force on a day; never with the person. */
export async function suggestionLines(reference: Reference, rows: readonly Row[], today: string) {
  const tree = await reference.organisations();
  const codes = [...new Set(rows.map(({ programmeCode }) => programmeCode))];
  const versions = new Map(
    await Promise.all(codes.map(async (code) => [code, await reference.current(code, today)] as const)),
  );
  const plain = (text: string) => ({ zh: text, en: text });
  return (row: Row): z.input<typeof suggestionSchema> => {
    const programme = versions.get(row.programmeCode)?.programme;
    const place = tree.get(row.organisationId);
    const above = place?.parentId == null ? undefined : tree.get(place.parentId);
    const channel = programme?.channels.find(({ id }) => id === row.channel);
    return {
      ...{ id: row.id, receiptNo: row.receiptNo, words: row.words },
      ...{ programmeCode: row.programmeCode, programmeName: programme?.name ?? plain(row.programmeCode) },
      organisationId: row.organisationId,
      organisationName: place?.name ?? row.organisationId,
      organisationWithin: above?.name ?? null,
      ...{ channel: row.channel, channelName: channel?.name ?? plain(row.channel) },
      hasProposer: row.proposerId !== null,
      createdAt: toInstant(row.createdAt),
      caseIds: row.links.map((link) => link.caseId),
      refusal: refusalOf(row),
    };
  };
}
