import type { ActorPost } from '../actor';
import type { CivilDate } from '../calendar/civil-date';
import type { Instant } from '../calendar/instant';
import type { DrawnStratum } from '../draw/draw';
import type { Stratum } from '../draw/quotas';
import type { CaseKind } from '../programme/schema';

/**
 * The columns by which a population can be divided (domain.md 3.7). `implementer` is the organisation that carried the
 * works out; `year` that in which happened what the frame asks for, or in which the case was opened.
 */
export const STRATA = ['programme', 'town', 'type', 'amount', 'urgency', 'implementer', 'year'] as const;
export type StratumName = (typeof STRATA)[number];

/** What a frame asks to have happened to a case. */
export const HAPPENINGS = ['opened', 'approved', 'disbursed', 'started', 'paid', 'ended'] as const;
export type Happening = (typeof HAPPENINGS)[number];

/** Which cases can be drawn at all (总体范围): a setting of each check, because a fixed one hides what lies outside it. */
export interface Frame {
  /** Codes; none = all. */
  readonly programmes: readonly string[];
  readonly kinds: readonly CaseKind[];
  readonly grades: readonly string[];
  /** From the first to the last day, both included; null = at any time. */
  readonly happened: { readonly what: Happening; readonly from: CivilDate; readonly until: CivilDate } | null;
  /** Only cases that are overdue at the freeze. */
  readonly overdue: boolean;
}

/** Somebody who is present and answers for the chance of the draw: each enters a phrase that nobody else knows. */
export interface Witness {
  readonly personId: string;
  /** As the record names them. */
  readonly name: string;
}

/**
 * Where the chance comes from. Phrases: commit, then reveal. Number: a public one that was named beforehand, such as a
 * lottery drawn on a stated day, entered by one person and confirmed by another. Server: for a check that nobody was told
 * of, the server commits to chance of its own, and only then whoever checks types a phrase (docs/decisions/0018).
 */
export type Chance =
  | { readonly kind: 'phrases'; readonly witnesses: readonly Witness[] }
  | { readonly kind: 'number'; readonly source: string; readonly drawnAt: Instant }
  | { readonly kind: 'server' };

/** Left out before the freeze because of a conflict of interest, or for another stated reason. */
export interface Exclusion {
  /** The number of the case: what the population calls its id. */
  readonly caseNumber: string;
  readonly reason: string;
}

/** Somebody who is never sent, because of a conflict of interest or for another stated reason. */
export interface Barred {
  readonly personId: string;
  readonly reason: string;
}

/** Who goes to see what was drawn. */
export interface Visits {
  readonly purpose: 'spot-check' | 'look-back';
  /** Those who can be sent; null = every inspector of the city. */
  readonly inspectorIds: readonly string[] | null;
  readonly barred: readonly Barred[];
  /** Nobody is sent more often; null = no limit. */
  readonly most: number | null;
  /** The post by which the check was defined: visits are ordered by it. */
  readonly orderedAs: ActorPost;
}

/** What a supervisor decides before anything is drawn; nothing of it changes afterwards. */
export interface Definition {
  readonly title: string;
  /** Its cases and those of everything below it. */
  readonly organisationId: string;
  readonly frame: Frame;
  readonly strata: readonly StratumName[];
  readonly size: number;
  /** Of each stratum at least so many. */
  readonly minimum: number;
  readonly exclusions: readonly Exclusion[];
  readonly chance: Chance;
  /** Milliseconds that witnesses have to commit, and again to reveal. */
  readonly patienceMs: number;
  readonly definedBy: string;
  /** Left out, nobody is sent: the check ends with its sample. */
  readonly visits?: Visits;
}

/** The frozen population: what its file comes to. */
export interface Frozen {
  readonly at: Instant;
  readonly size: number;
  readonly excluded: number;
  /** How many are in each stratum, by key in code-point order. */
  readonly strata: readonly Stratum[];
  /** SHA-256 of the published file. */
  readonly sha256: string;
  /** SHA-256 of each of its parts, so that a line changed afterwards can be named. */
  readonly parts: readonly string[];
}

