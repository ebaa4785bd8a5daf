import { z } from 'zod';
import { postName } from '../../../domain/programme/render-words';
import { STATUS_NAMES, type CaseStatus } from '../../../domain/case/status';
import { startOfDay } from '../../../domain/calendar/instant';
import type { StageRole } from '../../../domain/roles';
import { decodeCursor, pageOf, pageQuery, toPage } from '../../cursor';
import { caseNamesShape, namesFor } from '../../lines/case-names';
import { placeAsked } from '../../lines/place';
import { signOfRow, signSchema } from '../../lines/sign';
import { defineRoute } from '../../route';
import { civilDate, id, shownInstant, toInstant, words } from '../../schema';
import { readVisits, VISIT_KINDS, type VisitRow } from '../../supervision/visits';

const visitSchema = z
  .strictObject({
    caseId: z.string(),
    clockId: z.string(),
    asks: z.enum(VISIT_KINDS),
    name: words.meta({ description: 'Which inspection: 2026 年第 2 季度检查' }),
    caseNumber: z.string(),
    title: z.string(),
    statusName: words,
    itemType: words.nullable(),
    seq: z.int(),
    organisationId: z.string(),
    ...caseNamesShape,
    owner: words.nullable().meta({ description: 'The post that has to go' }),
    person: z
      .strictObject({ personId: z.string(), displayName: z.string() })
      .nullable()
      .meta({ description: 'Whom a spot check has sent; null: whoever holds the post' }),
    dueAt: shownInstant,
    sign: signSchema,
  })
  .meta({ id: 'VisitDue' });

const keys = z.tuple([z.iso.datetime(), z.string().max(64), z.string().max(100)]);

export const visitFilters = {
  organisationId: id.optional().meta({ description: 'This organisation and everything below it' }),
  kind: z.enum(VISIT_KINDS).optional(),
};

export const listInspections = defineRoute({
  operation: 'listInspections',
  method: 'get',
  path: '/api/v1/inspections',
  tag: 'supervision',
  summary:
    'Where somebody has to go: inspections, visits of spot checks and follow-ups, what is due soonest first',
  query: z.strictObject({
    ...pageQuery,
    ...visitFilters,
    mine: z.enum(['true', 'false']).default('false').meta({
      description: 'Without visits that were ordered from somebody else by name',
    }),
    dueFrom: civilDate.optional().meta({ description: 'Due on this day or later' }),
    dueBefore: civilDate.optional().meta({ description: 'Due before this day' }),
    overdue: z.enum(['true', 'false']).optional(),
  }),
  answer: { status: 200, description: 'A page of the visiting list', body: pageOf(visitSchema) },
  refuses: ['cursor-invalid', 'not-found'],
  handle: async ({ deps, scope, actor, query, now }) => {
    const after = decodeCursor(query.cursor, keys);
    const place = await placeAsked(deps, query.organisationId, scope);
    const asked = {
      paths: place === null ? scope.paths : [place.path],
      kind: query.kind ?? null,
      dueFrom: query.dueFrom === undefined ? null : startOfDay(query.dueFrom),
      dueBefore: query.dueBefore === undefined ? null : startOfDay(query.dueBefore),
      overdue: query.overdue === undefined ? null : { is: query.overdue === 'true', at: now },
      personId: query.mine === 'true' ? actor.personId : null,
    };
    const { reference } = deps.ledger;
    const rows = await readVisits(deps.prisma, asked, after, query.limit + 1);
    const [names, calendars, people] = await Promise.all([
      namesFor(reference, rows),
      reference.calendars(),
      deps.prisma.person.findMany({
        where: { id: { in: rows.flatMap(({ person_id: one }) => (one === null ? [] : [one])) } },
        select: { id: true, displayName: true },
      }),
    ]);
    const programmes = new Map(
      await Promise.all(
        [...new Set(rows.map((row) => row.programme_version_id))].map(
          async (version) => [version, await reference.programme(version)] as const,
        ),
      ),
    );
    const shown = (row: VisitRow): z.input<typeof visitSchema> => {
      const sign = signOfRow({ ...row, paused_clock: null, paused_place: null }, calendars, now);
      if (sign === null || row.due_at === null) throw new Error('a running clock has an end');
      const { 'item-types': types = [] } = programmes.get(row.programme_version_id) ?? {};
      const level = row.owner_organisation_id;
      const person = people.find(({ id: one }) => one === row.person_id);
      return {
        ...{ caseId: row.case_id, clockId: row.clock_id, asks: row.clock_kind, seq: row.seq },
        name: row.name ?? { zh: row.clock_id, en: row.clock_id },
        ...{ caseNumber: row.number, title: row.title, statusName: STATUS_NAMES[row.status as CaseStatus] },
        itemType: types.find(({ id: one }) => one === row.item_type)?.name ?? null,
        ...{ organisationId: row.organisation_id, ...names(row) },
        owner: ownerWords(row.owner_role, levels.get(level ?? '')),
        person: person === undefined ? null : { personId: person.id, displayName: person.displayName },
        ...{ dueAt: toInstant(row.due_at), sign },
      };
    };
    const tree = await reference.organisations();
    const levels = new Map([...tree].map(([one, node]) => [one, node.level]));
    return toPage(rows, query.limit, (row) => [toInstant(row.due_at), row.case_id, row.clock_id], shown);
  },
});

type Level = Parameters<typeof postName>[0]['level'];

function ownerWords(role: string | null, level: Level | undefined) {
  return role === null || level === undefined ? null : postName({ role: role as StageRole, level });
}
