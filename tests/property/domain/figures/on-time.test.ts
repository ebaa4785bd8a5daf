import fc from 'fast-check';
import type { Figures } from '../../../../domain/figures/figures';
import { middleOf } from '../../../../domain/figures/histogram';
import { onTimeReport, type OnTimeQuestion } from '../../../../domain/figures/on-time';
import type { Cell } from '../../../../domain/figures/tally';
import { OWN, places, PLACES, TREE } from '../../../support/figures';

const valueAndCount = fc.tuple(
  fc.integer({ min: 0, max: 200 }).map((n) => n / 4),
  fc.integer({ min: 1, max: 9 }),
);
const counted = fc.array(valueAndCount, { maxLength: 4 });
const pairs = counted.map((given) => given.flat());
const someCell: fc.Arbitrary<Cell> = fc
  .record({
    organisationId: fc.constantFrom(...PLACES.map(({ id }) => id), 'elsewhere'),
    month: fc.constantFrom('2025-12', '2026-01', '2026-02'),
    programme: fc.constantFrom('zjg', 'lg'),
    stage: fc.constantFrom(null, 'accept', 'review'),
    kind: fc.constantFrom(
      ...([
        'stage',
        'grade',
        'rework',
        'suspension',
        'waiting',
        'returned',
        'order',
        'follow-up',
        'notice',
      ] as const),
    ),
    unit: fc.constantFrom('workday' as const, 'day' as const, 'hour' as const),
    stopped: fc.integer({ min: 0, max: 30 }),
    shares: fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true })),
    pauses: fc.integer({ min: 0, max: 5 }),
    extensions: fc.integer({ min: 0, max: 5 }),
    made: fc.integer({ min: 0, max: 5 }),
    missed: fc.integer({ min: 0, max: 5 }),
    openOverdue: fc.integer({ min: 0, max: 5 }),
    net: pairs,
    gross: pairs,
  })
  .map(({ shares, stopped, ...rest }) => ({
    ...{ ...rest, stopped },
    onTime: Math.floor(stopped * shares[0]),
    onTimeRecomputed: Math.floor(stopped * shares[1]),
  }));
const someCells = fc.array(someCell, { maxLength: 40 });
const question: fc.Arbitrary<OnTimeQuestion> = fc.record({
  by: fc.constantFrom('organisation' as const, 'stage' as const),
  reach: fc.constantFrom('own' as const, 'tree' as const),
  fewCases: fc.integer({ min: 0, max: 10 }),
});

/** Everything of a line that adds up. */
const countsOf = ({ stopped, onTime, late, recomputed, openOverdue, pauses, extensions, followUps, apart, used }: Figures) => [
  ...[stopped, onTime, late, recomputed.onTime, recomputed.changed, openOverdue],
  ...[pauses.number, pauses.clocks, extensions.number, extensions.clocks, followUps.made, followUps.missed],
  ...Object.values(apart).flatMap((rate) => [rate.stopped, rate.onTime]),
  ...Object.values(used).map((time) => time?.clocks ?? 0),
]; // prettier-ignore
const sumOf = (figures: readonly Figures[]): number[] =>
  figures.map(countsOf).reduce((sum, counts) => sum.map((n, i) => n + (counts[i] ?? 0)), countsOf(NOTHING));
const NOTHING = onTimeReport([], places, OWN).total;

describe('whatever the clocks', () => {
  it('lines add up to the months, and the months to the whole', () => {
    fc.assert(
      fc.property(someCells, question, (cells, asked) => {
        const report = onTimeReport(cells, places, { ...asked, reach: 'own' });
        expect(sumOf(report.rows.map(({ figures }) => figures))).toEqual(countsOf(report.total));
        expect(sumOf(report.months.map(({ figures }) => figures))).toEqual(countsOf(report.total));
      }),
    );
  });

  it('rates lie between 0 and 1 and are the numerator by the denominator', () => {
    fc.assert(
      fc.property(someCells, question, (cells, asked) => {
        for (const { figures } of onTimeReport(cells, places, asked).rows) {
          const all = [
            figures,
            { ...figures.recomputed, stopped: figures.stopped },
            ...Object.values(figures.apart),
          ];
          for (const { rate, onTime, stopped } of all) {
            if (stopped === 0) expect(rate).toBeNull();
            else expect(rate).toBeCloseTo(onTime / stopped, 3);
            expect(rate ?? 0).toBeGreaterThanOrEqual(0);
            expect(rate ?? 0).toBeLessThanOrEqual(1);
          }
        }
      }),
    );
  });

  it('the order in which they come changes nothing', () => {
    const shuffled = someCells.chain((cells) =>
      fc.tuple(fc.constant(cells), fc.shuffledSubarray(cells, { minLength: cells.length })),
    );
    fc.assert(
      fc.property(shuffled, question, ([cells, other], asked) => {
        expect(onTimeReport(other, places, asked)).toEqual(onTimeReport(cells, places, asked));
      }),
    );
  });

  it('an organisation with what is below it is the sum of those below and of itself', () => {
    fc.assert(
      fc.property(someCells, fc.constantFrom('2025-12', '2026-01', '2026-02'), (cells, month) => {
        const of = (asked: OnTimeQuestion, id: string) =>
          onTimeReport(cells, places, asked).rows.find((row) => row.place.id === id && row.month === month);
        for (const place of PLACES) {
          const parts = [
            of(OWN, place.id),
            ...PLACES.filter(({ path }) => path.startsWith(place.path) && path.split('/').length === place.path.split('/').length + 1).map((child) => of(TREE, child.id)),
          ]; // prettier-ignore
          const whole = of(TREE, place.id)?.figures ?? NOTHING;
          expect(countsOf(whole)).toEqual(
            sumOf(parts.flatMap((row) => (row === undefined ? [] : [row.figures]))),
          );
        }
      }),
    );
  });
});

it('average and median are those of the values written out', () => {
  fc.assert(
    fc.property(counted, (given) => {
      const values = given
        .flatMap(([value, count]) => Array<number>(count).fill(value))
        .sort((a, b) => a - b);
      const { count, sum, average, median } = middleOf(given);
      expect(sum).toBeCloseTo(
        values.reduce((all, value) => all + value, 0),
        6,
      );
      expect(count).toBe(values.length);
      if (count === 0) {
        expect([average, median]).toEqual([null, null]);
        return;
      }
      const n = values.length;
      expect(average).toBeCloseTo(values.reduce((sum, value) => sum + value, 0) / n, 1);
      expect(median).toBeCloseTo(
        ((values[Math.floor((n - 1) / 2)] ?? 0) + (values[Math.floor(n / 2)] ?? 0)) / 2,
        1,
      );
    }),
  );
});
