import fc from 'fast-check';
import { LANGUAGES, type Language } from '../../../domain/language';
import { fitMessage, moreLine, type Layout, type Words } from '../../../activities/channels/text/fit';
import { byteLength, oneLine, truncate } from '../../../activities/channels/text/truncate';

const segmenter = new Intl.Segmenter('zh', { granularity: 'grapheme' });
const graphemesOf = (text: string): string[] => [...segmenter.segment(text)].map(({ segment }) => segment);

const FAMILY = '👨‍👩‍👧‍👦';
const FLAG = '🇨🇳';
const THUMB = '👍🏽';
const ACCENTED = 'e\u0301\u0323';
const HANGUL = '\u1112\u1161\u11ab';
const DEVANAGARI = 'क्षि';
const piece = fc.oneof(
  fc.constantFrom(
    FAMILY,
    FLAG,
    THUMB,
    ACCENTED,
    HANGUL,
    DEVANAGARI,
    '办',
    '结',
    'a',
    ' ',
    '…',
    '𠮷',
    '\r\n',
    '🏳️‍🌈',
  ),
  fc.string({ unit: 'grapheme', maxLength: 3 }),
  fc.string({ unit: 'binary', maxLength: 3 }),
);
/** Halves of surrogate pairs too: what a browser may send. */
const wild = fc.oneof(
  fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join('')),
  fc
    .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 40 })
    .map((units) => String.fromCharCode(...units)),
);

describe('truncate', () => {
  it('leaves alone what fits, to the byte', () => {
    expect(truncate('办结', 6)).toBe('办结');
    expect(truncate('办结了', 8)).toBe('办…');
    expect(truncate('办结了', 3)).toBe('…');
    expect(truncate('办结了', 2)).toBe('');
  });

  it.each([FAMILY, FLAG, THUMB, ACCENTED, HANGUL, DEVANAGARI, '🏳️‍🌈', '𠮷'])('never cuts within %s', (one) => {
    for (let max = 0; max < byteLength(one) + 3; max += 1) {
      expect(['', '…', one]).toContain(truncate(one, max));
      expect(['', '…', `${one}…`, `${one}${one}`]).toContain(truncate(`${one}${one}`, max));
    }
  });

  it('puts a sign in the place of half a character', () => {
    expect(truncate('a\uD83D', 9)).toBe('a\uFFFD');
    expect(truncate('\uDC00b', 9)).toBe('\uFFFDb');
  });

  it('is at most as long as asked, well formed, and ends at a character', () => {
    fc.assert(
      fc.property(wild, fc.integer({ min: 0, max: 120 }), (text, max) => {
        const whole = truncate(text, Number.MAX_SAFE_INTEGER);
        const cut = truncate(text, max);
        expect(byteLength(cut)).toBeLessThanOrEqual(max);
        expect(cut).not.toMatch(/\p{Surrogate}/u);
        if (byteLength(whole) <= max) {
          expect(cut).toBe(whole);
          return;
        }
        if (cut === '') {
          expect(max).toBeLessThan(3);
          return;
        }
        const kept = cut.slice(0, -1);
        const all = graphemesOf(whole);
        const count = kept === '' ? 0 : graphemesOf(kept).length;
        expect(kept).toBe(all.slice(0, count).join(''));
        // Not shorter than need be: with the next character it would be too long.
        expect(byteLength(kept) + byteLength(all[count]!) + 3).toBeGreaterThan(max);
      }),
      { numRuns: 500 },
    );
  });

  it('does not go through a text a megabyte long to keep its first words', () => {
    expect(truncate('办'.repeat(350_000), 100)).toBe(`${'办'.repeat(32)}…`);
  });

  it('measures as it is told', () => {
    expect(truncate('办结办结办结', 4, (text) => text.length)).toBe('办结办…');
  });
});

/** The last line when not all fit. */
const COUNTED = { zh: /另有 (\d+) 项，请登录查看$/, en: /… and (\d+) more: sign in to see them$/ };

