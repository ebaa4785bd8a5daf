import fc from 'fast-check';
import { draw, rankOf } from '../../../../domain/draw/draw';
import { quotasOf, type Stratum } from '../../../../domain/draw/quotas';

const strata = fc
  .uniqueArray(fc.tuple(fc.string({ unit: 'grapheme', maxLength: 6 }), fc.integer({ min: 1, max: 500 })), {
    minLength: 1,
    maxLength: 12,
    selector: ([key]) => key,
  })
  .map((all): Stratum[] => all.map(([key, population]) => ({ key, population })));
const withSize = strata.chain((all) =>
  fc.tuple(fc.constant(all), fc.integer({ min: 1, max: all.reduce((sum, one) => sum + one.population, 0) })),
);
const total = (all: readonly Stratum[]) => all.reduce((sum, { population }) => sum + population, 0);

describe('quotas of any strata', () => {
  it('add up to the size and lie within one of the exact share', () => {
    fc.assert(
      fc.property(withSize, ([all, size]) => {
        const quotas = quotasOf(all, size);
        expect(quotas.reduce((sum, { quota }) => sum + quota, 0)).toBe(size);
        for (const { quota, population } of quotas) {
          const share = (size * population) / total(all);
          expect(quota).toBeGreaterThanOrEqual(Math.floor(share + 1e-9));
          expect(quota).toBeLessThanOrEqual(Math.min(population, Math.ceil(share - 1e-9)));
        }
      }),
    );
  });

  it('are by key in code-point order, in whatever order the strata came', () => {
    fc.assert(
      fc.property(
        withSize.chain(([all, size]) =>
          fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }), fc.constant(size)),
        ),
        ([all, shuffled, size]) => {
          const quotas = quotasOf(shuffled, size);
          expect(quotas).toEqual(quotasOf(all, size));
          const bytes = quotas.map(({ key }) => Buffer.from(key, 'utf8'));
          // Bytes of UTF-8 are in the order of code points.
          expect([...bytes].sort(Buffer.compare)).toEqual(bytes);
        },
      ),
    );
  });

  it('give no place to a smaller remainder before a larger one', () => {
    fc.assert(
      fc.property(withSize, ([all, size]) => {
        const parts = quotasOf(all, size).map(({ quota, population }) => {
          const floor = (BigInt(size) * BigInt(population)) / BigInt(total(all));
          return {
            got: BigInt(quota) > floor,
            rest: (BigInt(size) * BigInt(population)) % BigInt(total(all)),
          };
        });
        const least = parts.filter(({ got }) => got).map(({ rest }) => rest);
        const most = parts.filter(({ got }) => !got).map(({ rest }) => rest);
        for (const a of least) for (const b of most) expect(a >= b).toBe(true);
      }),
    );
  });

  it('with a minimum give each the minimum or all it has, and never more than there are', () => {
    fc.assert(
      fc.property(withSize, fc.integer({ min: 0, max: 9 }), ([all, size], minimum) => {
        const least = all.reduce((sum, { population }) => sum + Math.min(minimum, population), 0);
        fc.pre(least <= size);
        const quotas = quotasOf(all, size, minimum);
        expect(quotas.reduce((sum, { quota }) => sum + quota, 0)).toBe(size);
        for (const { quota, population } of quotas) {
          expect(quota).toBeGreaterThanOrEqual(Math.min(minimum, population));
          expect(quota).toBeLessThanOrEqual(population);
        }
      }),
    );
  });
});

describe('any draw', () => {
  it('takes of each stratum those with the lowest ranks, whatever order the file had', () => {
    const ids = fc.uniqueArray(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }), {
      minLength: 1,
      maxLength: 60,
    });
    fc.assert(
      fc.property(ids, fc.string({ minLength: 1 }), fc.nat(), (all, seed, n) => {
        const size = 1 + (n % all.length);
        const once = draw({ strata: new Map([['', all]]) }, { seed, size });
        const again = draw({ strata: new Map([['', [...all].reverse()]]) }, { seed, size });
        expect(again).toEqual(once);
        const drawn = once.flatMap((stratum) => stratum.drawn);
        expect(drawn).toHaveLength(size);
        const last = drawn.at(-1)?.rank ?? '';
        const left = all.filter((id) => !drawn.some((one) => one.id === id));
        for (const id of left) expect(rankOf(seed, id) > last).toBe(true);
      }),
    );
  });
});
