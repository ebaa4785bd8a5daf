/** One measured figure: ours, the bare part beside it when there is one, and what else is worth knowing. */
export interface Figure {
  readonly bench: string;
  readonly unit: string;
  readonly ours: number;
  readonly bare?: number;
  /** What was asked of it, such as the number of clients. */
  readonly [detail: string]: number | string | boolean | undefined;
}

export interface Report {
  add(figure: Figure): void;
  table(): string;
}

/** Prints every figure as one line of JSON when it is known, and all of them as a table at the end. */
export function createReport(print: (line: string) => void): Report {
  const figures: (Figure & { ratio?: number })[] = [];
  return {
    add({ bench, unit, ours, bare, ...details }) {
      const ratio =
        bare === undefined || bare === 0 ? {} : { bare: rounded(bare), ratio: rounded(ours / bare) };
      const figure = { bench, ...mapped(details), ours: rounded(ours), ...ratio, unit };
      figures.push(figure);
      print(JSON.stringify(figure));
    },
    table() {
      const rows = figures.map(({ bench, ours, bare, ratio, unit, ...details }) => [
        bench,
        Object.entries(details)
          .map(([name, value]) => `${name} ${String(value)}`)
          .join(', '),
        String(ours),
        bare === undefined ? '' : String(bare),
        ratio === undefined ? '' : String(ratio),
        unit,
      ]);
      return aligned([['figure', 'what', 'ours', 'bare', 'ratio', 'unit'], ...rows]);
    },
  };
}

function mapped(details: Readonly<Record<string, number | string | boolean | undefined>>) {
  return Object.fromEntries(
    Object.entries(details).map(([name, value]) => [
      name,
      typeof value === 'number' ? rounded(value) : value,
    ]),
  );
}

function aligned(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')).join('\n');
}

/** Three digits that mean something, no more. */
export function rounded(value: number): number {
  if (!Number.isFinite(value) || Math.abs(value) >= 100) return Math.round(value);
  return Number(value.toPrecision(3));
}
