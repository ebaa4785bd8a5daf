import { DEFINITIONS } from '../../../../domain/figures/definitions';
import { onTimeReport } from '../../../../domain/figures/on-time';
import type { Cell } from '../../../../domain/figures/tally';
import { cell, OWN, places, TREE } from '../../../support/figures';

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

const NOTHING = onTimeReport([], places, OWN).total;

it('every figure is explained in both languages, by a name that stands in the answer', () => {
  for (const { figure, name, text } of DEFINITIONS) {
    if (figure !== 'rank') expect(NOTHING).toHaveProperty(figure);
    for (const { zh, en } of [name, text]) {
      expect(zh).toMatch(/[\u4e00-\u9fff]/);
      expect(en).toMatch(/^[\x20-\x7e÷–]+$/);
    }
  }
});
