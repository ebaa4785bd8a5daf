import { z } from 'zod';
import type { Instant } from '../../../domain/calendar/instant';
import { findingName } from '../../../domain/case/line-overlay';
import { SOURCE_NAMES } from '../../../domain/case/choices-overlay';
import { FINDING_SOURCES, type Finding } from '../../../domain/case/state';
import { postName } from '../../../domain/programme/render-words';
import { decodeCursor, pageOf, pageQuery, toPage } from '../../cursor';
import { caseNamesShape, namesFor } from '../../lines/case-names';
import { placeAsked } from '../../lines/place';
import { signOfRow, signSchema } from '../../lines/sign';
import type { Deps } from '../../ports';
import { defineRoute } from '../../route';
import type { Scope } from '../../scope';
import { id, shownInstant, toInstant, words } from '../../schema';
import {
  FINDING_FILTERS,
  readFindings,
  type FindingListRow,
  type FindingsAsked,
} from '../../supervision/findings';

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
    checkId: z.string().nullable(),
    status: z.enum(['OPEN', 'ANSWERED', 'VERIFIED']),
    responsible: words,
    raisedAt: shownInstant,
    sign: signSchema.nullable().meta({ description: 'Of the limit that runs: to put right, or to verify' }),
    repeated: z.boolean().meta({ description: 'The same kind was found at this case before' }),
    repeatedNear: z
      .int()
      .meta({ description: 'The same kind in this community in the twelve months before' }),
    timesFailed: z.int().meta({ description: 'How often it was not put right when somebody looked' }),
    answer: said.extend({ fileIds: z.array(z.string()) }).nullable(),
    verdict: said.extend({ passed: z.boolean() }).nullable(),
  })
  .meta({ id: 'Finding' });

export const findingFilters = {
  organisationId: id.optional().meta({ description: 'This organisation and everything below it' }),
  status: z.enum(FINDING_FILTERS).default('open').meta({ description: '`open`: not verified yet' }),
  kind: id.optional(),
  source: z.enum(FINDING_SOURCES).optional(),
  checkId: id.optional(),
  overdue: z.enum(['true', 'false']).default('false'),
};

/** What a request asks for, of the places its caller covers. */
export async function findingsAsked(
  deps: Deps,
  scope: Scope,
  query: z.output<z.ZodObject<typeof findingFilters>>,
  now: Instant,
): Promise<FindingsAsked> {
  const place = await placeAsked(deps, query.organisationId, scope);
  return {
    paths: place === null ? scope.paths : [place.path],
    ...{ status: query.status, kind: query.kind ?? null, source: query.source ?? null },
    ...{ checkId: query.checkId ?? null, overdue: query.overdue === 'true', now },
  };
}

const keys = z.tuple([
  z.union([z.literal('infinity'), z.iso.datetime()]),
  z.string().max(64),
  z.string().max(64),
]);

/** Rows as the board shows them, with every name in them. */
export async function showFindings(deps: Deps, rows: readonly FindingListRow[], now: Instant) {
  const { reference } = deps.ledger;
  const who = rows.flatMap(({ finding: { answers, verdicts } }) =>
    [...answers, ...verdicts].map(({ by }) => by),
  );
  const versions = [...new Set(rows.map((row) => row.programme_version_id))];
  const [names, calendars, people, programmes] = await Promise.all([
    namesFor(reference, rows),
    reference.calendars(),
    deps.prisma.person.findMany({ where: { id: { in: who } }, select: { id: true, displayName: true } }),
    Promise.all(versions.map(async (version) => [version, await reference.programme(version)] as const)),
  ]);
  const nameOf = (personId: string): string =>
    people.find((one) => one.id === personId)?.displayName ?? personId;
  const byVersion = new Map(programmes);
  return rows.map((row): z.input<typeof findingSchema> => {
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
      ...{ source: finding.source, sourceName: SOURCE_NAMES[finding.source], checkId: finding.checkId },
      ...{
        status: row.status,
        responsible: postName(finding.responsible),
        raisedAt: toInstant(row.raised_at),
      },
      sign: row.status === 'VERIFIED' ? null : signOfRow(dueRow(row), calendars, now),
      ...{ repeated: row.repeated, repeatedNear: row.again_near, timesFailed: row.times_failed },
      ...lastSaid(finding, nameOf),
    };
  });
}

const dueRow = (row: FindingListRow) =>
  ({
    ...{ due_at: row.due_at, unit: row.unit, owner_organisation_id: row.organisation },
    ...{ provisional: row.provisional, organisation_id: row.organisation_id },
    ...{ paused_clock: null, paused_place: null },
  }) as Parameters<typeof signOfRow>[0];

/** The last answer and the last verdict. */
export function lastSaid(
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

export const listFindings = defineRoute({
  operation: 'listFindings',
  method: 'get',
  path: '/api/v1/findings',
  tag: 'supervision',
  summary: 'What was found and must be put right, the longest overdue first',
  query: z.strictObject({ ...pageQuery, ...findingFilters }),
  answer: { status: 200, description: 'A page of findings', body: pageOf(findingSchema) },
  refuses: ['cursor-invalid', 'not-found'],
  handle: async ({ deps, scope, query, now }) => {
    const after = decodeCursor(query.cursor, keys);
    const rows = await readFindings(
      deps.prisma,
      await findingsAsked(deps, scope, query, now),
      after,
      query.limit + 1,
    );
    const keysOf = (row: FindingListRow) => [
      (row.status === 'VERIFIED' ? null : toInstant(row.due_at)) ?? 'infinity',
      row.case_id,
      row.finding_id,
    ];
    const page = toPage(rows, query.limit, keysOf, (row) => row);
    return { ...page, items: await showFindings(deps, page.items, now) };
  },
});
