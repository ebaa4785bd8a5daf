import type { Actor } from '../actor';
import { isRefusal, Refusal } from '../errors';
import type { Programme } from '../programme/schema';
import { noMoneyInMatters, oneOf } from './deciders/intake';
import type { CaseEvent, EventFacts } from './events';
import { postLabel } from './who';
import type { ActorPost } from '../actor';
import { refuse } from './refuse';

/** What the first event says; one shape, told once (events.ts). */
export type OpenCase = EventFacts['CaseOpened'];

/** The first event of a case. */
export function openCase(
  about: OpenCase,
  programme: Programme,
  actor: Actor,
  post: ActorPost | null,
  now: string,
): CaseEvent {
  if (!programme.kinds.includes(about.kind)) {
    throw refuse(
      'not-in-programme',
      `${programme.name.zh}没有 ${about.kind} 类事项。`,
      `${programme.name.en} has no cases of kind ${about.kind}.`,
      'kind',
    );
  }
  checkKnown(about, programme);
  return {
    type: 'CaseOpened',
    at: now,
    actorId: actor.personId,
    actorPost: post === null ? null : postLabel(post),
    facts: about,
    moves: {},
  };
}

/** What is known at once is held to the rules of acceptance; what is opened has no command data around its fields. */
function checkKnown({ kind, estimateFen, category, itemType }: OpenCase, programme: Programme): void {
  try {
    noMoneyInMatters({ kind }, estimateFen);
    oneOf('category', category, programme.categories, false);
    oneOf('itemType', itemType, programme['item-types'], false);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    const errors = (error.details.errors ?? []).map(({ pointer, message }) => ({
      pointer: pointer.replace('/data/', '/'),
      message,
    }));
    throw new Refusal(error.code, error.detail ?? undefined, { ...error.details, errors });
  }
}

/** Suggestions of a merged case arrive at the case that goes on (T4). */
export function joinSuggestions(from: string, suggestions: string[], like: CaseEvent): CaseEvent {
  return {
    type: 'SuggestionsJoined',
    at: like.at,
    actorId: like.actorId,
    actorPost: like.actorPost,
    facts: { from, suggestions },
    moves: {},
  };
}
