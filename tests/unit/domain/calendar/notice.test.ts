import chineseDays from 'chinese-days/dist/chinese-days.json';
import fc from 'fast-check';
import { compareYears } from '../../../../domain/calendar/compare';
import { addDays, weekday } from '../../../../domain/calendar/civil-date';
import { decemberOf, withDecember } from '../../../../domain/calendar/new-year';
import { readNotice, type ReadNotice } from '../../../../domain/calendar/notice';
import { provisionalYear } from '../../../../domain/calendar/provisional';
import { shippedYears } from '../../../../domain/calendar/shipped';
import { statutoryDays } from '../../../../domain/calendar/statutory';
import { isCivilDate } from '../../../../domain/calendar/civil-date';
import { imagined2027, noticeOf, PAPER } from './notices';

const year2026 = shippedYears.find(({ year }) => year === 2026) as (typeof shippedYears)[number];
const good = noticeOf(year2026);
const with_ = (change: object): unknown => ({ ...good, ...change });
const codes = (read: ReadNotice) => read.problems.map(({ code, pointer }) => `${code} ${pointer}`);
const warned = (read: ReadNotice) => read.warnings.map(({ code }) => code);
const added = (...days: unknown[]) => readNotice(with_({ days: [...good.days, ...days] }));
const n = good.days.length;

describe('a notice that is right', () => {
  test('is read as the year we ship, with its address', () => {
    const read = readNotice({ $schema: 's', $id: 'i', ...good, source: year2026.source });
    expect(read).toMatchObject({ problems: [], warnings: [], notice: { papers: [PAPER] } });
    expect(read.notice).toMatchObject({ ...year2026, december: { rest: [], work: [] } });
  });

  test('is called what such notices are called when nobody says', () => {
    expect(readNotice(good).notice?.source).toBe('国务院办公厅关于2026年部分节假日安排的通知');
  });

  test('may be in any order', () => {
    const { notice } = readNotice(good);
    fc.assert(
      fc.property(fc.shuffledSubarray(good.days, { minLength: n }), (days) => {
        expect(readNotice(with_({ days })).notice).toEqual(notice);
      }),
    );
  });

  const years = Array.from({ length: 19 }, (_, i) => 2008 + i);
  test.each(years)('%i, as it was published, has no problem', (year) => {
    const list = (all: Record<string, string>, isOffDay: boolean) =>
      Object.entries(all)
        .filter(([date]) => date.startsWith(`${year}-`))
        .map(([date, name]) => ({ date, name: name.split(',')[1] ?? '', isOffDay }));
    const days = [...list(chineseDays.holidays, true), ...list(chineseDays.workdays, false)];
    const read = readNotice({ year, papers: [PAPER], days });
    expect(read.problems).toEqual([]);
    // 2015 had a day of its own, 2020 more days for the epidemic, 2011 worked a day for the New Year of 2012.
    const odd = [2011, 2012, 2015, 2020].includes(year);
    expect(warned(read).filter((code) => code !== 'detached')).toEqual(odd ? ['balance'] : []);
  });
});

