import { z } from 'zod';
import { defineRoute } from '../../route';
import { id } from '../../schema';
import { requireCovered, rolloutWithFigures, showWithFigures } from './rollout-schema';

const dryRun = z.boolean().meta({ description: 'Only say what would move; write nothing else' });

const body = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('calendar'), year: z.number().int().min(2000).max(2200), dryRun }),
    z.strictObject({ kind: z.literal('closure'), closureId: id, dryRun }),
    z.strictObject({ kind: z.literal('hours'), organisationId: id, dryRun }),
    z.strictObject({
      kind: z.literal('programme'),
      code: id,
      version: z.number().int().min(1).optional().meta({ description: 'Left out: the newest one in force' }),
      dryRun,
    }),
  ])
  .meta({ id: 'RolloutRequest' });

export const startRollout = defineRoute({
  operation: 'startRollout',
  method: 'post',
  path: '/api/v1/rollouts',
  tag: 'rules',
  summary: 'Compute the dates of open cases anew, by today’s calendar or a newer version of a programme',
  description:
    'Goes on in the background, also when the engine is down just now. Changing a calendar starts one by itself. ' +
    'For a programme, limits that run take over the newer version; what people extended or shortened stays.',
  body,
  idempotencyKey: 'required',
  answer: { status: 202, description: 'Begun', body: rolloutWithFigures },
  refuses: ['rollout-running', 'unknown-reference', 'calendar-year-missing', 'not-found', 'key-reused'],
  handle: async ({
    deps: { ledger },
    actor,
    scope,
    body: { dryRun: dry, ...asked },
    idempotencyKey,
    now,
  }) => {
    const { rollouts } = ledger;
    const cause = await rollouts.causeOf(asked, now);
    requireCovered(cause, scope);
    const started = await rollouts.start({
      ...{ cause, by: actor.personId, now, dryRun: dry },
      ...(idempotencyKey !== null && { key: idempotencyKey }),
    });
    const shown = await rollouts.show(started);
    if (shown === null) throw new Error('the rollout was not written');
    return showWithFigures(shown);
  },
});
