import { z } from 'zod';
import type { CaseEvent } from '../../../domain/case/events';
import { describeLine, PROPOSER, type LineActor } from '../../../domain/case/line-words';
import type { LineNames } from '../../../domain/case/line-names';
import { readPostLabel } from '../../../domain/case/who';
import type { LoadedCase } from '../../../ledger/read';
import type { Deps } from '../../ports';
import { fileSchema, showFile } from '../files/file-schema';
import { shownInstant, toInstant, words } from '../../schema';

const actorSchema = z
  .strictObject({
    name: words.meta({ description: 'Displayed name of staff; whoever acts as a proposer has none here' }),
    organisation: z.strictObject({ id: z.string(), name: z.string() }).nullable(),
    role: z.string().nullable(),
    standsInFor: z.string().nullable().meta({ description: 'Name of whoever was absent' }),
  })
  .meta({ id: 'LedgerActor' });

export const ledgerLineSchema = z
  .strictObject({
    seq: z.number().int(),
    type: z.string(),
    at: shownInstant,
    words: words.meta({
      description: 'The line as a sentence: who, what, why, and what it meant for the clocks',
    }),
    actorId: z.string().nullable().meta({ description: 'null: time itself' }),
    actorPost: z.string().nullable(),
    actor: actorSchema.nullable(),
    files: z.array(fileSchema).meta({ description: 'Documents that this line attached' }),
    commandId: z.string().nullable(),
    facts: z.record(z.string(), z.unknown()),
    moves: z.record(z.string(), z.unknown()),
    prevHash: z.string(),
    hash: z.string(),
  })
  .meta({ id: 'LedgerLine' });

/** A row of the ledger as the database has it. */
export interface LineRow {
  seq: number;
  type: string;
  at: Date;
  actorId: string | null;
  actorPost: string | null;
  commandId: string | null;
  data: unknown;
  prevHash: string;
  hash: string;
}

type ShownActor = z.input<typeof actorSchema>;

/** Rows were written by the ledger only, so their type and data are those of an event. */
function eventOf({ type, at, actorId, actorPost, data }: LineRow): CaseEvent {
  return { type, at: toInstant(at), actorId, actorPost, ...(data as object) } as CaseEvent;
}

/** Everybody of the staff whom these lines name; nobody who acts as a proposer. */
function peopleIn(events: readonly CaseEvent[], staff: readonly (string | null)[]): string[] {
  const ids = events.flatMap((event) => {
    const { actorId, actorPost } = event;
    const told = event.type === 'RungsReached' || event.type === 'CallClimbed' ? event.facts.to : [];
    const absent = actorPost === null ? null : readPostLabel(actorPost)?.standsInFor;
    const known = actorPost !== null || staff.includes(actorId);
    return [known ? actorId : null, absent, ...told.map(({ personId }) => personId)];
  });
  return [...new Set(ids.filter((id): id is string => typeof id === 'string'))];
}

interface Naming {
  readonly people: ReadonlyMap<string, string>;
  readonly organisations: ReadonlyMap<string, { name: string }>;
  /** Staff may act without a post when they opened or submitted the case; anybody else without one is a proposer. */
  readonly staff: readonly (string | null)[];
}

function actorOf(
  { actorId, actorPost }: CaseEvent,
  { people, organisations, staff }: Naming,
): ShownActor | null {
  if (actorId === null) return null;
  const post = actorPost === null ? null : readPostLabel(actorPost);
  if (post === null && !staff.includes(actorId))
    return { name: PROPOSER.name, organisation: null, role: null, standsInFor: null };
  const name = people.get(actorId) ?? actorId;
  const place = post === null ? undefined : organisations.get(post.organisationId);
  return {
    name: { zh: name, en: name },
    organisation:
      post === null ? null : { id: post.organisationId, name: place?.name ?? post.organisationId },
    role: post?.role ?? null,
    standsInFor: post?.standsInFor == null ? null : (people.get(post.standsInFor) ?? post.standsInFor),
  };
}

const asLineActor = ({ name, organisation, standsInFor }: ShownActor): LineActor => ({
  name,
  organisation: organisation?.name ?? null,
  standsInFor,
});

/** Lines of one case with their sentences, the names of whoever acted, and the documents attached. */
export async function showLines(
  { prisma, ledger }: Deps,
  { state, programmeVersionId }: LoadedCase,
  rows: readonly LineRow[],
): Promise<(row: LineRow) => z.input<typeof ledgerLineSchema>> {
  const events = rows.map(eventOf);
  const staff = [state.openedBy, state.submittedBy];
  const attached = events.flatMap((event) => (event.type === 'EvidenceAttached' ? [event.facts.fileId] : []));
  const [people, files, programme, organisations] = await Promise.all([
    prisma.person.findMany({
      where: { id: { in: peopleIn(events, staff) } },
      select: { id: true, displayName: true },
    }),
    prisma.fileRow.findMany({ where: { caseId: state.id, id: { in: attached } } }),
    ledger.reference.programme(programmeVersionId),
    ledger.reference.organisations(),
  ]);
  const naming = {
    people: new Map(people.map((person) => [person.id, person.displayName])),
    organisations,
    staff,
  };
  const names: LineNames = { programme, clocks: state.clocks, people: naming.people };
  return (row) => {
    const event = eventOf(row);
    const actor = actorOf(event, naming);
    const own = files.filter(({ id }) => event.type === 'EvidenceAttached' && event.facts.fileId === id);
    const { seq, type, at, actorId, actorPost, commandId, prevHash, hash } = row;
    return {
      ...{ seq, type, at: toInstant(at), actorId, actorPost, commandId, prevHash, hash },
      words: describeLine(event, actor && asLineActor(actor), names),
      actor,
      files: own.map((file) => showFile(file, programme, actor?.organisation ? actor.name.zh : null)),
      ...(row.data as { facts: Record<string, unknown>; moves: Record<string, unknown> }),
    };
  };
}
