import { faultsOf } from '../../../web/src/offline/faults';
import type { Picture, Report, ReportForm, TakenCase } from '../../../web/src/offline/model';
import { planOf } from '../../../web/src/offline/plan';
import { reportData } from '../../../web/src/offline/report-data';
import { pickCase } from '../../../web/src/offline/take-case';

type Case = Parameters<typeof pickCase>[0];
type Line = Parameters<typeof pickCase>[1][number];

const name = { zh: '名', en: 'name' };
const CHECK_LIST = [
  { value: 'plan', name },
  { value: 'safety', name },
];
const FORM: ReportForm = {
  visitedOn: '2026-03-04',
  result: 'passed',
  answers: { plan: { answer: 'yes', note: '' }, safety: { answer: 'n/a', note: ' 未开工 ' } },
  percentDone: '40',
  percentPlanned: '',
  opinion: ' 同意 ',
  signedBy: '检查员甲',
  findings: [],
};
const picture = (fileId: string | null): Picture => ({
  ...{ name: 'p1', type: 'image/jpeg', size: 9, sha256: null, takenAt: '2026-03-04T01:00:00.000Z' },
  ...{ place: { lat: 31.87, lng: 120.55, accuracyM: 12 }, fileId },
});
const report = (form: Partial<ReportForm> = {}, more: Partial<Report> = {}): Report => ({
  ...{ id: 'r1', personId: 'p', caseId: 'c', number: '2026-1', title: '车棚', state: 'waiting' },
  ...{ form: { ...FORM, ...form }, photos: [], signature: null, photoKind: 'photos', changedAt: '' },
  ...{ finishedAt: null, tried: false, sentAt: null, refused: null },
  ...more,
});
const OF = { checkList: CHECK_LIST, worksBeganOn: '2026-03-01' };
const keys = (form: Partial<ReportForm>) => faultsOf(report(form), OF).map(({ key }) => key);

describe('what is missing in a report', () => {
  const finding = { kind: 'signboard', text: '歪了' };
  const no = { plan: { answer: 'no' as const, note: '没按方案' }, safety: FORM.answers['safety']! };
  it.each<[string, Partial<ReportForm>, string[]]>([
    ['nothing', {}, []],
    ['a day on which the works had begun', { visitedOn: '2026-02-28' }, ['beforeWorks']],
    ['nothing, on the day on which they began', { visitedOn: '2026-03-01' }, []],
    ['an answer', { answers: { plan: FORM.answers['plan']! } }, ['checkList']],
    [
      'a note to a "no"',
      { result: 'remarks', answers: { ...no, plan: { ...no.plan, note: ' ' } } },
      ['noteNeeded'],
    ],
    ['the result', { result: '' }, ['result']],
    ['another result than passed, with a "no"', { answers: no }, ['passedBut']],
    ['another result than passed, with a finding', { findings: [finding] }, ['passedBut']],
    ['a finding of what failed', { result: 'failed' }, ['failedNeeds']],
    ['nothing, when what failed is named', { result: 'failed', findings: [finding] }, []],
    ['the kind of a finding', { result: 'failed', findings: [{ ...finding, kind: '' }] }, ['findings']],
    ['progress within bounds', { percentDone: '101' }, ['percent']],
    ['progress in figures', { percentPlanned: '一半' }, ['percent']],
    [
      'opinion, day and signature',
      { opinion: ' ', visitedOn: '', signedBy: '' },
      ['visitedOn', 'opinion', 'signedBy'],
    ],
  ])('%s', (_what, form, expected) => expect(keys(form)).toEqual(expected));
});

it('says on which day the works began, and asks nothing where nobody knows', () => {
  const early = report({ visitedOn: '2026-02-28' });
  expect(faultsOf(early, OF)).toEqual([{ part: 'visitedOn', key: 'beforeWorks', day: '2026-03-01' }]);
  expect(faultsOf(early, { checkList: CHECK_LIST })).toEqual([]);
  expect(faultsOf(early, { checkList: CHECK_LIST, worksBeganOn: null })).toEqual([]);
});

