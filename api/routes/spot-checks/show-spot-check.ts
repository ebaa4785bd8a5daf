import { z } from 'zod';
import { defineRoute } from '../../route';
import { id } from '../../schema';
import { noSuchCheck } from '../../spot-check/no-such-check';
import { recordLine, showCheck, showLine, spotCheckSchema } from './spot-check-schema';

const shown = z
  .strictObject({
    check: spotCheckSchema,
    record: z.array(recordLine).meta({ description: 'Every line, the first one first' }),
  })
  .meta({ id: 'SpotCheckRecord' });

export const showSpotCheck = defineRoute({
  operation: 'showSpotCheck',
  method: 'get',
  path: '/api/v1/spot-checks/{checkId}',
  tag: 'supervision',
  summary: 'The published record of a spot check',
  params: z.strictObject({ checkId: id }),
  answer: { status: 200, description: 'The check with its record', body: shown },
  refuses: ['not-found'],
  handle: async ({ deps: { ledger }, params: { checkId } }) => {
    const check = await ledger.spotChecks.load(checkId);
    if (check === null) throw noSuchCheck();
    const record = await ledger.spotChecks.record(checkId);
    return { check: showCheck(check), record: record.map(showLine) };
  },
});
