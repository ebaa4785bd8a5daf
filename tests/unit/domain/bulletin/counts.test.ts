import {
  averageOf,
  CUMULATED,
  differences,
  isEmpty,
  NO_COUNTS,
  shareOf,
  SINGLE,
  sumOfCounts,
} from '../../../../domain/bulletin/counts';
import { CUMULATED_DEFINITIONS, SINGLE_DEFINITIONS } from '../../../../domain/bulletin/definitions';
import { counts } from '../../../support/bulletin';

describe('a share and an average', () => {
  it.each([
    [49, 50, 0.98],
    [1, 3, 0.3333],
    [2, 3, 0.6667],
    [0, 7, 0],
    [7, 7, 1],
  ])('%d of %d is %d', (part, whole, share) => expect(shareOf(part, whole)).toBe(share));

  it('of nothing is nothing, and not zero', () => {
    expect(shareOf(0, 0)).toBeNull();
    expect(averageOf(0, 0)).toBeNull();
  });

  it('of working days goes to a tenth', () => {
    expect(averageOf(19.99, 2)).toBe(10);
    expect(averageOf(37, 4)).toBe(9.3);
  });
});

describe('a sum', () => {
  it('adds every figure, and types that only one place has', () => {
    const a = counts({
      ...{ month: { applied: 2, paidFen: 5 }, total: { applied: 7 }, single: { covered: 1 } },
      types: { works: { confirmedMonth: 1, confirmedTotal: 4, doneTotal: 2 } },
    });
    const b = counts({
      ...{ month: { applied: 3 }, total: { applied: 1 }, single: { covered: 2 } },
      types: {
        works: { confirmedMonth: 2, confirmedTotal: 2, doneTotal: 0 },
        '': { confirmedMonth: 0, confirmedTotal: 1, doneTotal: 0 },
      },
    });
    const sum = sumOfCounts([a, b]);
    expect(sum.month).toMatchObject({ applied: 5, paidFen: 5, suggestions: 0 });
    expect(sum.total.applied).toBe(8);
    expect(sum.single.covered).toBe(3);
    expect(sum.types).toEqual({
      works: { confirmedMonth: 3, confirmedTotal: 6, doneTotal: 2 },
      '': { confirmedMonth: 0, confirmedTotal: 1, doneTotal: 0 },
    });
    expect(sumOfCounts([])).toEqual(NO_COUNTS);
  });

  it('that is not what was counted is named, figure by figure', () => {
    const counted = counts({ month: { applied: 1 }, total: { applied: 2 }, single: { covered: 3 } });
    expect(differences(counted, counted)).toEqual([]);
    expect(differences(NO_COUNTS, counted)).toEqual(['applied (month)', 'applied (total)', 'covered']);
  });

  it('of types must be that of all projects: one that has a type nobody counts is missed', () => {
    const counted = counts({ total: { confirmed: 3, done: 1 }, month: { confirmed: 1 } });
    const summed = (confirmedTotal: number) => ({
      ...counted,
      types: { works: { confirmedMonth: 1, confirmedTotal, doneTotal: 1 } },
    });
    expect(differences(summed(3), counted)).toEqual([]);
    expect(differences(summed(2), counted)).toEqual(['confirmed by type (total)']);
  });

  it('of working days may be added in any order', () => {
    const parts = [0.1, 0.2, 0.3].map((determinedNet) => counts({ single: { determinedNet } }));
    expect(differences(sumOfCounts(parts), sumOfCounts([...parts].reverse()))).toEqual([]);
  });
});

describe('an empty month', () => {
  it('is one in which nothing was recorded until its end; communities are there without work', () => {
    expect(isEmpty(counts({ single: { communities: 50 } }))).toBe(true);
    for (const key of CUMULATED) expect(isEmpty(counts({ total: { [key]: 1 } }))).toBe(false);
    for (const key of SINGLE.filter((one) => one !== 'communities'))
      expect(isEmpty(counts({ single: { [key]: 1 } }))).toBe(false);
  });
});

it('every figure says in both languages what it is', () => {
  const all = [...Object.entries(CUMULATED_DEFINITIONS), ...Object.entries(SINGLE_DEFINITIONS)];
  expect(all.map(([key]) => key).sort()).toEqual([...CUMULATED, ...SINGLE].sort());
  for (const [, { name, text }] of all)
    for (const words of [name, text]) {
      expect(words.zh).toMatch(/\p{Script=Han}/u);
      expect(words.en).toMatch(/^[\x20-\x7e’÷]+$/);
    }
  expect(new Set(all.map(([, { name }]) => name.zh)).size).toBe(all.length);
});
