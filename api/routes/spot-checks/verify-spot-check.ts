import { z } from 'zod';
import { defineRoute } from '../../route';
import { id } from '../../schema';

const verified = z
  .strictObject({
    recordWhole: z.boolean().meta({ description: 'Every line is chained to the one before it' }),
    changedLines: z.array(z.strictObject({ from: z.number().int(), to: z.number().int() })).meta({
      description: 'Lines of the population that are no longer what was frozen; the header is line 1',
    }),
    phrasesFit: z
      .boolean()
      .nullable()
      .meta({ description: 'Whether what was told is what was committed to; null before, or with a number' }),
    inspectorsRepeat: z
      .boolean()
      .nullable()
      .meta({ description: 'Whether inspectors are assigned as the rule does; null before they are' }),
    sampleRepeats: z
      .boolean()
      .nullable()
      .meta({ description: 'Whether population, seed and rule make this sample; null before it is drawn' }),
  })
  .meta({ id: 'SpotCheckVerified' });

export const verifySpotCheck = defineRoute({
  operation: 'verifySpotCheck',
  method: 'get',
  path: '/api/v1/spot-checks/{checkId}/verify',
  tag: 'supervision',
  summary: 'Compute anew whether record, population and sample of a spot check fit together',
  params: z.strictObject({ checkId: id }),
  answer: { status: 200, description: 'What was found', body: verified },
  refuses: ['not-found'],
  handle: async ({ deps: { ledger }, params: { checkId } }) => {
    const { changedLines, ...found } = await ledger.spotChecks.verify(checkId);
    return { ...found, changedLines: [...changedLines] };
  },
});
