import { daysBetween } from '../calendar/civil-date';
import { civilDateOf, type Instant } from '../calendar/instant';
import type { InspectionResult, Words } from '../case/state';
import type { Order } from './state';

/** One drawn case: who was sent, when somebody was there, and what came of it. */
export interface ReportedVisit {
  readonly caseNumber: string;
  readonly stratum: string;
  readonly inspector: string | null;
  /** Null where nobody is sent at all. */
  readonly order: Order | null;
  readonly visitedOn: string | null;
  readonly result: InspectionResult | null;
  readonly findings: number;
}

/** One finding without its words: those may name people. */
export interface ReportedFinding {
  readonly caseNumber: string;
  readonly kind: string;
  readonly name: Words;
  readonly status: 'OPEN' | 'ANSWERED' | 'VERIFIED';
  readonly raisedAt: Instant;
  readonly verifiedAt: Instant | null;
  readonly timesFailed: number;
  readonly repeated: boolean;
}

/** Findings of one kind. */
export interface KindCount {
  readonly kind: string;
  readonly name: Words;
  readonly found: number;
  readonly verified: number;
}

/** Days from a finding to its verification, over those that are verified. */
export interface DaysToClose {
  readonly median: number;
  readonly longest: number;
}

export interface Summary {
  readonly drawn: number;
  readonly visited: number;
  readonly found: number;
  /** Whoever has to put it right says that it is. */
  readonly rectified: number;
  readonly verified: number;
  readonly repeated: number;
  readonly kinds: readonly KindCount[];
  readonly daysToClose: DaysToClose | null;
}

const daysOf = ({ raisedAt, verifiedAt }: ReportedFinding): number[] =>
  verifiedAt === null ? [] : [daysBetween(civilDateOf(raisedAt), civilDateOf(verifiedAt))];

/** The middle of an odd number of days, the mean of the two middle ones of an even number. */
export function daysToClose(findings: readonly ReportedFinding[]): DaysToClose | null {
  const days = findings.flatMap(daysOf).sort((a, b) => a - b);
  const longest = days.at(-1);
  if (longest === undefined) return null;
  const [low, high] = [days[Math.floor((days.length - 1) / 2)] ?? 0, days[Math.floor(days.length / 2)] ?? 0];
  return { median: (low + high) / 2, longest };
}

function kindsOf(findings: readonly ReportedFinding[]): KindCount[] {
  const kinds = new Map<string, KindCount>();
  for (const { kind, name, status } of findings) {
    const { found, verified } = kinds.get(kind) ?? { found: 0, verified: 0 };
    kinds.set(kind, {
      ...{ kind, name, found: found + 1 },
      verified: verified + (status === 'VERIFIED' ? 1 : 0),
    });
  }
  return [...kinds.values()].sort((a, b) => b.found - a.found || (a.kind < b.kind ? -1 : 1));
}

/** What a check comes to, in figures. */
export function summaryOf(visits: readonly ReportedVisit[], findings: readonly ReportedFinding[]): Summary {
  const count = (is: (one: ReportedFinding) => boolean): number => findings.filter(is).length;
  return {
    drawn: visits.length,
    visited: visits.filter(({ visitedOn }) => visitedOn !== null).length,
    found: findings.length,
    rectified: count(({ status }) => status !== 'OPEN'),
    verified: count(({ status }) => status === 'VERIFIED'),
    repeated: count(({ repeated }) => repeated),
    kinds: kindsOf(findings),
    daysToClose: daysToClose(findings),
  };
}
