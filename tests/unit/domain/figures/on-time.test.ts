import fc from 'fast-check';
import { DEFINITIONS } from '../../../../domain/figures/definitions';
import type { Figures } from '../../../../domain/figures/figures';
import { middleOf } from '../../../../domain/figures/histogram';
import { onTimeReport, type OnTimeQuestion, type Place } from '../../../../domain/figures/on-time';
import type { Cell } from '../../../../domain/figures/tally';

const PLACES: readonly Place[] = [
  { id: 'zjg', name: '张家港市', level: 'CITY', path: '/zjg/' },
  { id: 'yangshe', name: '杨舍镇', level: 'STREET', path: '/zjg/yangshe/' },
  { id: 'tangqiao', name: '塘桥镇', level: 'STREET', path: '/zjg/tangqiao/' },
  { id: 'tanglian', name: '塘联社区', level: 'COMMUNITY', path: '/zjg/yangshe/tanglian/' },
  { id: 'fuqian', name: '府前社区', level: 'COMMUNITY', path: '/zjg/yangshe/fuqian/' },
  { id: 'jinggang', name: '泾港社区', level: 'COMMUNITY', path: '/zjg/tangqiao/jinggang/' },
];
const places = new Map(PLACES.map((place) => [place.id, place]));
const OWN: OnTimeQuestion = { by: 'organisation', reach: 'own', fewCases: 5 };
const TREE: OnTimeQuestion = { ...OWN, reach: 'tree' };

const cell = (more: Partial<Cell>): Cell => ({
  ...{ organisationId: 'tanglian', month: '2026-03', programme: 'zjg', stage: 'accept', kind: 'stage' },
  ...more,
});
const only = (cells: Cell[], question = OWN) => {
  const { rows } = onTimeReport(cells, places, question);
  expect(rows).toHaveLength(1);
  return rows[0]!;
};

describe('a line', () => {
  it('has numerator and denominator beside the rate, and both verdicts', () => {
    const { figures } = only([
      cell({ unit: 'workday', stopped: 7, onTime: 6, onTimeRecomputed: 5, changed: 1 }),
      cell({ kind: 'grade', stage: null, unit: 'day', stopped: 2, onTime: 2, onTimeRecomputed: 2 }),
    ]);
    expect(figures).toMatchObject({ stopped: 9, onTime: 8, late: 1, rate: 0.8889 });
    expect(figures.recomputed).toEqual({ onTime: 7, rate: 0.7778, changed: 1 });
  });

  it('counts waiting, returned and orders by themselves, follow-ups as made and missed, and notices nowhere', () => {
    const { figures } = only([
      cell({ stopped: 1, onTime: 1 }),
      cell({ kind: 'waiting', stopped: 2, onTime: 1 }),
      cell({ kind: 'returned', stopped: 3, onTime: 0 }),
      cell({ kind: 'order', stopped: 4, onTime: 4 }),
      cell({ kind: 'notice', stopped: 50, onTime: 50 }),
      cell({ kind: 'follow-up', made: 5, missed: 2, stage: null }),
    ]);
    expect(figures).toMatchObject({ stopped: 1, rate: 1, followUps: { made: 5, missed: 2 } });
    expect(figures.apart).toEqual({
      waiting: { stopped: 2, onTime: 1, rate: 0.5 },
      returned: { stopped: 3, onTime: 0, rate: 0 },
      order: { stopped: 4, onTime: 4, rate: 1 },
    });
  });

  it('tells time used in each unit by itself, pauses apart', () => {
    const { figures } = only([
      cell({ unit: 'workday', stopped: 4, net: [2, 3, 9, 1], gross: [2, 2, 5, 1, 9, 1] }),
      // Without pauses gross is left out.
      cell({ unit: 'hour', stopped: 1, net: [1.5, 1] }),
    ]);
    expect(figures.used.workday).toEqual({
      clocks: 4,
      net: { average: 3.75, median: 2 },
      gross: { average: 4.5, median: 3.5 },
      paused: { total: 3, average: 0.75 },
    });
    expect(figures.used.hour).toMatchObject({
      net: { average: 1.5 },
      gross: { average: 1.5 },
      paused: { total: 0 },
    });
    expect(figures.used.day).toBeNull();
  });

  it('shows what has ended and still runs, even where nothing stopped, and has no rate then', () => {
    const row = only([cell({ openOverdue: 3 })]);
    expect(row).toMatchObject({ rank: null, reason: 'few cases' });
    expect(row.figures).toMatchObject({ stopped: 0, rate: null, openOverdue: 3 });
  });

  it('is for each stage of each programme when asked so, the case as a whole among them', () => {
    const { rows } = onTimeReport(
      [
        cell({ stopped: 1 }),
        cell({ stopped: 2, stage: 'review' }),
        cell({ stopped: 4, programme: 'lg' }),
        cell({ stopped: 8, kind: 'grade', stage: null }),
      ],
      places,
      { ...OWN, by: 'stage' },
    );
    expect(rows.map(({ programme, stage, figures }) => [programme, stage, figures.stopped])).toEqual([
      ['lg', 'accept', 4],
      ['zjg', null, 8],
      ['zjg', 'accept', 1],
      ['zjg', 'review', 2],
    ]);
  });
});

