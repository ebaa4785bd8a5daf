import { z } from 'zod';
import { civilDateOf, compareInstants } from '../../../domain/calendar/instant';
import { FINDING_STATUS_NAMES } from '../../../domain/case/choices-overlay';
import { RESULT_NAMES } from '../../../domain/case/line-overlay';
import { INSPECTION_RESULTS } from '../../../domain/case/state';
import { STATUS_NAMES } from '../../../domain/case/status';
import { isQuarter, quarterOf, spanOfQuarter, type SheetRow } from '../../../domain/figures/check-sheet';
import {
  INSPECTED_NAMES,
  SHEET_COLUMNS,
  type NamedSheetRow,
} from '../../../domain/figures/check-sheet-columns';
import { CSV, fileAnswer, XLSX } from '../../figures/file-answer';
import type { Deps } from '../../ports';
import { languageOf } from '../../problem';
import { defineRoute } from '../../route';
import { civilDate, id, shownInstant, words } from '../../schema';
import { readSheet } from '../../supervision/read-sheet';

const visit = z.strictObject({
  visitedOn: civilDate,
  by: z.string().meta({ description: 'Name of a member of staff' }),
  result: z.enum(INSPECTION_RESULTS),
  resultName: words,
  percentDone: z.number().nullable(),
  percentPlanned: z.number().nullable(),
});

const row = z
  .strictObject({
    ...{ caseId: z.string(), number: z.string(), title: z.string() },
    ...{ organisationId: z.string(), organisationName: z.string(), statusName: words },
    beganOn: civilDate.nullable().meta({ description: 'When the works began' }),
    endedOn: civilDate.nullable().meta({ description: 'When they were accepted, done or given up; by now' }),
    inspected: z.enum(['done', 'due', 'missed', 'none']).meta({
      description:
        '`missed`: the quarter ended without a visit; `none`: no works ran that had to be looked at',
    }),
    inspectedName: words,
    visits: z.array(visit).meta({ description: 'Those of the quarter' }),
    findings: z.array(z.strictObject({ kindName: words, statusName: words, done: z.boolean() })),
    overruns: z.array(z.strictObject({ name: words, dueDate: civilDate, open: z.boolean() })),
    missing: z.array(words).meta({ description: 'Documents that stages already passed ask for' }),
    approvedFen: z.int().nullable(),
    overrides: z.array(z.strictObject({ per: z.string(), amountFen: z.int(), reason: z.string() })),
    track: z.string().nullable(),
    since: z
      .array(words)
      .meta({ description: 'What has become of it since the quarter ended; nothing while it runs' }),
    splitWith: z
      .array(z.string())
      .meta({ description: 'Numbers of projects that may be parts of the same one: a hint, not a verdict' }),
  })
  .meta({ id: 'CheckSheetRow' });

const sheet = z
  .strictObject({
    ...{
      asOf: shownInstant.meta({ description: 'The end of a quarter that is over' }),
      quarter: z.string(),
      organisationId: z.string(),
      organisationName: z.string(),
    },
    rows: z.array(row),
  })
  .meta({ id: 'CheckSheet' });

export const showCheckSheet = defineRoute({
  operation: 'showCheckSheet',
  method: 'get',
  path: '/api/v1/inspections/sheet',
  tag: 'supervision',
  summary: 'The sheet of a town’s quarterly check (季度检查表): every project whose works ran in the quarter',
  description:
    'Projects as they stood when the quarter ended, made from their ledgers, with what has happened since; as they stand now while it runs. `Accept: text/csv` or the type of .xlsx answers the lines as a file.',
  query: z.strictObject({
    organisationId: id,
    quarter: z
      .string()
      .refine(isQuarter, 'expected a quarter, as 2026-Q4')
      .optional()
      .meta({ description: 'Left out, the present one', example: '2026-Q4' }),
  }),
  answer: { status: 200, description: 'The sheet', body: sheet, also: [CSV, XLSX] },
  refuses: ['unknown-reference', 'too-many-lines'],
  handle: async ({ deps, organisation, query, now, request, setHeader }) => {
    const quarter = query.quarter ?? quarterOf(civilDateOf(now));
    const rows = await withNames(deps, await readSheet(deps, { path: organisation.path, quarter, now }));
    setHeader('Vary', 'Accept, Accept-Language');
    const media = request.accepts(['application/json', CSV, XLSX]);
    if (media === CSV || media === XLSX) {
      const lang = languageOf(request);
      const lines = [
        SHEET_COLUMNS.map(({ title }) => title[lang]),
        ...rows.map((one) => SHEET_COLUMNS.map(({ value }) => value(one, lang))),
      ];
      return fileAnswer({
        ...{ format: media === CSV ? 'csv' : 'xlsx', sheet: quarter },
        fileName: `check-sheet-${organisation.id}-${quarter}`,
        lines: (async function* () {
          yield await Promise.resolve(lines);
        })(),
      });
    }
    const tree = await deps.ledger.reference.organisations();
    const organisationName = tree.get(organisation.id)?.name ?? organisation.id;
    const { until } = spanOfQuarter(quarter);
    const asOf = compareInstants(now, until) < 0 ? now : until;
    return { asOf, quarter, organisationId: organisation.id, organisationName, rows: rows.map(shown) };
  },
});

async function withNames(
  { prisma, ledger }: Pick<Deps, 'prisma' | 'ledger'>,
  rows: readonly SheetRow[],
): Promise<NamedSheetRow[]> {
  const who = new Set(rows.flatMap(({ visits }) => visits.map(({ by }) => by)));
  const [tree, people] = await Promise.all([
    ledger.reference.organisations(),
    prisma.person.findMany({ where: { id: { in: [...who] } }, select: { id: true, displayName: true } }),
  ]);
  const names = new Map(people.map(({ id: personId, displayName }) => [personId, displayName]));
  return rows.map((one) => ({
    ...one,
    organisationName: tree.get(one.organisationId)?.name ?? one.organisationId,
    visits: one.visits.map((made) => ({ ...made, byName: names.get(made.by) ?? made.by })),
  }));
}

const shown = ({ status, visits, findings, ...one }: NamedSheetRow): z.input<typeof row> => ({
  ...one,
  statusName: STATUS_NAMES[status],
  inspectedName: INSPECTED_NAMES[one.inspected],
  visits: visits.map(({ byName, ...made }) => ({
    ...{ ...made, by: byName, resultName: RESULT_NAMES[made.result] },
  })),
  findings: findings.map(({ kindName, status: at }) => ({
    ...{ kindName, statusName: FINDING_STATUS_NAMES[at], done: at === 'VERIFIED' },
  })),
  overruns: [...one.overruns],
  missing: [...one.missing],
  overrides: [...one.overrides],
  since: [...one.since],
  splitWith: [...one.splitWith],
});
