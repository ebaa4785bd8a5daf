import type { Words } from '../errors';
import type { Month } from '../figures/month';

/** The way of a project, in order: applied is not confirmed is not funded is not started is not done (domain.md 3.8.8). */
export const FUNNEL = ['suggestions', 'applied', 'confirmed', 'funded', 'started', 'done'] as const;
export type FunnelStep = (typeof FUNNEL)[number];

/** Money, in fen. */
export const MONEY = ['budgetFen', 'disbursedFen', 'paidFen'] as const;
export type MoneyFigure = (typeof MONEY)[number];

/** Counted in the month, and from the beginning until the cut-off. */
export const CUMULATED = [...FUNNEL, ...MONEY] as const;
export type Cumulated = (typeof CUMULATED)[number];

/** Counted once: in the month, or as of the cut-off, as its definition says. */
export const SINGLE = [
  'stopped',
  'onTime',
  'onTimeGross',
  'determined',
  'determinedNet',
  'determinedGross',
  'overdue',
  'communities',
  'covered',
  'inspectionsDue',
  'inspectionsDone',
  'inspectionsMissed',
  'findingsRaised',
  'findingsClosed',
  'findingsOpen',
] as const;
export type Single = (typeof SINGLE)[number];

export interface TypeCounts {
  readonly confirmedMonth: number;
  readonly confirmedTotal: number;
  readonly doneTotal: number;
}

/** What one place came to. `determinedNet` and `determinedGross` are sums of working days; averages are made when shown. */
export interface Counts {
  readonly month: Readonly<Record<Cumulated, number>>;
  readonly total: Readonly<Record<Cumulated, number>>;
  readonly single: Readonly<Record<Single, number>>;
  /** Projects that were confirmed and done, by item type; '' where none was named. */
  readonly types: Readonly<Record<string, TypeCounts>>;
}

export interface TownRow {
  readonly id: string;
  readonly name: string;
  readonly counts: Counts;
}

export interface OverdueLine {
  readonly number: string;
  readonly title: string;
  readonly place: string;
  readonly what: Words;
  /** The post that holds it; never a person. */
  readonly holder: Words;
  readonly dueDate: string;
  readonly workdaysLate: number;
  /** The rung that was reached last; null when none was. */
  readonly rung: Words | null;
}

/** Everything that is counted for one bulletin. */
export interface BulletinContent {
  readonly programme: { readonly code: string; readonly name: Words };
  readonly organisation: { readonly id: string; readonly name: string };
  /** The office that signs it; left out, or of an older version, the organisation does. */
  readonly issuer?: Words | undefined;
  readonly month: Month;
  /** The month ends before this instant: 24:00 of its last day in Asia/Shanghai. */
  readonly cutOff: string;
  readonly towns: readonly TownRow[];
  readonly sum: Counts;
  /** The month before, counted in the same way. */
  readonly before: Counts;
  readonly overdue: readonly OverdueLine[];
  readonly itemTypes: readonly { readonly id: string; readonly name: Words }[];
  /** Working days that the programme gives from report to determination; null when it gives none. */
  readonly determineWithin: number | null;
  /** Nothing at all was recorded until the cut-off. */
  readonly empty: boolean;
}

const filled = <K extends string>(keys: readonly K[], value: (key: K) => number): Record<K, number> =>
  Object.fromEntries(keys.map((key) => [key, value(key)])) as Record<K, number>;

export function countsOf(
  month: (key: Cumulated) => number,
  total: (key: Cumulated) => number,
  single: (key: Single) => number,
  types: Counts['types'],
): Counts {
  return {
    ...{ month: filled(CUMULATED, month), total: filled(CUMULATED, total), single: filled(SINGLE, single) },
    types,
  };
}

export const NO_COUNTS: Counts = countsOf(
  () => 0,
  () => 0,
  () => 0,
  {},
);

const NO_TYPE: TypeCounts = { confirmedMonth: 0, confirmedTotal: 0, doneTotal: 0 };

const addTypes = (a: TypeCounts, b: TypeCounts): TypeCounts => ({
  confirmedMonth: a.confirmedMonth + b.confirmedMonth,
  confirmedTotal: a.confirmedTotal + b.confirmedTotal,
  doneTotal: a.doneTotal + b.doneTotal,
});

function sumOfTypes(all: readonly Counts[]): Counts['types'] {
  const types: Record<string, TypeCounts> = {};
  for (const one of all)
    for (const [id, counts] of Object.entries(one.types)) types[id] = addTypes(types[id] ?? NO_TYPE, counts);
  return types;
}

/** Any number of places added up. */
export function sumOfCounts(all: readonly Counts[]): Counts {
  const sum = (value: (one: Counts) => number): number => all.reduce((so, one) => so + value(one), 0);
  return countsOf(
    (key) => sum((one) => one.month[key]),
    (key) => sum((one) => one.total[key]),
    (key) => sum((one) => one.single[key]),
    sumOfTypes(all),
  );
}

/** Working days are sums of hundredths: the order in which they are added must not matter. */
const same = (a: number, b: number): boolean => Math.abs(a - b) < 0.005;

/** Every project has a type or none: those of all types are all projects. */
function typeDifferences({ types }: Counts, { month, total }: Counts): string[] {
  const sum = (key: keyof TypeCounts): number => Object.values(types).reduce((so, one) => so + one[key], 0);
  return [
    ...(same(sum('confirmedMonth'), month.confirmed) ? [] : ['confirmed by type (month)']),
    ...(same(sum('confirmedTotal'), total.confirmed) ? [] : ['confirmed by type (total)']),
    ...(same(sum('doneTotal'), total.done) ? [] : ['done by type (total)']),
  ];
}

/** Figures whose sum over the towns is not what was counted for the whole; none when all is well. */
export function differences(summed: Counts, counted: Counts): string[] {
  return [
    ...CUMULATED.filter((key) => !same(summed.month[key], counted.month[key])).map((key) => `${key} (month)`),
    ...CUMULATED.filter((key) => !same(summed.total[key], counted.total[key])).map((key) => `${key} (total)`),
    ...SINGLE.filter((key) => !same(summed.single[key], counted.single[key])),
    ...typeDifferences(summed, counted),
  ];
}

/** A share to four decimals; null where there is nothing to divide by. */
export const shareOf = (part: number, whole: number): number | null =>
  whole === 0 ? null : Math.round((part / whole) * 10_000) / 10_000;

/** An average to a tenth; null of nothing. */
export const averageOf = (sum: number, n: number): number | null =>
  n === 0 ? null : Math.round((sum / n) * 10) / 10;

/** Whether nothing was recorded. Communities are there without any work. */
export function isEmpty({ total, single }: Counts): boolean {
  return (
    CUMULATED.every((key) => total[key] === 0) &&
    SINGLE.every((key) => key === 'communities' || single[key] === 0)
  );
}
