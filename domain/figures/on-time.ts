import type { Level } from '../roles';
import { figuresOf, type Figures } from './figures';
import type { Month } from './month';
import { rankByRate, type Ranked } from './rank';
import { addCell, emptyTally, sumOfTallies, type Cell, type Tally } from './tally';

/** An organisation as figures need it. */
export interface Place {
  id: string;
  name: string;
  level: Level;
  /** Ancestors and self, e.g. `/zjg/yangshe/`. */
  path: string;
}

export interface OnTimeQuestion {
  /** One line for each organisation and month, or for each stage of it as well. */
  by: 'organisation' | 'stage';
  /** An organisation by itself, or with everything below it. */
  reach: 'own' | 'tree';
  fewCases: number;
}

export interface OnTimeRow extends Ranked {
  place: Place;
  month: Month;
  /** Null unless asked by stage; by stage, a null stage is the case as a whole. */
  programme: string | null;
  stage: string | null;
  figures: Figures;
}

export interface OnTimeReport {
  rows: OnTimeRow[];
  /** Each clock once, whatever the lines reach. */
  months: { month: Month; figures: Figures }[];
  total: Figures;
}

type Places = ReadonlyMap<string, Place>;

/** The organisations whose line a clock counts in. */
function countsFor({ organisationId }: Cell, places: Places, { reach }: OnTimeQuestion): Place[] {
  const own = places.get(organisationId);
  if (own === undefined) return [];
  if (reach === 'own') return [own];
  return own.path.split('/').flatMap((id) => places.get(id) ?? []);
}

interface Line {
  place: Place;
  month: Month;
  programme: string | null;
  stage: string | null;
  tally: Tally;
}

function linesOf(cells: readonly Cell[], places: Places, question: OnTimeQuestion): Line[] {
  const lines = new Map<string, Line>();
  for (const cell of cells) {
    const { month } = cell;
    const [programme, stage] = question.by === 'stage' ? [cell.programme, cell.stage] : [null, null];
    for (const place of countsFor(cell, places, question)) {
      const key = `${month} ${programme ?? ''} ${stage ?? ''} ${place.id}`;
      const line = lines.get(key) ?? { place, month, programme, stage, tally: emptyTally() };
      lines.set(key, line);
      addCell(line.tally, cell);
    }
  }
  return [...lines.values()].sort(byMonthStagePlace);
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function byMonthStagePlace(a: Line, b: Line): number {
  return (
    compare(a.month, b.month) ||
    compare(a.programme ?? '', b.programme ?? '') ||
    compare(a.stage ?? '', b.stage ?? '') ||
    compare(a.place.path, b.place.path)
  );
}

function groupsOf<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

/** Ranked among organisations of the same level, in the same month, at the same stage: like with like. */
function ranked(lines: readonly Line[], fewCases: number): OnTimeRow[] {
  const peers = groupsOf(
    lines,
    ({ month, programme, stage, place }) => `${month} ${programme ?? ''} ${stage ?? ''} ${place.level}`,
  );
  const places = new Map<Line, Ranked>();
  for (const group of peers.values()) {
    const ranks = rankByRate(
      group.map(({ tally }) => tally.limits),
      fewCases,
    );
    group.forEach((line, i) => places.set(line, ranks[i] as Ranked));
  }
  return lines.map((line) => {
    const { place, month, programme, stage, tally } = line;
    const { rank, of, reason } = places.get(line) as Ranked;
    return { place, month, programme, stage, figures: figuresOf(tally), rank, of, reason };
  });
}

/** The on-time figures of cells whose organisations are among `places`; other cells are left out. */
export function onTimeReport(cells: readonly Cell[], places: Places, question: OnTimeQuestion): OnTimeReport {
  const lines = linesOf(cells, places, question);
  const own = question.reach === 'own' ? lines : linesOf(cells, places, { ...question, reach: 'own' });
  const months = [...groupsOf(own, ({ month }) => month)].map(([month, group]) => ({
    ...{ month, tally: sumOfTallies(group.map(({ tally }) => tally)) },
  }));
  return {
    rows: ranked(lines, question.fewCases),
    months: months.map(({ month, tally }) => ({ month, figures: figuresOf(tally) })),
    total: figuresOf(sumOfTallies(months.map(({ tally }) => tally))),
  };
}
