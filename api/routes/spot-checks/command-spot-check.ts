import { z } from 'zod';
import { defineRoute } from '../../route';
import { id, line } from '../../schema';
import { noSuchCheck } from '../../spot-check/no-such-check';
import { showCheck, spotCheckSchema } from './spot-check-schema';

const reason = line(200).meta({ description: 'Published: no names of residents' });
const value = z.string().max(100);

const body = z
  .discriminatedUnion('type', [
    z.strictObject({ type: z.literal('enter-number'), value }),
    z.strictObject({ type: z.literal('confirm-number'), value }),
    z.strictObject({ type: z.literal('phrase'), phrase: z.string().max(400) }),
    z.strictObject({ type: z.literal('assign'), caseNumber: line(40), personId: id, reason }),
    z.strictObject({ type: z.literal('replace'), gone: line(40), reason }),
    z.strictObject({ type: z.literal('cancel'), reason }),
    z.strictObject({ type: z.literal('close'), reason }),
  ])
  .meta({ id: 'SpotCheckCommand' });

export const commandSpotCheck = defineRoute({
  operation: 'commandSpotCheck',
  method: 'post',
  path: '/api/v1/spot-checks/{checkId}/commands',
  tag: 'supervision',
  summary:
    'Enter or confirm the public number, type the phrase of an unannounced check, name an inspector, replace a project that is gone, cancel or close a spot check',
  params: z.strictObject({ checkId: id }),
  body,
  idempotencyKey: 'required',
  answer: { status: 200, description: 'Recorded', body: spotCheckSchema },
  refuses: [
    'not-found',
    'not-now',
    'unknown-reference',
    'same-person',
    'unknown-value',
    'value-required',
    'population-changed',
    'key-reused',
  ],
  handle: async ({
    deps: { ledger },
    actor,
    scope,
    params: { checkId },
    body: command,
    idempotencyKey,
    now,
  }) => {
    const { spotChecks } = ledger;
    const before = await spotChecks.load(checkId);
    if (before === null || !scope.covers(before.orgPath)) throw noSuchCheck();
    await spotChecks.command({ checkId, command, by: actor.personId, now, key: idempotencyKey ?? '' });
    // Whoever types the phrase sees the sample at once; with people of the works the workflow goes on by itself.
    if (command.type === 'phrase') await spotChecks.advance({ checkId, now });
    const check = await spotChecks.load(checkId);
    if (check === null) throw noSuchCheck();
    return showCheck(check);
  },
});
