import {
  isQuarter,
  quarterOf,
  spanOfQuarter,
  splitAlarms,
  type Splittable,
} from '../../../../domain/figures/check-sheet';

describe('a quarter', () => {
  it.each([
    ['2026-01-01', '2026-Q1'],
    ['2026-03-31', '2026-Q1'],
    ['2026-04-01', '2026-Q2'],
    ['2026-12-31', '2026-Q4'],
  ])('of %s is %s', (day, quarter) => {
    expect(quarterOf(day)).toBe(quarter);
  });

  it('lasts from its first midnight in Shanghai to that of the next', () => {
    expect(spanOfQuarter('2026-Q4')).toEqual({
      from: '2026-09-30T16:00:00.000Z',
      until: '2026-12-31T16:00:00.000Z',
    });
  });

  it.each(['2026-Q0', '2026-Q5', '2026-4', '26-Q1', '2026-Q1 ', '0000-Q1'])('is not %j', (text) => {
    expect(isQuarter(text)).toBe(false);
  });
});

describe('what may have been split (domain.md 2.3)', () => {
  const CAP = 10_000_000;
  const project = (id: string, title: string, fen: number, more: Partial<Splittable> = {}): Splittable => ({
    ...{ id, number: `N-${id}`, title, organisationId: 'daxin', openedAt: '2026-03-01T02:00:00.000Z' },
    ...{ money: { approvedFen: fen, estimateFen: null }, ...more },
  });
  const first = project('1', '停车棚改造一期', 6_000_000);
  const second = (more: Partial<Splittable> = {}, fen = 6_000_000, title = '停车棚改造二期') =>
    project('2', title, fen, more);

  it('names both, each at the other', () => {
    expect([...splitAlarms([first, second()], CAP)]).toEqual([
      ['1', ['N-2']],
      ['2', ['N-1']],
    ]);
  });

  it.each([
    ['together just at the cap', second({}, 4_000_000)],
    ['one of them above the cap by itself', second({}, 10_000_001)],
    ['of another community', second({ organisationId: 'tanglian' })],
    ['a year later', second({ openedAt: '2027-03-01T02:00:00.000Z' })],
    ['another name', second({}, 6_000_000, '凉亭翻新')],
    ['without an amount', second({ money: { approvedFen: null, estimateFen: null } })],
  ])('and not %s', (_, other) => {
    expect(splitAlarms([first, other], CAP).size).toBe(0);
  });

  it('goes by the estimate as long as nothing is approved', () => {
    const estimated = second({ money: { approvedFen: null, estimateFen: 6_000_000 } });
    expect(splitAlarms([first, estimated], CAP).size).toBe(2);
  });
});
