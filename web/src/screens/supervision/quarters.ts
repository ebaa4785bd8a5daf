import { todayInShanghai } from '../../shared/civil-day';

const BACK = 8;

/** This quarter, 2026-Q4, and those before it, newest first. */
export function quartersBack(today = todayInShanghai()): string[] {
  const [year = 0, month = 1] = today.split('-').map(Number);
  const now = year * 4 + Math.ceil(month / 3) - 1;
  return Array.from({ length: BACK }, (_, back) => {
    const at = now - back;
    return `${Math.floor(at / 4)}-Q${(at % 4) + 1}`;
  });
}

/** The parts of a quarter, for a sentence. */
export function partsOf(quarter: string): { year: string; nth: string } {
  const [year = '', nth = ''] = quarter.split('-Q');
  return { year, nth };
}
