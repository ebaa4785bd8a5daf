import { z } from 'zod';
import { defineRoute } from '../../route';
import { id } from '../../schema';
import { noSuchCheck } from '../../spot-check/no-such-check';
import { showCheck, spotCheckSchema } from './spot-check-schema';

const body = z
  .discriminatedUnion('type', [
    z.strictObject({
      type: z.literal('commit'),
      commitment: z.string().max(100).meta({ description: 'SHA-256 of the phrase in UTF-8, lower-case hex' }),
    }),
    z.strictObject({ type: z.literal('reveal'), phrase: z.string().max(400) }),
  ])
  .meta({ id: 'WitnessCommand' });

export const giveWitnessCommand = defineRoute({
  operation: 'giveWitnessCommand',
  method: 'post',
  path: '/api/v1/spot-checks/{checkId}/witness',
  tag: 'supervision',
  summary: 'A witness commits to a phrase, and tells it when all have committed',
  params: z.strictObject({ checkId: id }),
  body,
  idempotencyKey: 'required',
  answer: { status: 200, description: 'Recorded', body: spotCheckSchema },
  refuses: ['not-found', 'not-now', 'not-your-command', 'unknown-value', 'key-reused'],
  handle: async ({ deps: { ledger }, actor, params: { checkId }, body: command, idempotencyKey, now }) => {
    await ledger.spotChecks.command({ checkId, command, by: actor.personId, now, key: idempotencyKey ?? '' });
    const check = await ledger.spotChecks.load(checkId);
    if (check === null) throw noSuchCheck();
    return showCheck(check);
  },
});
