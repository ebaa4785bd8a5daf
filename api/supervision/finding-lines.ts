import { localTextOf, type Instant } from '../../domain/calendar/instant';
import type { Lang } from '../../domain/calendar/limit';
import type { CellValue } from '../../domain/figures/columns';
import { FINDING_COLUMNS } from '../../domain/figures/finding-columns';
import type { Deps } from '../ports';
import { showFindings } from './finding';
import type { FindingListRow } from './findings';

/** Findings that are named and sent at a time. */
const PART = 500;

interface Export {
  readonly deps: Deps;
  readonly rows: readonly FindingListRow[];
  readonly lang: Lang;
  readonly now: Instant;
}

/** The lines of the file, titles first, a part at a time. */
export async function* findingLines({ deps, rows, lang, now }: Export): AsyncGenerator<CellValue[][]> {
  let titles = [[...FINDING_COLUMNS.map(({ title }) => title[lang]), lang === 'zh' ? '截止时刻' : 'cut-off']];
  for (let from = 0; from === 0 || from < rows.length; from += PART) {
    const shown = await showFindings(deps, rows.slice(from, from + PART), now);
    const cutOff = localTextOf(now);
    const lines = shown.map((one) => [...FINDING_COLUMNS.map(({ value }) => value(one, lang)), cutOff]);
    yield [...titles, ...lines];
    titles = [];
  }
}