describe('bad input is told, all of it at once', () => {
  test('everything wrong with one notice', () => {
    const days = [
      { date: '2026-02-30', name: '春节', isOffDay: true },
      { date: '2026-03-04', name: '元宵节', isOffDay: false },
      { date: '2027-01-01', name: '元旦', isOffDay: true },
      { date: '2026-10-01', name: '', isOffDay: 'yes' },
      ...good.days.slice(1),
      { date: '2026-02-17', name: '雨水', isOffDay: true },
      { date: '2026-02-28', name: '春节', isOffDay: true },
      'a day',
    ];
    const last = 3 + n;
    const read = readNotice({ year: 2026, papers: ['gov.cn', PAPER, 'ftp://gov.cn/a'], days });
    expect(codes(read)).toEqual([
      'paper /papers/0',
      'paper /papers/2',
      'date /days/0/date',
      'other-year /days/2/date',
      'name /days/3/name',
      'shape /days/3/isOffDay',
      `shape /days/${last + 2}`,
      `twice /days/${last}`,
      `contradictory /days/${last + 1}`,
      'make-up-on-workday /days/1/date',
      'statutory-missing /days',
    ]);
    expect(read.notice).toBeNull();
    for (const { zh, en } of read.problems) {
      expect(zh).toMatch(/[\u4e00-\u9fff].*。$/);
      expect(en).toMatch(/^[^\u3000-\u303f]*\.$/);
    }
  });

  test.each([
    ['no object', 'x', ['shape ']],
    ['null', null, ['shape ']],
    ['a list', [], ['shape ']],
    ['nothing', {}, ['year /year', 'paper /papers', 'shape /days']],
    ['a year in words', with_({ year: '2026' }), ['year /year']],
    ['a year of another law', with_({ year: 1998 }), ['year /year']],
    ['papers as text', with_({ papers: PAPER }), ['paper /papers']],
    ['an unknown status', with_({ status: 'official' }), ['shape /status']],
    ['a source of two lines', with_({ source: 'a\nb' }), ['shape /source']],
    ['too many days', with_({ days: Array(401).fill(good.days[0]) }), ['shape /days']],
  ])('%s', (_, input, expected) => expect(codes(readNotice(input))).toEqual(expected));

  test('an empty year is a notice that is not out', () => {
    const read = readNotice({ year: 2027, papers: [], days: [] });
    expect(codes(read)).toEqual(['not-published /days']);
    expect(read.problems[0]?.zh).toContain('2027 年放假通知尚未发布');
    expect(codes(readNotice({ ...imagined2027, papers: [] }))).toEqual(['not-published /papers']);
    expect(readNotice({ ...imagined2027, papers: [], status: 'PROVISIONAL' }).problems).toEqual([]);
  });

  test('the notice of one year under the number of another', () => {
    const read = readNotice(with_({ year: 2027 }));
    // January to November are none of its business; the rest of 2026 has no December day.
    expect(read.problems.filter(({ code }) => code === 'other-year')).toHaveLength(n);
    expect(read.problems.filter(({ code }) => code === 'statutory-missing').length).toBeGreaterThan(5);
  });

  test('a value is repeated on one line and cut', () => {
    const long = added({ date: `2026-${'9'.repeat(500)}`, name: 'x', isOffDay: true });
    expect(long.problems[0]?.en.length).toBeLessThan(120);
  });

  test('each statutory day that is missing or worked is named, whatever else is right', () => {
    fc.assert(
      fc.property(fc.constantFrom(...statutoryDays(2026)), fc.boolean(), ({ date, name }, worked) => {
        const days = good.days.flatMap((day) =>
          day.date !== date ? [day] : worked ? [{ ...day, isOffDay: false }] : [],
        );
        const told = readNotice(with_({ days })).problems.filter(({ code }) => code === 'statutory-missing');
        // A Saturday or Sunday that is not mentioned is off anyway.
        const off = weekday(date) >= 6 && !worked;
        expect(told.map(({ en }) => en.startsWith(`${date} (${name}`))).toEqual(off ? [] : [true]);
      }),
    );
  });

  test('no input whatever makes it throw, and what it lets through is a calendar year', () => {
    const day = fc.record(
      {
        date: fc.oneof(fc.string(), fc.constantFrom('2026-01-01', '2025-12-31', '2026-02-29', '2026-05-09')),
        name: fc.anything(),
        isOffDay: fc.oneof(fc.boolean(), fc.anything()),
      },
      { requiredKeys: [] },
    );
    const input = fc.oneof(
      fc.anything(),
      fc.record(
        { year: fc.oneof(fc.constant(2026), fc.anything()), papers: fc.anything(), days: fc.array(day) },
        { requiredKeys: [] },
      ),
    );
    fc.assert(
      fc.property(input, (value) => {
        const read = readNotice(value);
        expect(read.notice === null).toBe(read.problems.length > 0);
        expect(read.notice?.rest.every(({ date }) => isCivilDate(date)) ?? true).toBe(true);
      }),
    );
  });
});

