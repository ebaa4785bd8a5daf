const ELLIPSIS = '…';
const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/** Length in bytes of UTF-8, as providers count. */
export const byteLength = (text: string): number => Buffer.byteLength(text, 'utf8');

/** Half a surrogate pair is no character: it would become three bytes that nobody typed. */
const wellFormed = (text: string): string => text.replace(/\p{Surrogate}/gu, '\uFFFD');

/** One line without control characters, so that nothing can break out of the line it stands on. */
export const oneLine = (text: string): string => wellFormed(text).replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ');

/**
 * At most `max` (bytes of UTF-8, unless `size` measures otherwise), cut between two characters as people see them:
 * never within an emoji, a joined family or a letter and its accents. What was cut ends with an ellipsis.
 */
export function truncate(text: string, max: number, size: (text: string) => number = byteLength): string {
  const whole = wellFormed(text);
  if (size(whole) <= max) return whole;
  const room = max - size(ELLIPSIS);
  if (room < 0) return '';
  let used = 0;
  let end = 0;
  for (const { segment, index } of graphemes.segment(whole)) {
    used += size(segment);
    if (used > room) break;
    end = index + segment.length;
  }
  return whole.slice(0, end) + ELLIPSIS;
}
