import fc from 'fast-check';
import { rankByRate } from '../../../../domain/figures/rank';

const entry = (stopped: number, onTime: number) => ({ stopped, onTime });
const ranks = (entries: { stopped: number; onTime: number }[], few = 5) =>
  rankByRate(entries, few).map(({ rank }) => rank);

it('the best rate comes first, equal rates share a place and leave the next one out', () => {
  expect(ranks([entry(10, 5), entry(10, 9), entry(20, 18), entry(10, 7)])).toEqual([4, 1, 1, 3]);
});

it('two thirds are two thirds, whatever they are out of', () => {
  expect(ranks([entry(9, 6), entry(300, 200), entry(33, 22)])).toEqual([1, 1, 1]);
});

it('a few cases are no league, and it says so', () => {
  expect(rankByRate([entry(4, 4), entry(5, 1), entry(0, 0)], 5)).toEqual([
    { rank: null, of: 1, reason: 'few cases' },
    { rank: 1, of: 1, reason: null },
    { rank: null, of: 1, reason: 'few cases' },
  ]);
  expect(ranks([entry(4, 4), entry(0, 0)], 1)).toEqual([1, null]);
  expect(ranks([entry(0, 0)], 0)).toEqual([null]);
});

const entries = fc.array(
  fc
    .tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 40 }))
    .map(([a, b]) => entry(Math.max(a, b), Math.min(a, b))),
  { maxLength: 30 },
);

it('a place is one more than the number of those ahead, in any order', () => {
  fc.assert(
    fc.property(entries, fc.integer({ min: 0, max: 8 }), (given, few) => {
      const ranked = given.filter(({ stopped }) => stopped > 0 && stopped >= few);
      const rate = ({ stopped, onTime }: (typeof given)[number]) => onTime / stopped;
      const wanted = given.map((one) =>
        ranked.includes(one) ? 1 + ranked.filter((other) => rate(other) > rate(one) + 1e-12).length : null,
      );
      expect(ranks(given, few)).toEqual(wanted);
    }),
  );
});