describe('what is odd is told and let through', () => {
  test.each([
    ['a make-up day left out', good.days.filter(({ date }) => date !== '2026-09-20'), ['balance']],
    [
      'two days swapped in writing',
      good.days.map((day) => (day.date === '2026-05-04' ? { ...day, date: '2026-04-15' } : day)),
      ['detached', 'detached'],
    ],
    [
      'hardly any day off',
      imagined2027.days.filter(({ date }) => date < '2026'),
      ['count', 'count', 'balance'],
    ],
  ])('%s', (_, days, expected) => {
    const read =
      days.length > 0
        ? readNotice(with_({ days }))
        : readNotice({ year: 2027, papers: [PAPER], days: provisionalYear(2027).rest.map(off) });
    expect(read.problems).toEqual([]);
    expect(warned(read)).toEqual(expected);
  });

  test('members nobody knows', () => {
    expect(readNotice(with_({ region: 'CN' })).warnings).toMatchObject([
      { code: 'ignored', pointer: '/region' },
    ]);
  });
});

const off = ({ date, name }: { date: string; name: string }) => ({ date, name, isOffDay: true });

describe('New Year that begins in December', () => {
  const days = [
    { name: '元旦', date: '2018-12-29', isOffDay: false },
    { name: '元旦', date: '2018-12-30', isOffDay: true },
    { name: '元旦', date: '2018-12-31', isOffDay: true },
    ...statutoryDays(2019).map(off),
  ];
  const read = readNotice({ year: 2019, papers: [PAPER], days });

  test('belongs to the year before, and is balanced there', () => {
    expect(read.problems).toEqual([]);
    expect(read.notice?.december).toEqual({
      rest: [
        { date: '2018-12-30', name: '元旦' },
        { date: '2018-12-31', name: '元旦' },
      ],
      work: [{ date: '2018-12-29', name: '元旦' }],
    });
    expect(warned(read)).toContain('december');
    expect(read.notice?.rest.every(({ date }) => date.startsWith('2019'))).toBe(true);
  });

  test('is put into that year, moved by a correction, and kept when that year is imported again', () => {
    const year = provisionalYear(2018);
    const december = read.notice?.december ?? decemberOf(year);
    const joined = withDecember(year, december);
    expect(decemberOf(joined)).toEqual(december);
    expect(withDecember(joined, december)).toBe(joined);
    const moved = { rest: [{ date: '2018-12-31', name: '元旦' }], work: [] };
    expect(decemberOf(withDecember(joined, moved))).toEqual(moved);
    expect(withDecember(withDecember(joined, moved), { rest: [], work: [] })).toEqual(year);
    expect(withDecember(year, decemberOf(joined))).toEqual(joined);
  });
});

describe('comparing two versions of a year', () => {
  test('tells which days change, and how', () => {
    const notice = readNotice(imagined2027).notice;
    if (notice === null) throw new Error('the imagined notice is wrong');
    const changes = compareYears(provisionalYear(2027), notice);
    expect(changes).toContainEqual({
      ...{ date: '2027-02-09', effect: 'off' },
      ...{ before: { kind: 'workday', name: null }, after: { kind: 'holiday', name: '春节' } },
    });
    expect(changes).toContainEqual({
      ...{ date: '2027-02-14', effect: 'worked' },
      ...{ before: { kind: 'weekend', name: null }, after: { kind: 'makeup-workday', name: '春节' } },
    });
    expect(changes.find(({ date }) => date === '2027-01-02')?.effect).toBe('renamed');
    expect(changes.some(({ date }) => date === '2027-01-01')).toBe(false);
    const [worked, rested] = ['worked', 'off'].map(
      (effect) => changes.filter((c) => c.effect === effect).length,
    );
    expect([worked, rested]).toEqual([imagined2027.days.filter((day) => !day.isOffDay).length, 11]);
  });

  test('of the same year nothing changes, and other years are no versions', () => {
    expect(compareYears(year2026, year2026)).toEqual([]);
    expect(() => compareYears(year2026, provisionalYear(2027))).toThrow(RangeError);
  });

  test('every day is told exactly when it differs', () => {
    fc.assert(
      fc.property(fc.subarray([...year2026.rest]), (rest) => {
        const changed = compareYears(year2026, { ...year2026, rest }).map(({ date }) => date);
        const gone = year2026.rest.filter((day) => !rest.includes(day)).map(({ date }) => date);
        expect(changed).toEqual(gone);
      }),
    );
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
  });
});