describe('ranks', () => {
  it('compare organisations of one level in one month only', () => {
    const cells = [
      cell({ stopped: 10, onTime: 9 }),
      cell({ stopped: 10, onTime: 8, organisationId: 'fuqian' }),
      cell({ stopped: 10, onTime: 1, organisationId: 'yangshe' }),
      cell({ stopped: 10, onTime: 2, organisationId: 'fuqian', month: '2026-04' }),
      cell({ stopped: 4, onTime: 4, organisationId: 'jinggang' }),
    ];
    const { rows } = onTimeReport(cells, places, OWN);
    expect(rows.map(({ month, place, rank, of, reason }) => [month, place.id, rank, of, reason])).toEqual([
      ['2026-03', 'jinggang', null, 2, 'few cases'],
      ['2026-03', 'yangshe', 1, 1, null],
      ['2026-03', 'fuqian', 2, 2, null],
      ['2026-03', 'tanglian', 1, 2, null],
      ['2026-04', 'fuqian', 1, 1, null],
    ]);
  });

  it('go by the frozen verdict, not by the recomputed one', () => {
    const { rows } = onTimeReport(
      [
        cell({ stopped: 10, onTime: 9, onTimeRecomputed: 0 }),
        cell({ stopped: 10, onTime: 8, onTimeRecomputed: 10, organisationId: 'fuqian' }),
      ],
      places,
      OWN,
    );
    expect(rows.map(({ place, rank }) => [place.id, rank])).toEqual([
      ['fuqian', 2],
      ['tanglian', 1],
    ]);
  });
});

it('organisations out of sight are left out of lines and sums alike', () => {
  const own = new Map([...places].filter(([, { path }]) => path.startsWith('/zjg/yangshe/')));
  const cells = [cell({ stopped: 3 }), cell({ stopped: 5, organisationId: 'jinggang' })];
  expect(onTimeReport(cells, own, TREE)).toMatchObject({
    rows: [{ place: { id: 'yangshe' } }, { place: { id: 'tanglian' } }],
    total: { stopped: 3 },
  });
});

const valueAndCount = fc.tuple(
  fc.integer({ min: 0, max: 200 }).map((n) => n / 4),
  fc.integer({ min: 1, max: 9 }),
);
const counted = fc.array(valueAndCount, { maxLength: 4 });
const pairs = counted.map((given) => given.flat());
const someCell: fc.Arbitrary<Cell> = fc
  .record({
    organisationId: fc.constantFrom(...PLACES.map(({ id }) => id), 'elsewhere'),
    month: fc.constantFrom('2025-12', '2026-01', '2026-02'),
    programme: fc.constantFrom('zjg', 'lg'),
    stage: fc.constantFrom(null, 'accept', 'review'),
    kind: fc.constantFrom(
      ...([
        'stage',
        'grade',
        'rework',
        'suspension',
        'waiting',
        'returned',
        'order',
        'follow-up',
        'notice',
      ] as const),
    ),
    unit: fc.constantFrom('workday' as const, 'day' as const, 'hour' as const),
    stopped: fc.integer({ min: 0, max: 30 }),
    shares: fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true })),
    pauses: fc.integer({ min: 0, max: 5 }),
    extensions: fc.integer({ min: 0, max: 5 }),
    made: fc.integer({ min: 0, max: 5 }),
    missed: fc.integer({ min: 0, max: 5 }),
    openOverdue: fc.integer({ min: 0, max: 5 }),
    net: pairs,
    gross: pairs,
  })
  .map(({ shares, stopped, ...rest }) => ({
    ...{ ...rest, stopped },
    onTime: Math.floor(stopped * shares[0]),
    onTimeRecomputed: Math.floor(stopped * shares[1]),
  }));
const someCells = fc.array(someCell, { maxLength: 40 });
const question: fc.Arbitrary<OnTimeQuestion> = fc.record({
  by: fc.constantFrom('organisation' as const, 'stage' as const),
  reach: fc.constantFrom('own' as const, 'tree' as const),
  fewCases: fc.integer({ min: 0, max: 10 }),
});

