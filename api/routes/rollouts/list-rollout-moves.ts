import { z } from 'zod';
import { Refusal } from '../../../domain/errors';
import { MOVE_KINDS } from '../../../ledger/rollout/read';
import { decodeCursor, pageOf, pageQuery, toPage } from '../../cursor';
import { defineRoute } from '../../route';
import { id, shownInstant } from '../../schema';

const verdict = z.enum(['ON_TIME', 'OVERDUE']).nullable();

const moveSchema = z
  .strictObject({
    ...{ caseId: z.string(), number: z.string(), clockId: z.string() },
    oldDueAt: shownInstant,
    newDueAt: shownInstant.meta({ description: 'The same as before: the date stays and is certain now' }),
    provisional: z.boolean(),
    verdict: verdict.meta({ description: 'Of a clock that had stopped: as frozen then' }),
    verdictRecomputed: verdict.meta({ description: 'And by today’s calendar' }),
  })
  .meta({ id: 'RolloutMove' });

export const listRolloutMoves = defineRoute({
  operation: 'listRolloutMoves',
  method: 'get',
  path: '/api/v1/rollouts/{rolloutId}/moves',
  tag: 'rules',
  summary: 'The dates a rollout moved, or in a dry run would move, in the cases that your posts cover',
  params: z.strictObject({ rolloutId: id }),
  query: z.strictObject({ ...pageQuery, kind: z.enum(MOVE_KINDS).optional() }),
  answer: { status: 200, description: 'A page of dates', body: pageOf(moveSchema) },
  refuses: ['not-found', 'cursor-invalid'],
  handle: async ({ deps: { ledger }, scope, params: { rolloutId }, query }) => {
    if ((await ledger.rollouts.show(rolloutId)) === null) throw new Refusal('not-found');
    const after = decodeCursor(query.cursor, z.tuple([z.string().max(64), z.string().max(100)]));
    const rows = await ledger.rollouts.moves({
      ...{ rolloutId, paths: scope.paths, kind: query.kind ?? null, limit: query.limit + 1 },
      after: after && { caseId: after[0], clockId: after[1] },
    });
    return toPage(
      rows,
      query.limit,
      (row) => [row.caseId, row.clockId],
      (row) => ({ ...row }),
    );
  },
});
