/** Due dates worked out by hand from the published day lists; the start day is never counted. */
export interface Vector {
  readonly from: string;
  readonly limit: string;
  readonly due: string;
  readonly roll?: boolean;
  readonly provisional?: boolean;
  readonly why: string;
}

function row(from: string, why: string, dues: Readonly<Record<string, string>>): Vector[] {
  return Object.entries(dues).map(([limit, due]) => ({ from, limit, due, why }));
}

export const vectors: readonly Vector[] = [
  ...row('2026-02-12', 'Spring Festival and two make-up Saturdays', {
    '1wd': '2026-02-13',
    '3wd': '2026-02-24',
    '5wd': '2026-02-26',
    '10wd': '2026-03-04',
    '15wd': '2026-03-11',
    '23wd': '2026-03-23',
  }),
  ...row('2026-02-13', 'a make-up Saturday is the first working day', {
    '1wd': '2026-02-14',
    '3wd': '2026-02-25',
    '5wd': '2026-02-27',
    '10wd': '2026-03-05',
    '15wd': '2026-03-12',
    '23wd': '2026-03-24',
  }),
  ...row('2026-09-18', 'a make-up Sunday and two festivals', {
    '1wd': '2026-09-20',
    '3wd': '2026-09-22',
    '5wd': '2026-09-24',
    '10wd': '2026-10-09',
    '15wd': '2026-10-15',
    '23wd': '2026-10-27',
  }),
  ...row('2026-12-08', 'ends before New Year', {
    '1wd': '2026-12-09',
    '3wd': '2026-12-11',
    '5wd': '2026-12-15',
    '10wd': '2026-12-22',
    '15wd': '2026-12-29',
  }),
  {
    from: '2026-12-08',
    limit: '23wd',
    due: '2027-01-11',
    provisional: true,
    why: '1 January 2027 is off by law',
  },
  { from: '2026-09-16', limit: '15wd', due: '2026-10-13', why: 'make-up days on both sides of National Day' },
  { from: '2026-09-28', limit: '5wd', due: '2026-10-10', why: 'due on a working Saturday' },
  { from: '2026-02-13', limit: '3d', due: '2026-02-24', why: 'rolled out of Spring Festival' },
  { from: '2026-02-13', limit: '3d', roll: false, due: '2026-02-16', why: 'not rolled on request' },
  { from: '2026-05-06', limit: '3d', due: '2026-05-09', why: 'a make-up Saturday needs no roll' },
  { from: '2026-01-31', limit: '1month', due: '2026-02-28', why: 'no matching day, and a make-up Saturday' },
  { from: '2026-01-16', limit: '1month', due: '2026-02-24', why: 'matching day in Spring Festival' },
  { from: '2026-01-16', limit: '1month', roll: false, due: '2026-02-16', why: 'matching day, not rolled' },
  { from: '2026-02-09', limit: '1week', due: '2026-02-24', why: 'a week that ends in Spring Festival' },
  { from: '2024-01-31', limit: '1month', due: '2024-02-29', why: 'leap year' },
  {
    from: '2025-01-24',
    limit: '1wd',
    due: '2025-01-26',
    why: '2025: a make-up Sunday before Spring Festival',
  },
  { from: '2024-02-08', limit: '1wd', due: '2024-02-09', why: "2024: New Year's Eve was a working day" },
  {
    from: '2024-02-09',
    limit: '1wd',
    due: '2024-02-18',
    why: '2024: a make-up Sunday after Spring Festival',
  },
];
