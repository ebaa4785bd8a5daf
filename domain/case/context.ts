import type { Actor } from '../actor';
import type { Instant } from '../calendar/instant';
import type { Fen } from '../money';
import type { Programme } from '../programme/schema';
import type { Place } from './place';
import type { EventFacts, EventType, Moves } from './events';

/** What lies outside the case itself but its rules ask for; the ledger reads it in the same transaction. */
export interface CaseFacts {
  /** Approved so far this year in the case's community, this case not counted (ZJ12). */
  communityYearFen: Fen;
  /** Approved so far this year in the whole programme, this case not counted (ZJ1). */
  programmeYearFen: Fen;
  /** Person ids of the proposers of all linked suggestions; null for words without an account behind them. */
  proposers: readonly (string | null)[];
  /** Where `split` and `merge` lead: made or read by the ledger. */
  otherCase: { id: string; number: string; programmeCode: string; orgPath: string; ended: boolean } | null;
  /** Of the suggestions that `join` names, those of the case's own programme and place. */
  suggestionsHere: readonly string[];
}

export const NO_FACTS: CaseFacts = {
  communityYearFen: 0,
  programmeYearFen: 0,
  proposers: [],
  otherCase: null,
  suggestionsHere: [],
};

/** Everything a decision depends on besides the state: `now` is an argument, nothing reads a clock. */
export interface DecideContext {
  now: Instant;
  actor: Actor;
  programme: Programme;
  place: Place;
  facts: CaseFacts;
}

/** What a decider answers: one fact and what it moves. */
export type Decided = { [T in EventType]: { type: T; facts: EventFacts[T]; moves: Moves } }[EventType];
