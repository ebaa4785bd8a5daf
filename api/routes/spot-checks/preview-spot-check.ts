import { z } from 'zod';
import { DrawError } from '../../../domain/draw/errors';
import { quotasOf, type Stratum } from '../../../domain/draw/quotas';
import { defineRoute } from '../../route';
import { shownInstant, words } from '../../schema';
import { definitionBody } from './spot-check-schema';

const count = z.number().int();
const body = definitionBody
  .pick({ organisationId: true, frame: true, strata: true, size: true, minimum: true, exclusions: true })
  .meta({ id: 'SpotCheckQuestion' });

const previewed = z
  .strictObject({
    at: shownInstant,
    size: count,
    excluded: count.meta({ description: 'Of the exclusions, those that the frame holds' }),
    strata: z.array(z.strictObject({ key: z.string(), population: count, quota: count.nullable() })),
    problem: words.nullable().meta({ description: 'Why so many could not be drawn of these' }),
  })
  .meta({ id: 'SpotCheckPreview' });

/** So many of each stratum, or why that cannot be. */
function quotasNow(strata: readonly Stratum[], { size, minimum }: { size: number; minimum: number }) {
  const open = (problem: z.output<typeof words>) => ({
    problem,
    strata: strata.map((stratum) => ({ ...stratum, quota: null })),
  });
  if (strata.length === 0)
    return open({
      zh: '范围内没有事项，请放宽条件。',
      en: 'The frame holds no case: ask for less.',
    });
  try {
    return { problem: null, strata: quotasOf(strata, size, minimum) };
  } catch (error) {
    if (error instanceof DrawError) return open({ zh: error.zh, en: error.en });
    throw error;
  }
}

export const previewSpotCheck = defineRoute({
  operation: 'previewSpotCheck',
  method: 'post',
  path: '/api/v1/spot-checks/preview',
  tag: 'supervision',
  summary: 'What a frame holds at this moment and how many of each stratum would be drawn; nothing is kept',
  description: 'Before the freeze: the population is counted anew when the check is defined.',
  body,
  answer: { status: 200, description: 'Counted now', body: previewed },
  refuses: ['unknown-reference'],
  handle: async ({ deps: { ledger }, organisation, body: asked, now }) => {
    const found = await ledger.spotChecks.preview({ definition: asked, orgPath: organisation.path, now });
    return { at: now, size: found.size, excluded: found.excluded, ...quotasNow(found.strata, asked) };
  },
});
