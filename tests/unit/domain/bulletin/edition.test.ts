import {
  BULLETIN_STATUSES,
  BULLETIN_STEPS,
  checkOver,
  checkStep,
  cutOffOf,
  fitsStep,
  numberOf,
} from '../../../../domain/bulletin/edition';
import { codeOf } from '../../../support/domain';

describe('a month', () => {
  it('ends at midnight in Asia/Shanghai', () => {
    expect(cutOffOf('2026-10')).toBe('2026-10-31T16:00:00.000Z');
    expect(cutOffOf('2026-12')).toBe('2026-12-31T16:00:00.000Z');
    expect(cutOffOf('2028-02')).toBe('2028-02-29T16:00:00.000Z');
  });

  it('that is not over is refused, and from when on it can be built is said', () => {
    expect(() => checkOver('2026-10', '2026-10-31T16:00:00.000Z')).not.toThrow();
    const early = (): void => checkOver('2026-10', '2026-10-31T15:59:59.999Z');
    expect(codeOf(early)).toBe('not-now');
    expect(early).toThrow('2026-11-01');
  });
});

it('numbers go by year', () => expect(numberOf({ year: 2026, number: 3 })).toBe('〔2026〕第3期'));

describe('a step', () => {
  it.each([
    ['DRAFT', ['edit', 'rebuild', 'sign', 'discard']],
    ['SIGNED', ['unsign', 'publish']],
    ['PUBLISHED', ['correct']],
  ] as const)('of a %s one is one of %j', (status, steps) => {
    expect(BULLETIN_STEPS.filter((step) => fitsStep(step, status)).sort()).toEqual([...steps].sort());
    for (const step of BULLETIN_STEPS.filter((one) => !fitsStep(one, status)))
      expect(codeOf(() => checkStep(step, status))).toBe('not-now');
  });

  it('fits one state only', () => {
    for (const step of BULLETIN_STEPS)
      expect(BULLETIN_STATUSES.filter((status) => fitsStep(step, status))).toHaveLength(1);
  });
});