describe('fitMessage', () => {
  const layout = (maxBytes: number, link = 'https://banjie.example/c/1'): Layout => ({
    maxBytes,
    separator: '\n',
    title: (text) => `**${text}**`,
    line: (text) => `- ${text}`,
    link,
  });
  const words = (count: number, language: Language = 'zh') => ({
    language,
    title: '今日催办',
    lines: Array.from({ length: count }, (_, i) => `第 ${i + 1} 项，逾期 ${i} 天`),
  });

  it('keeps everything that fits, without a line of more', () => {
    const text = fitMessage(words(3), layout(2_048));
    expect(text.split('\n')).toEqual([
      '**今日催办**',
      '- 第 1 项，逾期 0 天',
      '- 第 2 项，逾期 1 天',
      '- 第 3 项，逾期 2 天',
      'https://banjie.example/c/1',
    ]);
  });

  it('says how many more there are', () => {
    const lines = fitMessage(words(100), layout(400)).split('\n');
    const shown = lines.length - 3;
    expect(shown).toBeGreaterThan(3);
    expect(lines.at(-2)).toBe(`- ${moreLine(100 - shown, 'zh')}`);
    expect(moreLine(12, 'zh')).toBe('……另有 12 项，请登录查看');
  });

  it('says so in the language of the message', () => {
    const lines = fitMessage(words(100, 'en'), layout(400)).split('\n');
    expect(lines.at(-2)).toMatch(/^- … and \d+ more: sign in to see them$/);
  });

  it('does not hide a last line that fits in the place of the words that would count it', () => {
    const exact = byteLength(fitMessage(words(5), layout(9_999)));
    expect(fitMessage(words(5), layout(exact))).not.toContain('另有');
    expect(fitMessage(words(5), layout(exact - 1))).toContain('另有');
  });

  it('cuts a single line that is too long, and counts the others', () => {
    const long: Words = { language: 'zh', title: '催办', lines: ['逾期'.repeat(500), '第二项', '第三项'] };
    const lines = fitMessage(long, layout(300)).split('\n');
    expect(lines).toHaveLength(4);
    expect(lines[1]).toMatch(/^- (逾期)+(逾)?…$/);
    expect(lines[2]).toContain('另有 2 项');
  });

  it('keeps the link whole, or leaves it out', () => {
    expect(fitMessage({ language: 'zh', title: '办'.repeat(200), lines: [] }, layout(100))).toMatch(
      /^\*\*办+…\*\*\nhttps:\/\/banjie.example\/c\/1$/,
    );
    expect(
      fitMessage({ language: 'zh', title: '催办', lines: ['一'] }, layout(20, `https://x/${'y'.repeat(99)}`)),
    ).toBe('催办');
  });

  it('fits every message, whole characters only, most urgent lines first', () => {
    const line = fc.oneof(wild, fc.constant('普通的一行'));
    fc.assert(
      fc.property(
        fc.constantFrom(...LANGUAGES),
        wild,
        fc.array(line, { maxLength: 60 }),
        fc.integer({ min: 0, max: 600 }),
        (language, title, lines, max) => {
          const text = fitMessage({ language, title, lines }, layout(max));
          expect(byteLength(text)).toBeLessThanOrEqual(max);
          expect(text).not.toMatch(/\p{Surrogate}/u);
          const parts = text.split('\n');
          if (parts.at(-1) !== layout(max).link) {
            expect(max).toBeLessThan(40);
            return;
          }
          const body = parts.slice(1, -1);
          const hidden = Number(COUNTED[language].exec(body.at(-1) ?? '')?.[1] ?? 0);
          if (hidden > 0) expect(body.length - 1 + hidden).toBe(lines.length);
          const shown = hidden > 0 ? body.slice(0, -1) : body;
          if (shown.length > 1)
            expect(shown).toEqual(lines.slice(0, shown.length).map((each) => `- ${oneLine(each)}`));
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('oneLine', () => {
  it('lets nothing break out of its line', () => {
    expect(oneLine('一\r\n二\u2028三\u0000四')).toBe('一 二 三 四');
  });
});
