import fc from 'fast-check';
import { checkLimit, formatLimit, parseLimit, type LimitUnit } from '../../../../domain/calendar/limit';
import { refusal, refusalMessage } from './refusal';

describe('limits', () => {
  test.each<[string, number, LimitUnit]>([
    ['10wd', 10, 'workday'],
    ['10 workday', 10, 'workday'],
    ['10 workdays', 10, 'workday'],
    ['7d', 7, 'day'],
    ['7 day', 7, 'day'],
    ['30 days', 30, 'day'],
    ['1week', 1, 'week'],
    ['1 week', 1, 'week'],
    ['2 weeks', 2, 'week'],
    ['1month', 1, 'month'],
    ['2 month', 2, 'month'],
    ['2h', 2, 'hour'],
    ['2 hour', 2, 'hour'],
    [' 5WD ', 5, 'workday'],
    ['3650d', 3650, 'day'],
  ])('%j', (text, amount, unit) => {
    expect(parseLimit(text)).toEqual({ amount, unit });
  });

  test.each([
    ...[
      '',
      'wd',
      '10',
      '0wd',
      '-1wd',
      '+1wd',
      '1.5d',
      '1e3d',
      '010wd',
      '3651d',
      '10000d',
      '10  wd',
      '1m',
      '1w',
      '2y',
    ],
    ...['10wd 5d', '１０wd', '10个工作日', 'NaNd', '5constructor', '5__proto__'],
  ])('%j is refused with what is accepted', (text) => {
    expect(refusal(() => parseLimit(text))).toBe('limit-invalid');
    expect(refusalMessage(() => parseLimit(text))).toMatch(/1 to 3650 .*10wd.*7d.*1week.*1month.*2h/);
  });

  test.each([0, -1, 1.5, NaN, Infinity, 3651])('an amount of %p is refused however it came', (amount) => {
    expect(refusal(() => checkLimit({ amount, unit: 'day' }))).toBe('limit-invalid');
  });

  test.each<[string, string, string]>([
    ['10wd', '10个工作日', '10 working days'],
    ['1wd', '1个工作日', '1 working day'],
    ['7d', '7天', '7 days'],
    ['1week', '1周', '1 week'],
    ['2month', '2个月', '2 months'],
    ['2h', '2个工作小时', '2 working hours'],
  ])('%s reads %s and %s', (text, zh, en) => {
    expect(formatLimit(parseLimit(text), 'zh')).toBe(zh);
    expect(formatLimit(parseLimit(text), 'en')).toBe(en);
  });

  test('every amount and unit is read back', () => {
    const units = fc.constantFrom<LimitUnit>('workday', 'day', 'week', 'month', 'hour');
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3650 }), units, (amount, unit) => {
        expect(parseLimit(`${amount} ${unit}`)).toEqual({ amount, unit });
      }),
    );
  });
});
