import fc from 'fast-check';
import { draw, ranked, rankOf } from '../../../../domain/draw/draw';
import { readPopulation, writePopulation } from '../../../../domain/draw/population';
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

describe('a sample of any stratum', () => {
  it('is the beginning of all of it by rank, however many are drawn', () => {
    const ids = fc.uniqueArray(fc.string({ maxLength: 5 }), { minLength: 1, maxLength: 1_200 });
    fc.assert(
      fc.property(ids, fc.nat(), fc.string({ minLength: 1 }), (all, n, seed) => {
        const size = 1 + (n % all.length);
        const [stratum] = draw({ strata: new Map([['', all]]) }, { seed, size });
        expect(stratum?.drawn).toEqual(ranked(seed, all).slice(0, size));
      }),
      { numRuns: 40 },
    );
  });
});

describe('a population file', () => {
  const text = fc.string({
    unit: fc.constantFrom(',', '"', '\n', '\r', ' ', 'a', '镇', '\uFEFF', '😀'),
    maxLength: 5,
  });
  const row = fc.record({ id: text.filter((id) => id !== ''), values: fc.tuple(text, text) });
  const rows = fc.uniqueArray(row, { minLength: 1, maxLength: 30, selector: ({ id }) => id });

  it('is read as it was written, with quotes or without', () => {
    fc.assert(
      fc.property(rows, (all) => {
        const quoted = (value: string) => `"${value.replaceAll('"', '""')}"`;
        const everyCell = [['id', 'town', 'type'], ...all.map(({ id, values }) => [id, ...values])]
          .map((cells) => `${cells.map(quoted).join(',')}\n`)
          .join('');
        const written = writePopulation(['town', 'type'], all);
        const [plain, full] = [written, everyCell].map((file) =>
          readPopulation(Buffer.from(file, 'utf8'), ['town', 'type']),
        );
        expect([...plain!.strata]).toEqual([...full!.strata]);
        // In order of their ids, as the product writes it.
        const sorted = writePopulation(
          ['town', 'type'],
          [...all].sort((a, b) => (a.id < b.id ? -1 : 1)),
        );
        const again = readPopulation(Buffer.from(sorted, 'utf8'), ['town', 'type']);
        const asSets = (strata: ReadonlyMap<string, readonly string[]>) =>
          new Map([...strata].map(([key, ids]) => [key, new Set(ids)]));
        expect(asSets(again.strata)).toEqual(asSets(plain!.strata));
        expect(plain!.size).toBe(all.length);
        for (const { id, values } of all) expect(plain!.strata.get(values.join('|'))).toContain(id);
      }),
    );
  });
});
