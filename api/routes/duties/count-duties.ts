import { z } from 'zod';
import { dutySpans } from '../../../domain/case/duty-groups';
import { countAwaited } from '../../duties/awaited';
import { caseFits, dutyFilters } from '../../duties/question';
import { countDuties as count } from '../../duties/read-duties';
import { placeAsked } from '../../lines/place';
import { defineRoute } from '../../route';

const countsSchema = z
  .strictObject({
    overdue: z.int(),
    today: z.int(),
    week: z.int(),
    later: z.int(),
    awaiting: z.int().meta({ description: 'Reminders that wait for my acknowledgement (签收)' }),
  })
  .meta({ id: 'DutyCounts' });

export const countDuties = defineRoute({
  operation: 'countDuties',
  method: 'get',
  path: '/api/v1/duties/counts',
  tag: 'work',
  summary: 'How many of my duties are in each group of the desk',
  query: z.strictObject(dutyFilters),
  answer: { status: 200, description: 'One number for each group', body: countsSchema },
  refuses: ['not-found'],
  handle: async ({ deps, actor, query, now }) => {
    const cases = caseFits(query, await placeAsked(deps, query.organisationId));
    const [duties, awaiting] = await Promise.all([
      count(deps.prisma, actor, cases, dutySpans(now)),
      countAwaited(deps.prisma, actor, cases),
    ]);
    return { ...duties, awaiting };
  },
});
