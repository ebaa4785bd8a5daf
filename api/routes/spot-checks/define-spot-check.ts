import type { Instant } from '../../../domain/calendar/instant';
import { refusalAt } from '../../../domain/errors';
import { definerOf } from '../../../domain/spot-check/define';
import type { Chance } from '../../../domain/spot-check/state';
import type { Deps } from '../../ports';
import { defineRoute } from '../../route';
import type { z } from 'zod';
import { definitionBody, showCheck, spotCheckSchema } from './spot-check-schema';

const MINUTE_MS = 60_000;

/** Witnesses as the record names them; somebody who is not registered cannot be one. */
async function chanceOf(
  { ledger }: Deps,
  asked: z.output<typeof definitionBody>['chance'],
  now: Instant,
): Promise<Chance> {
  if (asked.kind !== 'phrases') return asked;
  const names = await ledger.spotChecks.namesOf(asked.witnessIds, now);
  const witnesses = asked.witnessIds.map((personId) => {
    const name = names.get(personId);
    if (name === undefined)
      throw refusalAt('unknown-reference', '/chance/witnessIds', {
        zh: `没有此人：${personId}。`,
        en: `There is nobody with the id ${personId}.`,
      });
    return { personId, name };
  });
  return { kind: 'phrases', witnesses };
}

export const defineSpotCheck = defineRoute({
  operation: 'defineSpotCheck',
  method: 'post',
  path: '/api/v1/spot-checks',
  tag: 'supervision',
  summary:
    'Define a random spot check (抽查): what it can draw from, how many, by which strata, and where the chance comes from',
  description:
    'The population is frozen and hashed at once in the background; only then can a seed be made. Defined by a post above the organisation: nobody checks their own cases. Nothing of the definition can be changed afterwards. Everything is published.',
  body: definitionBody,
  idempotencyKey: 'required',
  answer: { status: 201, description: 'Defined', body: spotCheckSchema },
  refuses: [
    'unknown-reference',
    'count-wrong',
    'unknown-value',
    'value-required',
    'date-out-of-order',
    'key-reused',
  ],
  handle: async ({ deps, actor, organisation, body, idempotencyKey, now }) => {
    const { patienceMinutes, chance, visits, ...definition } = body;
    const orderedAs = definerOf(actor, organisation);
    const id = await deps.ledger.spotChecks.define({
      definition: {
        ...definition,
        chance: await chanceOf(deps, chance, now),
        patienceMs: patienceMinutes * MINUTE_MS,
        definedBy: actor.personId,
        ...(visits !== null && { visits: { ...visits, orderedAs } }),
      },
      now,
      key: idempotencyKey ?? '',
    });
    if (chance.kind === 'server') await deps.ledger.spotChecks.advance({ checkId: id, now });
    const made = await deps.ledger.spotChecks.load(id);
    if (made === null) throw new Error('the spot check was not written');
    return showCheck(made);
  },
});
