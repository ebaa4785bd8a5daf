import { daysToClose, summaryOf, type ReportedFinding } from '../../../../domain/spot-check/report';

const finding = (
  kind: string,
  verifiedOn: string | null,
  more: Partial<ReportedFinding> = {},
): ReportedFinding => ({
  ...{ caseNumber: 'G1', kind, name: { zh: kind, en: kind }, timesFailed: 0, repeated: false },
  raisedAt: '2020-11-02T02:00:00.000Z',
  verifiedAt: verifiedOn === null ? null : `${verifiedOn}T02:00:00.000Z`,
  status: verifiedOn === null ? 'OPEN' : 'VERIFIED',
  ...more,
});

it('takes the middle of an odd number of days and the mean of the two middle ones of an even number', () => {
  const days = (...on: string[]) => daysToClose(on.map((one) => finding('low-use', one)));
  expect(days('2020-11-30', '2020-11-05', '2020-11-12')).toEqual({ median: 10, longest: 28 });
  expect(days('2020-11-05', '2020-11-12')).toEqual({ median: 6.5, longest: 10 });
  expect(daysToClose([finding('low-use', null)])).toBeNull();
});

it('counts days as days of the calendar: an evening in one day, a morning in the next', () => {
  const [raisedAt, verifiedAt] = ['2020-11-02T15:59:00.000Z', '2020-11-02T16:01:00.000Z'];
  expect(daysToClose([finding('low-use', '2020-11-03', { raisedAt, verifiedAt })])?.longest).toBe(1);
});

it('counts what was found by kind, the commonest first, and what of it is put right', () => {
  const visit = { caseNumber: 'G1', stratum: '', inspector: null, order: null, result: null, findings: 0 };
  const summary = summaryOf(
    [
      { ...visit, visitedOn: '2020-11-02' },
      { ...visit, visitedOn: null },
    ],
    [
      finding('not-paid', '2020-11-05'),
      finding('low-use', null, { status: 'ANSWERED', repeated: true }),
      finding('low-use', null),
    ],
  );
  expect(summary).toMatchObject({ drawn: 2, visited: 1, found: 3, rectified: 2, verified: 1, repeated: 1 });
  expect(summary.kinds.map(({ kind, found, verified }) => [kind, found, verified])).toEqual([
    ['low-use', 2, 0],
    ['not-paid', 1, 1],
  ]);
});
