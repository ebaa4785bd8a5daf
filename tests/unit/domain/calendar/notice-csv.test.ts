import { readNotice } from '../../../../domain/calendar/notice';
import { readNoticeCsv } from '../../../../domain/calendar/notice-csv';
import { imagined2027, PAPER } from './notices';

const about = { year: 2027, papers: [PAPER] };
const rows = (line: (day: (typeof imagined2027.days)[number]) => string) => imagined2027.days.map(line);
const csv = ['date,name,isOffDay', ...rows((d) => `${d.date},${d.name},${d.isOffDay}`)].join('\n');
const expected = readNotice(imagined2027);
const problems = (text: string) =>
  readNoticeCsv(text, about).problems.map(({ code, pointer, en }) => `${code} ${pointer} ${en}`);

describe('a notice as a table', () => {
  test('is the same notice', () => {
    expect(expected.notice).not.toBeNull();
    expect(readNoticeCsv(csv, about).notice).toEqual(expected.notice);
  });

  test('as a Chinese spreadsheet writes it: byte order mark, other columns and order, its own dates', () => {
    const chinese = [
      '\ufeff休/班,日期,星期,名称',
      '',
      ...rows((d) => {
        const [y, m, day] = d.date.split('-').map(Number);
        return `${d.isOffDay ? '休' : '班'},${y}/${m}/${day},,"${d.name}"`;
      }),
      ',,,',
    ].join('\r\n');
    expect(readNoticeCsv(chinese, about).notice).toEqual(expected.notice);
    expect(readNoticeCsv(chinese.replaceAll(/(\d+)\/(\d+)\/(\d+)/g, '$1年$2月$3日'), about).notice).toEqual(
      expected.notice,
    );
  });

  test('names the line of each problem', () => {
    const text = csv
      .replace('2027-01-02,元旦,true', '2027-01-32,元旦,true')
      .replace('2027-02-14,春节,false', '2027-02-15,春节,maybe');
    expect(problems(text)).toEqual([
      'date /text Line 3: "2027-01-32" is not a day that exists, as YYYY-MM-DD.',
      'shape /text Line 14: Expected 休 (off) or 班 (worked), found "maybe".',
    ]);
    expect(readNoticeCsv(text, about).problems[0]?.zh).toMatch(/^第 3 行：/);
  });

  test('says of a day that is given both ways on which lines, once', () => {
    const text = `${csv.trimEnd()}\n2027-02-05,春节,班\n2027-02-06,春节,休\n`;
    const last = csv.trimEnd().split('\n').length;
    const line = csv.split('\n').findIndex((one) => one.startsWith('2027-02-05')) + 1;
    expect(problems(text)).toEqual([
      `contradictory /text Line ${last + 1}: 2027-02-05 contradicts itself: worked here, off in line ${line}.`,
      `twice /text Line ${last + 2}: 2027-02-06 is there twice (see line ${line + 1}, 春节); join two festivals on one day into one entry.`,
    ]);
    expect(readNoticeCsv(text, about).problems[0]?.zh).toBe(
      `第 ${last + 1} 行：2027-02-05 自相矛盾：此处为上班，第 ${line} 行为放假。`,
    );
  });

  test.each([
    ['', /first line must be/],
    ['date;name;isOffDay\n2027-01-01;元旦;true', /first line must be .* found "date;name;isOffDay"/],
    ['date,name\n2027-01-01,元旦', /first line must be/],
    ['date,date,name,isOffDay\n', /first line must be/],
    ['date,name,isOffDay\n"2027-01-01,元旦,true', /Not a readable CSV/],
    ['date,name,isOffDay\n', /not-published/],
    [`date,name,isOffDay\n2027-01-01,${'节'.repeat(3_000)},true`, /Not a readable CSV/],
  ])('%j is refused', (text, words) => expect(problems(text).join()).toMatch(words));

  test('what is said beside it counts too', () => {
    const read = readNoticeCsv(csv, { year: 2027, papers: [], source: '通知', status: 'PROVISIONAL' });
    expect(read.notice).toMatchObject({ status: 'PROVISIONAL', source: '通知', papers: [] });
    expect(readNoticeCsv(csv, { year: 2028, papers: ['x'] }).problems.map(({ code }) => code)).toContain(
      'paper',
    );
  });
});
