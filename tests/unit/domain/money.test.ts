import fc from 'fast-check';
import { formatYuan, MAX_FEN } from '../../../domain/money';

describe('formatYuan', () => {
  it.each([
    [0, '0.00'],
    [1, '0.01'],
    [99, '0.99'],
    [100, '1.00'],
    [4_329_670, '43296.70'],
    [-1, '-0.01'],
    [-12_345, '-123.45'],
    [MAX_FEN, '1000000000.00'],
  ])('%i fen is %s yuan', (fen, yuan) => {
    expect(formatYuan(fen)).toBe(yuan);
  });

  it('loses no fen in either direction', () => {
    fc.assert(
      fc.property(fc.integer({ min: -MAX_FEN, max: MAX_FEN }), (fen) => {
        const [whole = '', cents = ''] = formatYuan(fen).split('.');
        expect(cents).toHaveLength(2);
        expect(Number(`${whole}${cents}`)).toBe(fen === 0 ? 0 : fen);
      }),
    );
  });
});
