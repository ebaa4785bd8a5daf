import { z } from 'zod';
import { Refusal } from '../../../domain/errors';
import { NAMING_FAULTS, loadOf, type NamingFault } from '../../../domain/spot-check/assign';
import { defineRoute } from '../../route';
import { id, line, words } from '../../schema';

const FAULTS = Object.keys(NAMING_FAULTS) as NamingFault[];

/** More than fit a list to choose from: words narrow it. */
const MOST = 100;

const offer = z
  .strictObject({
    ...{ personId: z.string(), name: z.string().meta({ description: 'With the place' }) },
    visits: z.int().meta({ description: 'Those of this check that they have already' }),
    fault: z.enum(FAULTS).nullable().meta({ description: 'Why they cannot be named; null: they can' }),
    faultName: words.nullable(),
  })
  .meta({ id: 'InspectorOffer' });

export const listInspectorOffers = defineRoute({
  operation: 'listInspectorOffers',
  method: 'get',
  path: '/api/v1/spot-checks/{checkId}/inspectors',
  tag: 'supervision',
  summary: 'Who can be named to go to a drawn case, and who cannot and why',
  description: 'Decided by the rule that takes or refuses the command `assign`. Those who can go come first.',
  params: z.strictObject({ checkId: id }),
  query: z.strictObject({
    caseNumber: line(40),
    text: line(40).optional().meta({ description: 'Words in the name or in that of the place' }),
  }),
  answer: {
    status: 200,
    description: 'People who hold a post with which somebody can be sent',
    body: z.strictObject({
      items: z.array(offer),
      left: z.int().meta({ description: 'So many more fit the words: narrow them' }),
    }),
  },
  refuses: ['not-found', 'not-now', 'unknown-value'],
  handle: async ({ deps: { ledger }, scope, params: { checkId }, query, now }) => {
    const check = await ledger.spotChecks.load(checkId);
    if (check === null || !scope.covers(check.orgPath)) throw new Refusal('not-found');
    const wanted = (query.text ?? '').split(/\s+/).filter((word) => word !== '');
    const load = loadOf(check.state);
    const { caseNumber } = query;
    const offers = await ledger.spotChecks.offers({ checkId, caseNumber, now });
    const fitting = offers.filter(({ candidate: { name } }) => wanted.every((word) => name.includes(word)));
    const items = fitting.slice(0, MOST).map(({ candidate: { personId, name }, fault }) => ({
      ...{ personId, name, visits: load.get(personId) ?? 0, fault },
      faultName: fault === null ? null : { zh: NAMING_FAULTS[fault].zh, en: NAMING_FAULTS[fault].en },
    }));
    return { items, left: fitting.length - items.length };
  },
});
