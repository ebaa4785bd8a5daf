import { z } from 'zod';
import { readClocks, type ListedClock } from '../../figures/clock-list';
import { onTimeQuery, placesOf, spanOf } from '../../figures/question';
import { decodeCursor, pageOf, pageQuery, toPage } from '../../cursor';
import { defineRoute } from '../../route';
import { id, toInstant } from '../../schema';
import { figureName, listedClockSchema } from './figures-schema';

const keys = z.tuple([z.iso.datetime(), z.string().max(64), z.string().max(100)]);

const showListed = (row: ListedClock) => ({
  ...{ caseId: row.case_id, number: row.number, title: row.title, programmeCode: row.programme_code },
  ...{ organisationId: row.organisation_id, clockId: row.clock_id, kind: row.kind, stageId: row.stage_id },
  owner: { role: row.owner_role, organisationId: row.owner_organisation_id },
  ...{ startedAt: toInstant(row.started_at), dueAt: toInstant(row.due_at) },
  ...{ stoppedAt: toInstant(row.stopped_at), overdueAt: toInstant(row.overdue_at) },
  ...{ verdict: row.verdict, verdictRecomputed: row.verdict_recomputed, unit: row.unit },
  ...{ usedNet: row.used_net, usedGross: row.used_gross, pauses: row.pauses, extensions: row.extensions },
});

export const listOnTimeClocks = defineRoute({
  operation: 'listOnTimeClocks',
  method: 'get',
  path: '/api/v1/figures/on-time/clocks',
  tag: 'work',
  summary: 'The clocks behind an on-time figure, newest first',
  description: 'Of cases you may see. The lines of the figures carry the query; `figure` says which figure.',
  query: z.strictObject({
    ...pageQuery,
    ...onTimeQuery,
    figure: figureName.default('stopped'),
    reach: z
      .enum(['own', 'tree'])
      .default('tree')
      .meta({ description: 'The organisation by itself, or with everything below it' }),
    stage: id.optional(),
    wholeCase: z.literal('true').optional().meta({ description: 'Only limits of the case as a whole' }),
  }),
  answer: { status: 200, description: 'A page of clocks', body: pageOf(listedClockSchema) },
  refuses: ['cursor-invalid', 'not-found'],
  handle: async ({ deps, scope, query, now }) => {
    const { from, until } = spanOf(query, now);
    const places = await placesOf(deps, scope, query.organisationId);
    const own = query.reach === 'own' && query.organisationId !== undefined;
    const after = decodeCursor(query.cursor, keys);
    const rows = await readClocks(deps.prisma, {
      ...{ list: query.figure, from, until, programme: query.programme, now, limit: query.limit },
      organisationIds: own ? [query.organisationId ?? ''] : [...places.keys()],
      paths: scope.paths,
      stage: query.wholeCase === 'true' ? null : query.stage,
      after: after && { at: new Date(after[0]), caseId: after[1], clockId: after[2] },
    });
    return toPage(rows, query.limit, (row) => [row.at.toISOString(), row.case_id, row.clock_id], showListed);
  },
});
