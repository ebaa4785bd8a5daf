import { z } from 'zod';
import { DAY_MS, msBetween, type Instant } from '../../domain/calendar/instant';
import { FINDING_STATUS_NAMES, SOURCE_NAMES } from '../../domain/case/choices-overlay';
import { findingName } from '../../domain/case/line-overlay';
import { FINDING_SOURCES, type Finding } from '../../domain/case/state';
import { postName, ROLE_WORDS } from '../../domain/programme/render-words';
import type { StageRole } from '../../domain/roles';
import type { OrganisationNode } from '../../ledger/organisations';
import { caseNamesShape, namesFor } from '../lines/case-names';
import { signOfRow, signSchema } from '../lines/sign';
import type { Deps } from '../ports';
import { shownInstant, toInstant, words } from '../schema';
import type { FindingListRow } from './findings';

const said = z.strictObject({
  at: shownInstant,
  by: z.string().meta({ description: 'Name of a member of staff' }),
  text: z.string().nullable(),
});

export const findingSchema = z
  .strictObject({
    caseId: z.string(),
    findingId: z.string(),
    caseNumber: z.string(),
    title: z.string(),
    seq: z.int(),
    organisationId: z.string(),
    ...caseNamesShape,
    kind: z.string(),
    kindName: words,
    text: z.string(),
    source: z.enum(FINDING_SOURCES),
    sourceName: words,
    checkIds: z.array(z.string()).meta({ description: 'The spot checks whose visit found it' }),
    status: z.enum(['OPEN', 'ANSWERED', 'VERIFIED']),
    statusName: words,
    responsible: words,
    raisedAt: shownInstant,
    daysOpen: z.int().meta({ description: 'Whole days since it was raised, or until it was verified' }),
    turn: z
      .strictObject({
        role: z.string(),
        roleName: words,
        organisationName: z.string(),
        people: z.array(z.strictObject({ id: z.string(), displayName: z.string() })),
      })
      .nullable()
      .meta({ description: 'Who has to act now: put it right, or verify it; null once it is verified' }),
    sign: signSchema.nullable().meta({ description: 'Of the limit that runs: to put right, or to verify' }),
    repeated: z.boolean().meta({ description: 'The same kind was found at this case before' }),
    repeatedNear: z
      .int()
      .meta({ description: 'The same kind in this community in the twelve months before' }),
    timesFailed: z.int().meta({ description: 'How often it was not put right when somebody looked' }),
    answer: said.extend({ text: z.string(), fileIds: z.array(z.string()) }).nullable(),
    verdict: said.extend({ passed: z.boolean() }).nullable(),
  })
  .meta({ id: 'Finding' });
export type ShownFinding = z.input<typeof findingSchema>;

/** Rows as the board shows them, with every name in them. */
export async function showFindings(deps: Deps, rows: readonly FindingListRow[], now: Instant) {
  const { reference } = deps.ledger;
  const who = rows.flatMap(({ finding: { answers, verdicts } }) =>
    [...answers, ...verdicts].map(({ by }) => by),
  );
  const versions = [...new Set(rows.map((row) => row.programme_version_id))];
  const [names, calendars, tree, people, programmes] = await Promise.all([
    namesFor(reference, rows),
    reference.calendars(),
    reference.organisations(),
    deps.prisma.person.findMany({ where: { id: { in: who } }, select: { id: true, displayName: true } }),
    Promise.all(versions.map(async (version) => [version, await reference.programme(version)] as const)),
  ]);
  const nameOf = (personId: string): string =>
    people.find((one) => one.id === personId)?.displayName ?? personId;
  const byVersion = new Map(programmes);
  return rows.map((row): ShownFinding => {
    const { finding } = row;
    const programme = byVersion.get(row.programme_version_id);
    if (programme === undefined) throw new Error('a case has a programme');
    return {
      ...{
        caseId: row.case_id,
        findingId: row.finding_id,
        caseNumber: row.number,
        title: row.title,
        seq: row.seq,
      },
      ...{ organisationId: row.organisation_id, ...names(row) },
      ...{ kind: finding.kind, kindName: findingName({ programme }, finding.kind), text: finding.text },
      ...{ source: finding.source, sourceName: SOURCE_NAMES[finding.source], checkIds: finding.checkIds },
      ...{
        status: row.status,
        statusName: FINDING_STATUS_NAMES[row.status],
        responsible: postName(finding.responsible),
        raisedAt: toInstant(row.raised_at),
      },
      sign: row.status === 'VERIFIED' ? null : signOfRow(dueRow(row), calendars, now),
      daysOpen: daysBetween(finding.raisedAt, toInstant(row.verified_at) ?? now),
      turn: turnOf(row, tree),
      ...{ repeated: row.repeated, repeatedNear: row.again_near, timesFailed: row.times_failed },
      ...lastSaid(finding, nameOf),
    };
  });
}

const daysBetween = (from: Instant, to: Instant): number => Math.floor(msBetween(from, to) / DAY_MS);

function turnOf(row: FindingListRow, tree: ReadonlyMap<string, OrganisationNode>): ShownFinding['turn'] {
  const { owner_role: role, owner_place: place, holders } = row;
  if (role === null || place === null) return null;
  const organisationName = tree.get(place)?.name ?? place;
  return { role, roleName: ROLE_WORDS[role as StageRole], organisationName, people: holders ?? [] };
}

const dueRow = (row: FindingListRow) =>
  ({
    ...{ due_at: row.due_at, unit: row.unit, owner_organisation_id: row.organisation },
    ...{ provisional: row.provisional, organisation_id: row.organisation_id },
    ...{ paused_clock: null, paused_place: null },
  }) as Parameters<typeof signOfRow>[0];

/** The last answer and the last verdict. */
function lastSaid(
  { answers, verdicts }: Pick<Finding, 'answers' | 'verdicts'>,
  nameOf: (id: string) => string,
) {
  const [answer, verdict] = [answers.at(-1), verdicts.at(-1)];
  return {
    answer: answer === undefined ? null : { ...answer, by: nameOf(answer.by) },
    verdict:
      verdict === undefined
        ? null
        : { at: verdict.at, by: nameOf(verdict.by), text: verdict.note, passed: verdict.passed },
  };
}
