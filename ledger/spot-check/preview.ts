import type { Pool } from 'pg';
import type { Instant } from '../../domain/calendar/instant';
import { byCodePoints } from '../../domain/draw/code-points';
import { BETWEEN_VALUES } from '../../domain/draw/population';
import type { Stratum } from '../../domain/draw/quotas';
import type { Definition } from '../../domain/spot-check/state';
import { questionOf } from './population';

/** What a frame holds now. The freeze counts anew: nothing of this binds anybody. */
export interface FrameCounts {
  readonly size: number;
  readonly excluded: number;
  /** By key in code-point order. */
  readonly strata: readonly Stratum[];
}

type Counted = { readonly excluded: boolean; readonly cases: number } & Readonly<
  Record<`v${number}`, string>
>;

/** Counts the cases of a frame by stratum, with the question that the freeze asks. */
export async function countFrame(
  pool: Pool,
  definition: Pick<Definition, 'frame' | 'strata' | 'exclusions'>,
  orgPath: string,
  now: Instant,
): Promise<FrameCounts> {
  const { text, values } = questionOf(definition, orgPath, now);
  const columns = definition.strata.map((_, i) => `v${i}`);
  const { rows } = await pool.query<Counted>(
    `SELECT ${[...columns, 'excluded'].join(', ')}, count(*)::int AS cases FROM (${text}) AS frame
      GROUP BY ${[...columns, 'excluded'].join(', ')}`,
    [...values],
  );
  const of = (isExcluded: boolean): Counted[] => rows.filter(({ excluded }) => excluded === isExcluded);
  const sum = (some: readonly Counted[]): number => some.reduce((all, { cases }) => all + cases, 0);
  const strata = of(false).map((row) => ({
    key: columns.map((_, i) => row[`v${i}`] ?? '').join(BETWEEN_VALUES),
    population: row.cases,
  }));
  strata.sort((a, b) => byCodePoints(a.key, b.key));
  return { size: sum(of(false)), excluded: sum(of(true)), strata };
}
