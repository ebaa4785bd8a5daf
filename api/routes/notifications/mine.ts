import { addressesOf, type Actor } from '../../../domain/actor';

/** What is addressed to this person or to a post held today. */
export function addressedTo(actor: Actor) {
  return {
    OR: [
      { personId: actor.personId },
      ...addressesOf(actor).map((address) => ({ ...address, personId: null })),
    ],
  };
}
