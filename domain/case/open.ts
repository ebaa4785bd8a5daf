import type { Actor } from '../actor';
import type { CaseKind, Programme } from '../programme/schema';
import type { CaseEvent } from './events';
import { evolve } from './evolve';
import { postLabel } from './who';
import type { ActorPost } from '../actor';
import { refuse } from './refuse';

export interface OpenCase {
  id: string;
  number: string;
  kind: CaseKind;
  programme: { code: string; version: number };
  title: string;
  organisationId: string;
  orgPath: string;
  suggestions: string[];
  splitFrom?: string;
  carriedFrom?: string;
}

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
  return {
    type: 'CaseOpened',
    at: now,
    actorId: actor.personId,
    actorPost: post === null ? null : postLabel(post),
    facts: about,
    moves: {},
  };
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

/** A draft state for tests and for deciding the first command in the same breath. */
export function draftOf(event: CaseEvent) {
  return evolve(null, event);
}
