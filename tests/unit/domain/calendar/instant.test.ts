import fc from 'fast-check';
import {
  addMs,
  civilDateOf,
  compareInstants,
  endOfDay,
  epochMs,
  instantOfEpochMs,
  localTextOf,
  localTimeOf,
  minInstant,
  msBetween,
  parseInstant,
  startOfDay,
} from '../../../../domain/calendar/instant';
import { refusal } from './refusal';

const anyMs = fc.integer({ min: Date.UTC(1992, 0, 1), max: Date.UTC(2199, 11, 31) });

describe('instants', () => {
  test.each([
    ['2026-02-12T16:30:00+08:00', '2026-02-12T08:30:00.000Z'],
    ['2026-02-12T16:30+08:00', '2026-02-12T08:30:00.000Z'],
    ['2026-02-12T08:30:00Z', '2026-02-12T08:30:00.000Z'],
    ['2026-02-12T08:30:00.1Z', '2026-02-12T08:30:00.100Z'],
    ['2026-02-12T08:30:00.123999Z', '2026-02-12T08:30:00.123Z'],
    ['2026-02-12T03:30:00-0500', '2026-02-12T08:30:00.000Z'],
    ['2026-02-12T14:15:00+05:45', '2026-02-12T08:30:00.000Z'],
    ['2026-02-12T24:00:00+08:00', '2026-02-12T16:00:00.000Z'],
    ['2026-12-31T23:59:59.999Z', '2026-12-31T23:59:59.999Z'],
  ])('%s is %s', (text, instant) => {
    expect(parseInstant(text)).toBe(instant);
  });

  test.each([
    '',
    '2026-02-12',
    '2026-02-12T16:30:00',
    '2026-02-12 16:30:00+08:00',
    '2026-02-30T16:30:00Z',
    '2026-02-12T24:00:01Z',
    '2026-02-12T25:00:00Z',
    '2026-02-12T16:60:00Z',
    '2026-02-12T16:30:60Z',
    '2026-02-12T16:30:00+15:00',
    '2026-02-12T16:30:00+08:60',
    '2026-02-12T16:30:00.Z',
    '2026-02-12T16:30:00Z\n',
    'Thu Feb 12 2026',
  ])('%j is refused', (text) => {
    expect(refusal(() => parseInstant(text))).toBe('instant-invalid');
  });

  test('agree with the platform', () => {
    fc.assert(
      fc.property(anyMs, (ms) => {
        const text = new Date(ms).toISOString();
        expect(instantOfEpochMs(ms)).toBe(text);
        expect(epochMs(text)).toBe(ms);
        expect(civilDateOf(text)).toBe(new Date(ms + 8 * 3_600_000).toISOString().slice(0, 10));
      }),
    );
  });

  test('the day turns at midnight in Shanghai, not in UTC', () => {
    expect(civilDateOf('2026-02-12T15:59:59.999Z')).toBe('2026-02-12');
    expect(civilDateOf('2026-02-12T16:00:00.000Z')).toBe('2026-02-13');
    expect(startOfDay('2026-02-13')).toBe('2026-02-12T16:00:00.000Z');
    expect(endOfDay('2026-02-12')).toBe('2026-02-12T16:00:00.000Z');
    expect(endOfDay('2026-12-31')).toBe(startOfDay('2027-01-01'));
  });

  test('local time is read in Shanghai', () => {
    expect(localTimeOf('2026-02-12T15:59:59.999Z')).toEqual({ hour: 23, minute: 59 });
    expect(localTimeOf('2026-02-12T16:00:00.000Z')).toEqual({ hour: 0, minute: 0 });
    expect(localTextOf('2026-02-12T01:05:00.000Z')).toBe('2026-02-12 09:05');
  });

  test('arithmetic and order', () => {
    const [a, b] = ['2026-02-12T08:30:00.000Z', '2026-02-12T08:30:00.001Z'];
    expect(addMs(a, 1)).toBe(b);
    expect(addMs(b, -1)).toBe(a);
    expect(msBetween(a, b)).toBe(1);
    expect(msBetween(b, a)).toBe(-1);
    expect([Math.sign(compareInstants(a, b)), compareInstants(a, a)]).toEqual([-1, 0]);
    expect(compareInstants(a, '2026-02-12T16:30:00+08:00')).toBe(0);
  });

  test('the earliest of those that are there', () => {
    const [a, b] = ['2026-02-12T08:30:00.000Z', '2026-02-13T08:30:00.000Z'];
    expect(minInstant(null, b, undefined, a)).toBe(a);
    expect(minInstant(a, b)).toBe(a);
    expect(minInstant()).toBeNull();
    expect(minInstant(null, undefined)).toBeNull();
  });
});
