import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { Refusal } from '../../../domain/errors';
import { defineRoute, Raw } from '../../route';
import { id } from '../../schema';
import { noSuchCheck } from '../../spot-check/no-such-check';

const CSV = 'text/csv';

export const showPopulation = defineRoute({
  operation: 'showPopulation',
  method: 'get',
  path: '/api/v1/spot-checks/{checkId}/population',
  tag: 'supervision',
  summary:
    'The frozen population of a spot check as it is published: repeat the draw with it (docs/random-draw.md)',
  params: z.strictObject({ checkId: id }),
  answer: { status: 200, description: 'The file whose SHA-256 is in the record', media: CSV },
  refuses: ['not-found'],
  handle: async ({ deps: { ledger }, params: { checkId } }) => {
    const check = await ledger.spotChecks.load(checkId);
    if (check === null) throw noSuchCheck();
    if (check.state.frozen === null)
      throw new Refusal('not-found', {
        zh: '总体名单尚未封存。',
        en: 'The population is not frozen yet.',
      });
    return new Raw((response) => {
      response.setHeader('Content-Disposition', `attachment; filename="population-${checkId}.csv"`);
      response.setHeader('Content-Type', `${CSV}; charset=utf-8`);
      return pipeline(Readable.from(ledger.spotChecks.population(checkId)), response);
    });
  },
});