describe('what a report will come to', () => {
  const called = (zh: string) => ({ zh, en: zh });
  const quarter = { name: called('第 2 季度检查'), from: '2026-04-01', personId: null };
  const order = { name: called('抽查走访'), from: '2026-03-10', personId: 'p' };
  const plan = (awaited: TakenCase['awaited'], day: string) =>
    planOf({ awaited } as unknown as TakenCase, 'p', day);

  it.each([
    [
      'what was awaited by its day',
      [quarter, order],
      '2026-04-01',
      { kind: 'done', names: [quarter.name, order.name] },
    ],
    [
      'the order alone, before the quarter',
      [quarter, order],
      '2026-03-31',
      { kind: 'done', names: [order.name] },
    ],
    ['nothing of the quarter that is to come', [quarter], '2026-03-31', { ...quarter, kind: 'early' }],
    ['nothing at all before the order', [quarter, order], '2026-03-09', { ...order, kind: 'before-order' }],
    [
      'nothing of what somebody else was sent for',
      [{ ...order, personId: 'q' }],
      '2026-03-12',
      { kind: 'outside' },
    ],
    ['a visit outside the plan', [], '2026-03-12', { kind: 'outside' }],
  ])('%s', (_what, awaited, day, expected) =>
    expect(plan(awaited, day)).toMatchObject(
      'personId' in expected ? { kind: expected.kind, name: expected.name, from: expected.from } : expected,
    ),
  );

  it('is unknown in a list that an older page took along, and without a day', () => {
    expect([plan(undefined, '2026-03-12'), plan([quarter], '')]).toEqual([null, null]);
  });
});

describe('what is sent of a report', () => {
  it('is what was filled in, and nothing that was left empty', () => {
    const data = reportData(report({}, { finishedAt: '2026-03-04T09:00:00.000Z', photos: [picture('f1')] }));
    expect(data).toEqual({
      ...{ visitedOn: '2026-03-04', recordedAt: '2026-03-04T09:00:00.000Z', result: 'passed' },
      items: [
        { id: 'plan', answer: 'yes' },
        { id: 'safety', answer: 'n/a', note: '未开工' },
      ],
      ...{ percentDone: 40, opinion: '同意', signedBy: '检查员甲', findings: [] },
      photos: [
        {
          ...{ fileId: 'f1', takenAt: '2026-03-04T01:00:00.000Z' },
          place: { lat: 31.87, lng: 120.55, accuracyM: 12 },
        },
      ],
    });
  });

  it('is nothing at all while a picture has not arrived', () => {
    expect(() => reportData(report({}, { signature: picture(null) }))).toThrow('p1');
  });
});

describe('what is taken along of a case', () => {
  const choice = (value: string) => ({ enum: [value], 'x-enum-names': { [value]: name } });
  const list = (field: string, value: string) => ({ items: { properties: { [field]: choice(value) } } });
  const form = {
    ...{ type: 'record-inspection', name, missing: [] },
    schema: { properties: { items: list('id', 'plan'), findings: list('kind', 'signboard') } },
  };
  const of = {
    ...{ id: 'c', number: '2026-1', title: '车棚', allowed: [form] },
    organisationChain: [
      { id: 'z', name: '张家港市', level: 'CITY' },
      { id: 'd', name: '大新镇', level: 'STREET' },
      { id: 's', name: '大新社区', level: 'COMMUNITY' },
    ],
    attachable: { maxBytes: 1, formats: [], kinds: [{ kind: 'photos', name }] },
    worksBeganOn: '2026-01-02',
    awaited: [{ clockId: 'inspection.1', name, from: '2026-01-01', personId: null }],
    suggestions: ['s1'],
    linked: '不该带走的原话',
  } as unknown as Case;
  const line = (type: string, facts: object) =>
    ({ type, facts, at: '2026-01-05T01:00:00.000Z' }) as unknown as Line;
  const found = (findingId: string, source: string, text: string) => ({
    ...{ findingId, source, text, kind: 'signboard' },
  });

  it('is picked name by name, with what inspectors found before, newest first', () => {
    const taken = pickCase(
      of,
      [
        line('InspectionRecorded', { findings: [found('f1', 'inspection', '歪了')] }),
        line('FindingVerified', { findingId: 'f1', passed: true }),
        line('FindingRaised', found('f2', 'resident', '不该带走的原话')),
        line('FindingRaised', found('f3', 'spot-check', '掉了')),
        line('FindingVerified', { findingId: 'f3', passed: false }),
      ],
      '2026-03-01T00:00:00.000Z',
    );
    expect(taken).toEqual({
      ...{ caseId: 'c', number: '2026-1', title: '车棚', place: '大新镇 大新社区', photoKind: 'photos' },
      checkList: [{ value: 'plan', name }],
      findingKinds: [{ value: 'signboard', name }],
      earlier: [
        { on: '2026-01-05T01:00:00.000Z', kind: name, text: '掉了', open: true },
        { on: '2026-01-05T01:00:00.000Z', kind: name, text: '歪了', open: false },
      ],
      ...{ mayReport: true, takenAt: '2026-03-01T00:00:00.000Z', worksBeganOn: '2026-01-02' },
      awaited: [{ name, from: '2026-01-01', personId: null }],
    });
  });

  it('says that nobody may report where the API offers no form, and knows what photos are then', () => {
    const closed = { ...of, allowed: [], attachable: null } as unknown as Case;
    expect(pickCase(closed, [], '')).toMatchObject({ mayReport: false, checkList: [], photoKind: 'other' });
  });
});
