import fc from 'fast-check';
import {
  averageOf,
  countsOf,
  CUMULATED,
  differences,
  shareOf,
  SINGLE,
  sumOfCounts,
  type Counts,
} from '../../../../domain/bulletin/counts';
import { figureRows } from '../../../../domain/bulletin/details';
import { percentOf, tablesOf } from '../../../../domain/bulletin/tables';
import { draftTexts, textsAnew } from '../../../../domain/bulletin/texts';
import { PARTS } from '../../../../domain/bulletin/edition';
import { contentOf } from '../../../support/bulletin';

const few = fc.integer({ min: 0, max: 50 });
const type = fc.record({ confirmedMonth: few, confirmedTotal: few, doneTotal: few });
const typed = fc.dictionary(fc.constantFrom('works', 'service', ''), type);

/** One place: its projects are those of its types, and days go in hundredths. */
const someCounts: fc.Arbitrary<Counts> = fc
  .record({
    month: fc.array(few, { minLength: CUMULATED.length, maxLength: CUMULATED.length }),
    total: fc.array(few, { minLength: CUMULATED.length, maxLength: CUMULATED.length }),
    single: fc.array(fc.integer({ min: 0, max: 9_999 }), {
      minLength: SINGLE.length,
      maxLength: SINGLE.length,
    }),
    types: typed,
  })
  .map(({ month, total, single, types }) => {
    const sum = (key: 'confirmedMonth' | 'confirmedTotal' | 'doneTotal'): number =>
      Object.values(types).reduce((all, one) => all + one[key], 0);
    const days = (key: string): boolean => key.startsWith('determined') && key !== 'determined';
    return countsOf(
      (key) => (key === 'confirmed' ? sum('confirmedMonth') : (month[CUMULATED.indexOf(key)] ?? 0)),
      (key) =>
        key === 'confirmed'
          ? sum('confirmedTotal')
          : key === 'done'
            ? sum('doneTotal')
            : (total[CUMULATED.indexOf(key)] ?? 0),
      (key) => {
        const n = single[SINGLE.indexOf(key)] ?? 0;
        return days(key) ? n / 100 : n;
      },
      types,
    );
  });
const towns = fc.array(someCounts, { maxLength: 7 });

describe('the sum of any towns', () => {
  it('is the same in any order and in any groups, and differs from nothing', () => {
    fc.assert(
      fc.property(towns, fc.nat(), (all, at) => {
        const cut = all.length === 0 ? 0 : at % all.length;
        const grouped = sumOfCounts([sumOfCounts(all.slice(cut)), sumOfCounts(all.slice(0, cut))]);
        expect(differences(sumOfCounts(all), grouped)).toEqual([]);
      }),
    );
  });

  it('names every figure that one town has more of', () => {
    const somewhere = fc.oneof(
      fc.record({
        part: fc.constantFrom('month' as const, 'total' as const),
        key: fc.constantFrom(...CUMULATED),
      }),
      fc.record({ part: fc.constant('single' as const), key: fc.constantFrom(...SINGLE) }),
    );
    fc.assert(
      fc.property(fc.array(someCounts, { minLength: 1, maxLength: 7 }), somewhere, (all, { part, key }) => {
        const counted = sumOfCounts(all);
        const [first, ...others] = all;
        const wrong = {
          ...first!,
          [part]: { ...first![part], [key]: (first![part] as Record<string, number>)[key]! + 1 },
        };
        const found = differences(sumOfCounts([wrong, ...others]), counted);
        expect(found).toContain(part === 'single' ? key : `${key} (${part})`);
        expect(found).toHaveLength(1);
      }),
    );
  });

  it('stands in the tables as in the figures: every column adds up to its last line', () => {
    fc.assert(
      fc.property(towns, (all) => {
        const content = contentOf(all);
        const [titles = [], ...rows] = figureRows(content, 'zh');
        const summed = titles.flatMap((title, i) =>
          i === 0 || /率|平均/.test(String(title)) ? [] : [[String(title), i] as const],
        );
        for (const [title, i] of summed) {
          const added = rows.slice(0, -2).reduce((so, row) => so + Number(row[i]), 0);
          expect([title, Math.round(added * 100)]).toEqual([
            title,
            Math.round(Number(rows.at(-2)?.[i]) * 100),
          ]);
        }
        for (const { id, head, rows: lines } of tablesOf(content, 'zh')) {
          if (id !== 'overdue' && id !== 'totals') expect(lines).toHaveLength(all.length + 1);
          for (const line of lines) {
            expect(line).toHaveLength(head.length);
            expect(line.join(' ')).not.toMatch(/NaN|undefined|Infinity|-0\.00|null/);
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('a rate', () => {
  it('lies between nothing and all, and says all only when all there are', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), fc.nat(), (whole, n) => {
        const part = n % (whole + 1);
        const share = shareOf(part, whole)!;
        expect(share).toBeGreaterThanOrEqual(0);
        expect(share).toBeLessThanOrEqual(1);
        expect(Math.abs(share - part / whole)).toBeLessThanOrEqual(0.00005 + 1e-12);
        expect(percentOf(part, whole) === '100.0%').toBe(part === whole);
        expect(percentOf(part, whole) === '0.0%').toBe(part === 0);
      }),
    );
  });

  it('an average lies within a twentieth of what it is', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1e6, noNaN: true }),
        fc.integer({ min: 1, max: 10_000 }),
        (sum, n) => {
          expect(Math.abs(averageOf(sum, n)! - sum / n)).toBeLessThanOrEqual(0.05 + 1e-6);
        },
      ),
    );
  });
});

it('whatever was written in a draft stays, and all else follows the figures', () => {
  const written = fc.subarray([...PARTS]);
  fc.assert(
    fc.property(towns, towns, written, (then, now, parts) => {
      const [before, after] = [contentOf(then), contentOf(now)];
      const mine = Object.fromEntries(parts.map((part) => [part, `${part}：我写的`]));
      const anew = textsAnew({ content: before, parts: { ...draftTexts(before), ...mine } }, after);
      expect(anew).toEqual({ ...draftTexts(after), ...mine });
    }),
  );
});
