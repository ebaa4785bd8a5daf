import { isMonth, monthOf, monthsAfter, monthsBetween, startOfMonth } from '../../../../domain/figures/month';

it('a month begins at midnight in Shanghai', () => {
  expect(startOfMonth('2026-03')).toBe('2026-02-28T16:00:00.000Z');
  expect(monthOf('2026-02-28T15:59:59.999Z')).toBe('2026-02');
  expect(monthOf('2026-02-28T16:00:00.000Z')).toBe('2026-03');
});

it('months are counted over years, both ends included', () => {
  expect(monthsBetween('2025-11', '2026-02')).toEqual(['2025-11', '2025-12', '2026-01', '2026-02']);
  expect(monthsBetween('2026-03', '2026-03')).toEqual(['2026-03']);
  expect(monthsBetween('2026-03', '2026-02')).toEqual([]);
  expect(monthsAfter('2026-01', -1)).toBe('2025-12');
});

it.each(['2026-13', '2026-00', '2026-3', '2026-03-01', 'march', ''])('%j is no month', (text) => {
  expect(isMonth(text)).toBe(false);
});