/** Everything of a line that adds up. */
const countsOf = ({ stopped, onTime, late, recomputed, openOverdue, pauses, extensions, followUps, apart, used }: Figures) => [
  ...[stopped, onTime, late, recomputed.onTime, recomputed.changed, openOverdue],
  ...[pauses.number, pauses.clocks, extensions.number, extensions.clocks, followUps.made, followUps.missed],
  ...Object.values(apart).flatMap((rate) => [rate.stopped, rate.onTime]),
  ...Object.values(used).map((time) => time?.clocks ?? 0),
]; // prettier-ignore
const sumOf = (figures: readonly Figures[]): number[] =>
  figures.map(countsOf).reduce((sum, counts) => sum.map((n, i) => n + (counts[i] ?? 0)), countsOf(NOTHING));
const NOTHING = onTimeReport([], places, OWN).total;

describe('whatever the clocks', () => {
  it('lines add up to the months, and the months to the whole', () => {
    fc.assert(
      fc.property(someCells, question, (cells, asked) => {
        const report = onTimeReport(cells, places, { ...asked, reach: 'own' });
        expect(sumOf(report.rows.map(({ figures }) => figures))).toEqual(countsOf(report.total));
        expect(sumOf(report.months.map(({ figures }) => figures))).toEqual(countsOf(report.total));
      }),
    );
  });

  it('rates lie between 0 and 1 and are the numerator by the denominator', () => {
    fc.assert(
      fc.property(someCells, question, (cells, asked) => {
        for (const { figures } of onTimeReport(cells, places, asked).rows) {
          const all = [
            figures,
            { ...figures.recomputed, stopped: figures.stopped },
            ...Object.values(figures.apart),
          ];
          for (const { rate, onTime, stopped } of all) {
            if (stopped === 0) expect(rate).toBeNull();
            else expect(rate).toBeCloseTo(onTime / stopped, 3);
            expect(rate ?? 0).toBeGreaterThanOrEqual(0);
            expect(rate ?? 0).toBeLessThanOrEqual(1);
          }
        }
      }),
    );
  });

  it('the order in which they come changes nothing', () => {
    const shuffled = someCells.chain((cells) =>
      fc.tuple(fc.constant(cells), fc.shuffledSubarray(cells, { minLength: cells.length })),
    );
    fc.assert(
      fc.property(shuffled, question, ([cells, other], asked) => {
        expect(onTimeReport(other, places, asked)).toEqual(onTimeReport(cells, places, asked));
      }),
    );
  });

  it('an organisation with what is below it is the sum of those below and of itself', () => {
    fc.assert(
      fc.property(someCells, fc.constantFrom('2025-12', '2026-01', '2026-02'), (cells, month) => {
        const of = (asked: OnTimeQuestion, id: string) =>
          onTimeReport(cells, places, asked).rows.find((row) => row.place.id === id && row.month === month);
        for (const place of PLACES) {
          const parts = [
            of(OWN, place.id),
            ...PLACES.filter(({ path }) => path.startsWith(place.path) && path.split('/').length === place.path.split('/').length + 1).map((child) => of(TREE, child.id)),
          ]; // prettier-ignore
          const whole = of(TREE, place.id)?.figures ?? NOTHING;
          expect(countsOf(whole)).toEqual(
            sumOf(parts.flatMap((row) => (row === undefined ? [] : [row.figures]))),
          );
        }
      }),
    );
  });
});

it('average and median are those of the values written out', () => {
  fc.assert(
    fc.property(counted, (given) => {
      const values = given
        .flatMap(([value, count]) => Array<number>(count).fill(value))
        .sort((a, b) => a - b);
      const { count, sum, average, median } = middleOf(given);
      expect(sum).toBeCloseTo(
        values.reduce((all, value) => all + value, 0),
        6,
      );
      expect(count).toBe(values.length);
      if (count === 0) {
        expect([average, median]).toEqual([null, null]);
        return;
      }
      const n = values.length;
      expect(average).toBeCloseTo(values.reduce((sum, value) => sum + value, 0) / n, 1);
      expect(median).toBeCloseTo(
        ((values[Math.floor((n - 1) / 2)] ?? 0) + (values[Math.floor(n / 2)] ?? 0)) / 2,
        1,
      );
    }),
  );
});

it('every figure is explained in both languages, by a name that stands in the answer', () => {
  for (const { figure, name, text } of DEFINITIONS) {
    if (figure !== 'rank') expect(NOTHING).toHaveProperty(figure);
    for (const { zh, en } of [name, text]) {
      expect(zh).toMatch(/[\u4e00-\u9fff]/);
      expect(en).toMatch(/^[\x20-\x7e÷–]+$/);
    }
  }
});
