import { z } from 'zod';
import { DUTY_GROUPS, dutySpans } from '../../../domain/case/duty-groups';
import { decodeCursor, pageOf, pageQuery, toPage } from '../../cursor';
import { dutySchema, showDuties } from '../../duties/duty';
import { caseFits, dutyFilters } from '../../duties/question';
import { readDuties, type DutyRow } from '../../duties/read-duties';
import { placeAsked } from '../../lines/place';
import { defineRoute } from '../../route';
import { toInstant } from '../../schema';

/** Where the page before ended. */
const keys = z.tuple([z.union([z.literal('infinity'), z.iso.datetime()]), z.string(), z.string()]);
const keysOf = (row: DutyRow) => [toInstant(row.due_at) ?? 'infinity', row.case_id, row.key];

export const listDuties = defineRoute({
  operation: 'listDuties',
  method: 'get',
  path: '/api/v1/duties',
  tag: 'work',
  summary: 'What I must do now, by name, by post, or in place of somebody absent: what is due soonest first',
  query: z.strictObject({
    ...pageQuery,
    ...dutyFilters,
    group: z.enum(DUTY_GROUPS).optional().meta({
      description: 'By when it falls due: `week` ends on Sunday, `later` also has what has no limit',
    }),
    overdue: z.enum(['true', 'false']).default('false').meta({ description: 'The same as group=overdue' }),
  }),
  answer: {
    status: 200,
    description: 'A page of duties',
    body: z.strictObject({
      ...pageOf(dutySchema).shape,
      next: dutySchema
        .nullable()
        .meta({ description: 'Of a group with nothing in it: what falls due next after it' }),
    }),
  },
  refuses: ['cursor-invalid', 'not-found'],
  handle: async ({ deps, actor, query, now }) => {
    const after = decodeCursor(query.cursor, keys);
    const cases = caseFits(query, await placeAsked(deps, query.organisationId));
    const group = query.overdue === 'true' ? 'overdue' : query.group;
    const span = group === undefined ? { after: null, until: null } : dutySpans(now)[group];
    const limit = query.limit + 1;
    const rows = await readDuties(deps.prisma, actor, { span, cases, after, limit });
    const nothing = rows.length === 0 && after === null && span.until !== null;
    const beyond = { span: { after: span.until, until: null }, cases, after: null, limit: 1 };
    const following = nothing ? await readDuties(deps.prisma, actor, beyond) : [];
    const page = toPage(rows, query.limit, keysOf, (row) => row);
    const [next] = await showDuties(deps, following, now);
    return { ...page, items: await showDuties(deps, page.items, now), next: next ?? null };
  },
});
