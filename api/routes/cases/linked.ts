import { z } from 'zod';
import type { Actor } from '../../../domain/actor';
import { STATUS_NAMES } from '../../../domain/case/status';
import { maySee } from '../../../domain/case/who';
import type { Programme } from '../../../domain/programme/schema';
import type { LoadedCase } from '../../../ledger/read';
import type { Deps } from '../../ports';
import { shownInstant, toInstant, words } from '../../schema';
import { fileSchema, showFile } from '../files/file-schema';

const RELATIONS = ['merged-into', 'merged-from', 'split-off', 'split-from', 'carried-from'] as const;
type Relation = (typeof RELATIONS)[number];

const linkedSuggestion = z
  .strictObject({
    id: z.string(),
    receiptNo: z.string(),
    channel: z.string(),
    channelName: words,
    words: z.string().meta({ description: 'As they were said; whose words they are is another request' }),
    createdAt: shownInstant,
    linkedAt: shownInstant,
    how: z.string().meta({ description: 'opened, joined, merged-from or split-from' }),
  })
  .meta({ id: 'LinkedSuggestion' });

const linkedCase = z
  .strictObject({
    relation: z.enum(RELATIONS),
    at: shownInstant,
    case: z
      .strictObject({ id: z.string(), number: z.string(), title: z.string(), statusName: words })
      .nullable()
      .meta({ description: 'null: one that you may not see' }),
  })
  .meta({ id: 'LinkedCase' });

/** What belongs to a case beside its state. */
export const linkedShape = {
  files: z.array(fileSchema).meta({ description: 'Its documents, oldest first' }),
  linkedSuggestions: z.array(linkedSuggestion).meta({ description: 'Whom it answers, oldest first' }),
  linkedCases: z.array(linkedCase),
};
type Linked = z.input<z.ZodObject<typeof linkedShape>>;

interface LinkingRow {
  type: string;
  at: Date;
  actor_id: string | null;
  actor_post: string | null;
  facts: Record<string, unknown>;
}

/** Which fact of which event names another case, and what that case then is. */
const NAMES_CASE: readonly (readonly [type: string, fact: string, relation: Relation])[] = [
  ['CaseMerged', 'into', 'merged-into'],
  ['SuggestionsJoined', 'from', 'merged-from'],
  ['CaseSplit', 'into', 'split-off'],
  ['CaseOpened', 'splitFrom', 'split-from'],
  ['CaseOpened', 'carriedFrom', 'carried-from'],
];

async function casesIn(
  deps: Deps,
  actor: Actor,
  rows: readonly LinkingRow[],
): Promise<Linked['linkedCases']> {
  const named = rows.flatMap(({ type, at, facts }) =>
    NAMES_CASE.filter(([of, fact]) => of === type && typeof facts[fact] === 'string').map(
      ([, fact, relation]) => ({ relation, at: toInstant(at), id: String(facts[fact]) }),
    ),
  );
  return Promise.all(
    named.map(async ({ relation, at, id }) => {
      const found = await deps.ledger.load(id);
      if (found === null || !maySee(actor, found.state, found.proposers)) return { relation, at, case: null };
      const { number, title, status } = found.state;
      return { relation, at, case: { id, number, title, statusName: STATUS_NAMES[status] } };
    }),
  );
}

/** Who attached each document: by a post, it was staff and has a name. */
async function filesIn(
  { prisma }: Deps,
  { state }: LoadedCase,
  programme: Programme,
  rows: readonly LinkingRow[],
): Promise<Linked['files']> {
  if (state.evidence.length === 0) return [];
  const by = new Map(
    rows
      .filter(({ type, actor_post: post }) => type === 'EvidenceAttached' && post !== null)
      .map((row) => [String(row.facts['fileId']), row.actor_id ?? '']),
  );
  const [files, people] = await Promise.all([
    prisma.fileRow.findMany({
      where: { caseId: state.id, id: { in: state.evidence.map(({ fileId }) => fileId) } },
      orderBy: [{ uploadedAt: 'asc' }, { id: 'asc' }],
    }),
    prisma.person.findMany({
      where: { id: { in: [...new Set(by.values())] } },
      select: { id: true, displayName: true },
    }),
  ]);
  const names = new Map(people.map(({ id, displayName }) => [id, displayName]));
  return files.map((file) => showFile(file, programme, names.get(by.get(file.id) ?? '') ?? null));
}

async function suggestionsOf(
  { prisma }: Deps,
  { state }: LoadedCase,
  programme: Programme,
): Promise<Linked['linkedSuggestions']> {
  if (state.suggestions.length === 0) return [];
  const links = await prisma.suggestionCase.findMany({
    where: { caseId: state.id, suggestionId: { in: state.suggestions } },
    select: {
      ...{ how: true, linkedAt: true },
      suggestion: { select: { id: true, receiptNo: true, channel: true, words: true, createdAt: true } },
    },
    orderBy: [{ suggestion: { createdAt: 'asc' } }, { suggestionId: 'asc' }],
  });
  return links.map(({ how, linkedAt, suggestion: { createdAt, ...suggestion } }) => ({
    ...suggestion,
    channelName: programme.channels.find(({ id }) => id === suggestion.channel)?.name ?? {
      zh: suggestion.channel,
      en: suggestion.channel,
    },
    ...{ createdAt: toInstant(createdAt), linkedAt: toInstant(linkedAt), how },
  }));
}

/** Documents, suggestions and other cases that belong to a case, as far as the reader may see them. */
export async function showLinked(
  deps: Deps,
  actor: Actor,
  found: LoadedCase,
  programme: Programme,
): Promise<Linked> {
  const types = ['EvidenceAttached', ...NAMES_CASE.map(([type]) => type)];
  const rows = await deps.prisma.$queryRaw<LinkingRow[]>`
    select e.type, e.at, e.actor_id, e.actor_post, e.data->'facts' as facts from ledger_events e
     where e.case_id = ${found.id} and e.type = any(${types}::text[]) order by e.seq`;
  const [files, linkedSuggestions, linkedCases] = await Promise.all([
    filesIn(deps, found, programme, rows),
    suggestionsOf(deps, found, programme),
    casesIn(deps, actor, rows),
  ]);
  return { files, linkedSuggestions, linkedCases };
}
