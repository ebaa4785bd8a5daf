import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { csvOf, sheetText } from '../../../../domain/figures/sheet-text';

it.each([
  '=1+1',
  '+1',
  '-1',
  '@SUM(A1)',
  ' =1',
  '\t=1',
  '\rx',
  '＝HYPERLINK("http://x")',
  '＠x',
  '－1',
  '＋1',
])('takes %j for text', (text) => {
  expect(sheetText(text)).toBe(`'${text}`);
});

it.each(['塘联社区', '2026-03', 'a=b', '', '1', "'=1"])('leaves %j as it is', (text) => {
  expect(sheetText(text)).toBe(text);
});

it('numbers stay numbers, also below zero; nothing stays nothing', () => {
  expect(csvOf([['甲', -1.5, null]])).toBe('\uFEFF甲,-1.5,\r\n');
});

it('begins with the mark by which a spreadsheet knows UTF-8', () => {
  expect([...Buffer.from(csvOf([['月份']]), 'utf8').subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
});

it('whatever is in a cell, a reader gets the cells back and none of them is a formula', () => {
  const cell = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom('a,b', 'say "x"', 'two\r\nlines', '=1', '+1', '-1', '@x', '\t=1'),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell, fc.integer()), { minLength: 1, maxLength: 5 }), (rows) => {
      const read: string[][] = parse(csvOf(rows), { bom: true, record_delimiter: '\r\n' });
      expect(read).toEqual(rows.map(([a, b, n]) => [sheetText(a), sheetText(b), String(n)]));
      for (const [a, b] of read) for (const text of [a, b]) expect(text).not.toMatch(/^[=+\-@\t\r＝＋－＠]/u);
    }),
  );
});
