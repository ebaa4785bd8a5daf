import type { Instant } from '../calendar/instant';
import type { DrawnStratum } from '../draw/draw';
import type { Definition, Ended, Frozen, Witness } from './state';

/** The facts of each line of a check's record. */
export interface SpotCheckFacts {
  Defined: { readonly id: string; readonly definition: Definition };
  /** Its population is written down; nobody can have known the seed. */
  PopulationFrozen: Omit<Frozen, 'at'> & { readonly until: Instant | null };
  PhraseCommitted: { readonly personId: string; readonly commitment: string };
  /** Everybody has committed: now the phrases may be told. */
  RevealingBegun: { readonly until: Instant };
  PhraseRevealed: { readonly personId: string; readonly phrase: string };
  /** Those who stayed silent are struck off; the others begin anew. */
  RoundRepeated: { readonly struck: readonly Witness[]; readonly until: Instant };
  /** The server has chosen its part of the chance, after the freeze and before anybody's phrase. */
  ServerCommitted: { readonly commitment: string; readonly until: Instant };
  /** Somebody's phrase, and with it the nonce that the server had committed to. */
  PhraseGiven: { readonly phrase: string; readonly nonce: string };
  NumberEntered: { readonly value: string };
  NumberRejected: { readonly value: string };
  SeedFixed: { readonly seed: string };
  SampleDrawn: { readonly strata: readonly DrawnStratum[] };
  CaseReplaced: {
    readonly gone: string;
    readonly by: string | null;
    readonly rank: string | null;
    readonly reason: string;
  };
  /** Who goes where, by the rule (docs/random-draw.md): of these, nobody who is barred from a case. */
  InspectorsAssigned: {
    readonly candidates: readonly { readonly personId: string; readonly name: string }[];
    readonly cases: readonly {
      readonly caseNumber: string;
      readonly barred: readonly string[];
      /** Null: nobody is eligible. */
      readonly personId: string | null;
    }[];
  };
  /** Somebody was named by a person, for the first time or instead of another one. */
  InspectorNamed: {
    readonly caseNumber: string;
    readonly personId: string;
    readonly name: string;
    readonly instead: string | null;
    readonly reason: string;
  };
  VisitsOrdered: {
    readonly ordered: readonly string[];
    readonly refused: readonly { readonly caseNumber: string; readonly code: string }[];
  };
  VisitsWithdrawn: { readonly cases: readonly string[] };
  Cancelled: Pick<Ended, 'cause' | 'reason'>;
  /** Null: everything was visited and put right. */
  Closed: { readonly reason: string | null };
}
export type SpotCheckEventType = keyof SpotCheckFacts;

/** One line of the record. Names are what happened, in the past tense (design.md 2). */
export type SpotCheckEvent = {
  [T in SpotCheckEventType]: {
    readonly type: T;
    readonly at: Instant;
    /** Null for what time itself did. */
    readonly actorId: string | null;
    readonly facts: SpotCheckFacts[T];
  };
}[SpotCheckEventType];

export type FactsOf<T extends SpotCheckEventType> = SpotCheckFacts[T];