/** One try of the witnesses. Whoever stays silent is struck off, and the others begin anew with fresh phrases. */
export interface Round {
  readonly number: number;
  readonly step: 'committing' | 'revealing';
  readonly witnesses: readonly Witness[];
  /** Person → SHA-256 of the phrase. */
  readonly commitments: Readonly<Record<string, string>>;
  readonly phrases: Readonly<Record<string, string>>;
  /** When the step ends, whoever is silent then. */
  readonly until: Instant;
}

export interface PublicNumber {
  readonly value: string;
  readonly enteredBy: string;
}

/** What the server adds to the chance: committed to after the freeze, told when the phrase is there. */
export interface ServerChance {
  /** SHA-256 of the nonce. */
  readonly commitment: string;
  /** Without a phrase by then the check ends. */
  readonly until: Instant;
  readonly told: { readonly nonce: string; readonly phrase: string } | null;
}

/** Whether a visit was ordered of the case's ledger. */
export type Order = 'open' | 'ordered' | 'refused';

/** Who goes to see a drawn case. */
export interface Assignment {
  readonly caseNumber: string;
  /** Null: nobody is eligible; a person has to name somebody. */
  readonly personId: string | null;
  readonly name: string | null;
  /** Why a person named them; null = by the rule. */
  readonly reason: string | null;
  readonly order: Order;
}

/** A drawn project that turned out not to exist, and the next rank that took its place. */
export interface Replacement {
  readonly gone: string;
  readonly by: string | null;
  readonly reason: string;
}

/**
 * Somebody ended it; too few witnesses were left; the number was out before the freeze; the population is too small;
 * everything was visited and put right.
 */
export type EndCause = 'person' | 'silence' | 'number-out' | 'too-few' | 'done';

export interface Ended {
  readonly how: 'CLOSED' | 'CANCELLED';
  readonly cause: EndCause;
  /** In somebody's own words; null when nobody decided it. */
  readonly reason: string | null;
}

export const SPOT_CHECK_STATUSES = [
  'DEFINED',
  'COMMITTING',
  'REVEALING',
  'AWAITING_NUMBER',
  'AWAITING_PHRASE',
  'SEEDED',
  'DRAWN',
  'CLOSED',
  'CANCELLED',
] as const;
export type SpotCheckStatus = (typeof SPOT_CHECK_STATUSES)[number];

/** Everything the rules need to know of a spot check; made from its record and nothing else. */
export interface SpotCheck {
  readonly id: string;
  readonly seq: number;
  readonly definition: Definition;
  readonly definedAt: Instant;
  readonly frozen: Frozen | null;
  readonly round: Round | null;
  readonly number: PublicNumber | null;
  /** Only where the server takes part; records of older checks know nothing of it. */
  readonly server?: ServerChance;
  readonly seed: string | null;
  readonly drawn: readonly DrawnStratum[] | null;
  readonly replacements: readonly Replacement[];
  /** Only where somebody is sent. */
  readonly assigned?: readonly Assignment[];
  /** Ordered visits that nobody needs any more: the case was replaced, or the check has ended. */
  readonly withdraw?: readonly string[];
  readonly ended: Ended | null;
}

/** The numbers of the cases that are drawn now, strata by key, each in the order of its ranks. */
export const sampleOf = ({ drawn }: Pick<SpotCheck, 'drawn'>): string[] =>
  (drawn ?? []).flatMap((stratum) => stratum.drawn.map(({ id }) => id));

/** Nothing will happen any more by itself: the check has ended, or its sample is drawn and nobody is sent. */
export function isOver(check: SpotCheck): boolean {
  if ((check.withdraw ?? []).length > 0) return false;
  if (check.ended !== null) return true;
  return check.drawn !== null && check.definition.visits === undefined;
}

/** Where a check stands. */
export function statusOf({ frozen, round, server, seed, drawn, ended }: SpotCheck): SpotCheckStatus {
  if (ended !== null) return ended.how;
  if (drawn !== null) return 'DRAWN';
  if (seed !== null) return 'SEEDED';
  if (frozen === null) return 'DEFINED';
  if (server !== undefined) return 'AWAITING_PHRASE';
  if (round === null) return 'AWAITING_NUMBER';
  return round.step === 'committing' ? 'COMMITTING' : 'REVEALING';
}
