import { z } from 'zod';
import { Refusal } from '../../../domain/errors';
import { defineRoute } from '../../route';
import { id } from '../../schema';
import { rolloutWithFigures, showWithFigures } from './rollout-schema';

export const showRollout = defineRoute({
  operation: 'showRollout',
  method: 'get',
  path: '/api/v1/rollouts/{rolloutId}',
  tag: 'rules',
  summary: 'How far a rollout is and what it moved, in figures',
  params: z.strictObject({ rolloutId: id }),
  answer: { status: 200, description: 'The rollout', body: rolloutWithFigures },
  refuses: ['not-found'],
  handle: async ({ deps: { ledger }, params }) => {
    const shown = await ledger.rollouts.show(params.rolloutId);
    if (shown === null) throw new Refusal('not-found');
    return showWithFigures(shown);
  },
});
