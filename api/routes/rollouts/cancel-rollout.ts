import { z } from 'zod';
import { Refusal } from '../../../domain/errors';
import { defineRoute } from '../../route';
import { id } from '../../schema';
import { requireCovered, rolloutWithFigures, showWithFigures } from './rollout-schema';

export const cancelRollout = defineRoute({
  operation: 'cancelRollout',
  method: 'post',
  path: '/api/v1/rollouts/{rolloutId}/cancel',
  tag: 'rules',
  summary: 'End a rollout where it is',
  description:
    'Dates that it has moved stay moved, and the posts concerned are told of them. Cancelling twice changes nothing.',
  params: z.strictObject({ rolloutId: id }),
  answer: { status: 200, description: 'Cancelled', body: rolloutWithFigures },
  refuses: ['not-found', 'rollout-over'],
  handle: async ({ deps: { ledger }, actor, scope, params: { rolloutId }, now }) => {
    const { rollouts } = ledger;
    const found = await rollouts.show(rolloutId);
    if (found === null) throw new Refusal('not-found');
    requireCovered(found.cause, scope);
    await rollouts.cancel({ rolloutId, by: actor.personId, now });
    const shown = await rollouts.show(rolloutId);
    if (shown === null) throw new Error('the rollout is gone');
    return showWithFigures(shown);
  },
});
