/** Money is integer fen everywhere (design.md 7); yuan exist only in programme files and on screens. */
export type Fen = number;

/** 1,000,000,000 yuan: far above any micro-project, so larger values are mistakes. */
export const MAX_FEN: Fen = 100_000_000_000;

/** Fen as yuan with two decimals, e.g. 4329670 → "43296.70". Plain text for messages, no grouping. */
export function formatYuan(fen: Fen): string {
  const sign = fen < 0 ? '-' : '';
  const whole = Math.trunc(Math.abs(fen) / 100);
  const rest = String(Math.abs(fen) % 100).padStart(2, '0');
  return `${sign}${whole}.${rest}`;
}
